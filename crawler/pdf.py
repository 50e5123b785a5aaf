"""What a PDF file says of itself to those who cannot see it; what is wrong is a fact about it.

A stranger's file may be made to harm: `crawler.parsing` has it read by `minna.workers`, never here.
"""

import io
from typing import Any

PAGES_READ = 3
"""Maximum number of pages whose text is read: a scan shows at once."""
MAX_TITLE = 500


def facts_of(body: bytes) -> dict[str, Any]:
    """The facts of a file; `problem` says why there are no others."""
    try:
        facts = read(body)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever the library raises, the file made it do so
        facts = {"problem": "unreadable"}
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
    first_pages = [reader.pages[n] for n in range(min(PAGES_READ, len(reader.pages)))]
    return {
        "pages": len(reader.pages),
        "tagged": bool(marked.get("/Marked")) and "/StructTreeRoot" in catalog,
        "title": title_of(reader),
        "shows_title": bool(shown and shown.get_object().get("/DisplayDocTitle")),
        "lang": str(catalog.get("/Lang", ""))[:40],
        "looked": len(first_pages),
        "letters": sum(len("".join(page.extract_text().split())) for page in first_pages),
        "pictures": sum(holds_pictures(page) for page in first_pages),
        "bookmarks": "/Outlines" in catalog and bool(reader.outline),
    }


def title_of(reader: Any) -> str:
    """The title in the file's particulars."""
    title = reader.metadata.title if reader.metadata else ""
    return str(title or "").strip()[:MAX_TITLE]


def holds_pictures(page: Any) -> bool:
    """Whether a page draws any picture."""
    things = page.get("/Resources", {}).get_object().get("/XObject")
    drawn = things.get_object().values() if things else ()
    return any(thing.get_object().get("/Subtype") == "/Image" for thing in drawn)


MOST_PAGES = 40
MOST_LETTERS = 200_000


def text_of(body: bytes) -> dict[str, Any]:
    """The text of a file's first pages; `problem` says why there is none.

    Like `facts_of`, it is to be called in `minna.workers`.
    """
    try:
        return read_text(body)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever the library raises, the file made it do so
        return {"problem": "unreadable"}


def read_text(body: bytes) -> dict[str, Any]:
    """The text, its pages, and whether there is more; raises what the library raises."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"problem": "locked"}
    total, texts, letters = len(reader.pages), list[str](), 0
    for number in range(min(MOST_PAGES, total)):
        text = reader.pages[number].extract_text()[: MOST_LETTERS - letters]
        texts.append(text)
        letters += len(text)
        if letters >= MOST_LETTERS:
            break
    if not any(text.strip() for text in texts):
        return {"problem": "pictures only", "pages": total}
    is_capped = len(texts) < total or letters >= MOST_LETTERS
    return {"pages": total, "text": "\n".join(texts), "is_capped": is_capped}
