"""A site's own search, where it is a plain GET form on the site itself."""

import re
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

from audits.services.document import Form, ServiceDocument
from audits.services.tasks import Task

PARTS = re.compile(r"[()（）・,、/]|(?:の|など)(?=.)")
"""Where a word of a task's title ends: search engines want one word, no sentence."""
LEAST_WORD = 2
OF_ALL = re.compile(r"(?:利用|収集)?申込|申請|届出|許可|申告|加入|脱退|写し|消防へ")
"""Words of a title that every task has."""
"""Characters of a word that says what is looked for."""
MOST_QUERIES = 2
"""Questions for one task."""


def search_form(document: ServiceDocument, is_own: Callable[[str], bool]) -> Form | None:
    """The form that searches the site, if it can be sent as a resident would send it."""
    for form in document.forms:
        if form.is_search and is_own(form.action) and _field_name(form):
            return form
    return None


def _field_name(form: Form) -> str:
    return next((field.name for field in form.fields if field.type in ("text", "search")), "")


def search_address(form: Form, words: str) -> str:
    """The address to which a form leads when some words are sent.

    >>> from audits.services.document import Field
    >>> form = Form("get", "https://town.example/s?old=1", (Field("search", "", "q"),), "", "main")
    >>> search_address(form, "転出")
    'https://town.example/s?q=%E8%BB%A2%E5%87%BA'
    """
    parts = urlsplit(form.action)
    fields = [*form.hidden, (_field_name(form), words)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(fields), ""))


def search_words(task: Task) -> tuple[str, ...]:
    """What a resident types to look for a task: the first words of its title, one at a time."""
    title = task.title.get("ja") or task.title.get("en") or task.id
    words = [
        word
        for word in PARTS.split(title)
        if len(word) >= LEAST_WORD and not OF_ALL.fullmatch(word)
    ]
    return tuple(words[:MOST_QUERIES]) or (title,)
