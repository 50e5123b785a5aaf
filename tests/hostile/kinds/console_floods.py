"""Messages and errors without end, which the browser hands on to whoever drives it."""

from tests.hostile.planted import EITHER, script, slow

FLOOD = "setInterval(() => { for (let n = 0; n < 3000; n++) %s; }, 2);"
WORKER = "new Worker(URL.createObjectURL(new Blob(['setInterval(() => { for (let n = 0; n < 300; n++) console.log(n, {n}); }, 5)'])));"

KINDS = {
    "console": slow(
        {
            "log": (script(FLOOD % "console.log('町' + n, {a: [n, {n}]})"), EITHER),
            "long": (
                script("for (let n = 0; n < 30; n++) console.error('町'.repeat(5e6));"),
                EITHER,
            ),
            "errors": (script(FLOOD % "reportError(new Error(n))"), EITHER),
        }
    ),
    "others": slow(
        {
            "rejections": (
                script(
                    "setInterval(() => { for (let n = 0; n < 300; n++) Promise.reject(new Error(n)); }, 5);"
                ),
                EITHER,
            ),
            "worker": (script(WORKER), EITHER),
            "requests": (
                script(
                    "setInterval(() => { for (let n = 0; n < 50; n++) fetch('data:,' + Math.random()); }, 5);"
                ),
                EITHER,
            ),
        }
    ),
}
