"""Pages that take all memory: in arrays, in buffers of a worker, in canvases, in what they store."""

from tests.hostile.planted import EITHER, script, slow

ARRAYS = "const all = []; setInterval(() => all.push(new Uint8Array(3e7).fill(7)), 5);"
WORKER = f"new Worker(URL.createObjectURL(new Blob(['{ARRAYS}'])));"
CANVASES = (
    "const all = []; setInterval(() => { const c = document.createElement('canvas');"
    "c.width = c.height = 4000; const g = c.getContext('2d'); g.fillRect(0, 0, 4000, 4000);"
    "all.push(g.getImageData(0, 0, 4000, 4000)); document.body.append(c); }, 30);"
)
BLOBS = "const all = []; setInterval(() => all.push(new Blob([new Uint8Array(2e7).fill(5)])), 10);"

KINDS = {
    "arrays": slow({"arrays": (script(ARRAYS), EITHER)}, megabytes=4500),
    "worker": slow({"worker": (script(WORKER), EITHER)}, megabytes=4500),
    "canvases": slow({"canvases": (script(CANVASES), EITHER)}, megabytes=4500),
    "blobs": slow({"blobs": (script(BLOBS), EITHER)}, megabytes=4500),
}
