"""What a PDF file says of itself to those who cannot see it; read in a process of its own.

A stranger's file may be broken or made to harm: the process has little time and memory, and what
goes wrong in it is told as a fact about the file.
"""

import io
import json
import resource
import subprocess
import sys
from typing import Any

SECONDS = 20
MEMORY = 1_500_000_000
LOOKED = 3
"""Pages whose text is looked for: a scan shows at once."""
MOST = 500


def facts_of(body: bytes) -> dict[str, Any]:
    """The facts of a file; `problem` says why there are no others."""
    command = [sys.executable, "-m", "crawler.pdf"]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"bytes": len(body), "problem": "too long to read"}
    if done.returncode:
        return {"bytes": len(body), "problem": "unreadable"}
    facts: dict[str, Any] = json.loads(done.stdout)
    return {"bytes": len(body), **facts}


def read(body: bytes) -> dict[str, Any]:
    """Tags, title, language, text, bookmarks and locks; raises what the library raises."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"problem": "locked"}
    catalog: Any = reader.trailer["/Root"].get_object()  # whatever a stranger put there
    marked = catalog.get("/MarkInfo", {}).get_object() if "/MarkInfo" in catalog else {}
    shown = catalog.get("/ViewerPreferences")
    looked = [reader.pages[n] for n in range(min(LOOKED, len(reader.pages)))]
    return {
        "pages": len(reader.pages),
        "tagged": bool(marked.get("/Marked")) and "/StructTreeRoot" in catalog,
        "title": title_of(reader),
        "shows_title": bool(shown and shown.get_object().get("/DisplayDocTitle")),
        "lang": str(catalog.get("/Lang", ""))[:40],
        "looked": len(looked),
        "letters": sum(len("".join(page.extract_text().split())) for page in looked),
        "pictures": sum(holds_pictures(page) for page in looked),
        "bookmarks": "/Outlines" in catalog and bool(reader.outline),
    }


def title_of(reader: Any) -> str:
    """The title in the file's particulars."""
    told = reader.metadata.title if reader.metadata else ""
    return str(told or "").strip()[:MOST]


def holds_pictures(page: Any) -> bool:
    """Whether a page draws any picture."""
    things = page.get("/Resources", {}).get_object().get("/XObject")
    drawn = things.get_object().values() if things else ()
    return any(thing.get_object().get("/Subtype") == "/Image" for thing in drawn)


def main() -> None:
    """Read a file from standard input, and tell its facts as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read()), ensure_ascii=True))


if __name__ == "__main__":
    main()
