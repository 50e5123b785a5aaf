"""Errors, addresses and questions of hundreds of millions of letters: they end whoever carries them."""

from tests.hostile.planted import EITHER, NOT_SEEN, script, slow

LETTERS = "String.fromCharCode(1).repeat(2e8)"

KINDS = {
    "error": slow(
        {"error": (script(f"setTimeout(() => {{ throw {LETTERS}; }}, 200);"), NOT_SEEN)},
        alone=True,
        megabytes=6000,
    ),
    "others": slow(
        {
            "alert": (script(f"setTimeout(() => alert({LETTERS}), 200);"), EITHER),
            "sent": (
                script(
                    f"setTimeout(() => fetch('/x', {{method: 'POST', body: {LETTERS}}}).catch(() => 0), 200);"
                ),
                EITHER,
            ),
        },
        alone=True,
        megabytes=6000,
    ),
}
