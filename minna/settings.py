"""The settings of a run: one typed object, from the command line to the database and back.

A key that is no setting, or a value of another type, is refused in one sentence; a misspelt key
would otherwise leave a default in force that nobody asked for.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

from minna.errors import BadSetting, UnknownSetting
from minna.rate_limit import PAUSE
from minna.user_agent import CONTACT


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a survey was asked to do; None leaves a value to the part of Minna that uses it."""

    # Both crawler and browser.
    pause: float = PAUSE  # seconds between two requests to a host
    contact: str = CONTACT
    allow_private: bool = False
    # The crawl: maxima for one site.
    crawl_pages: int = 300  # HTML pages fetched
    crawl_depth: int = 8  # links from the start page
    crawl_bytes: int = 3_000_000  # of one answer
    crawl_seconds: float = 1800.0  # of the site's own time, not of waiting for its neighbours
    pages: int = 75  # in the sample: 15 key pages, and as many random ones as the method asks for
    services: bool = True  # search for tasks and duties, with the same effort on every site
    documents: int = 0  # PDF files read, of those that its pages link to
    sample_from: str = ""  # the database of an earlier survey whose sample is visited again
    # The audit.
    viewports: tuple[str, ...] | None = None  # all
    gatherers: tuple[str, ...] | None = None  # all
    touch: str | None = None  # all, some or none; all of one's own site, else some
    read_images: bool = False
    pictures: bool = True
    plain: bool = False
    tab_reuse: bool | None = None  # the contrary of `plain`
    spare_axe: bool | None = None  # the contrary of `plain`
    baseline_js: bool | None = None  # the contrary of `plain`
    page_mb: float | None = None
    block: tuple[str, ...] = ()  # kinds of resources that are not loaded, or "third-party"
    plain_agent: bool = False
    cores: int | None = None
    process_mb: float | None = None
    browser_mb: float | None = None
    sites_per_browser: int | None = None
    one_load: bool = False  # of surveys made while that was on trial; nothing reads it but compare
    # The score.
    profile: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Settings from plain values; UnknownSetting or BadSetting where they are none.

        >>> RunSettings.of({"pages": 20, "block": "image,font"}).block
        ('image', 'font')
        >>> RunSettings.of({"crawl_page": 5})
        Traceback (most recent call last):
        minna.errors.UnknownSetting: “crawl_page” is no setting of a survey: did you mean \
“crawl_pages”?
        """
        names = [f.name for f in fields(cls)]
        for name in values:
            if name not in names:
                near = get_close_matches(name, names, 1, 0.0)[0]
                raise UnknownSetting(name=name, near=near)
        hints = get_type_hints(cls)
        return cls(**{name: checked(name, value, hints[name]) for name, value in values.items()})

    def to_data(self) -> dict[str, Any]:
        """Every setting as plain data, so that a later default changes no earlier survey."""
        return asdict(self)


def checked(name: str, value: Any, hint: Any) -> Any:
    """A value of the setting's type; BadSetting if it is another.

    Whole numbers do where a number is wanted, lists and words between commas for several words.

    >>> checked("pause", 1, float), checked("touch", None, str | None)
    (1.0, None)
    """
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if value is None and NoneType in kinds:
        return None
    kind = next(k for k in kinds if k is not NoneType)
    if get_origin(kind) is tuple:
        words = value.split(",") if isinstance(value, str) else value
        if isinstance(words, list | tuple | set | frozenset) and all(
            isinstance(word, str) for word in words
        ):
            return tuple(words)
    elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    raise BadSetting(name=name, value=value)
