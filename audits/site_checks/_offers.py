"""What a site offers readers who do not read its Japanese well: one way on one page is enough."""

from collections.abc import Mapping

from audits.site_checks import failed, inapplicable, passed
from minna.records import Verdict

JAPANESE = 0.5
"""The share of a site's pages that makes it a Japanese one."""


def offered(pages: Mapping[str, dict[str, bool]]) -> Verdict:
    """Whether any page `offers` it, asked of sites whose pages are mostly `japanese`."""
    if sum(page["japanese"] for page in pages.values()) < JAPANESE * len(pages):
        return inapplicable()
    if any(page["offers"] for page in pages.values()):
        return passed()
    return failed("none", count=len(pages))
