"""The settings of an audit, read once from those of its run."""

from dataclasses import dataclass
from datetime import UTC, datetime

from audits.browser.byte_limit import PAGE_MB
from audits.browser.viewports import VIEWPORTS, Viewport
from audits.judging.gatherer_declarations import opt_in
from minna.records import Run
from minna.user_agent import CONTACT


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Viewports, gatherers and optimizations; docs/engine.md says what each of these saves.

    Without them every visit is a load of its own, in a context of its own, audited whole.
    """

    viewports: tuple[Viewport, ...] = VIEWPORTS
    gatherers: frozenset[str] | None = None  # all
    contact: str = CONTACT
    allow_private: bool = False
    frozen_time: float = 0.0  # from which pages' chances are drawn, in ms since 1970
    tab_reuse: bool = True  # one tab for all pages of a site
    optimize_axe: bool = True  # work of axe's that cannot change its answer is left out
    baseline_js: bool = True  # pages' scripts are compiled quickly and not optimized
    page_mb: float = PAGE_MB  # that a page may receive as it loads
    touch: str = "all"  # which pages keys, zoom and pointer are tried on: all, some or none
    read_images: bool = False  # what large pictures say; takes a second of the processor for each
    pictures: bool = True  # of the first place of each way in which a site fails
    block: frozenset[str] = frozenset()  # kinds of resources that are not loaded, or "third-party"

    def runs(self, gatherer: str) -> bool:
        """Whether a gatherer runs in this audit."""
        request = opt_in().get(gatherer)
        if request and not getattr(self, request):
            return False
        return self.gatherers is None or gatherer in self.gatherers


def settings_from_run(run: Run) -> AuditSettings:
    """What a run's settings ask for; `plain` takes no shortcut that is not asked for by name."""
    settings, plain = run.settings, run.settings.plain
    names = settings.viewports
    return AuditSettings(
        viewports=tuple(v for v in VIEWPORTS if names is None or v.name in names),
        gatherers=None if settings.gatherers is None else frozenset(settings.gatherers),
        contact=settings.contact or CONTACT,
        allow_private=settings.allow_private,
        frozen_time=frozen_time_of(run.started),
        tab_reuse=not plain if settings.tab_reuse is None else settings.tab_reuse,
        optimize_axe=not plain if settings.spare_axe is None else settings.spare_axe,
        baseline_js=not plain if settings.baseline_js is None else settings.baseline_js,
        touch=settings.touch or ("all" if run.kind == "site" else "some"),
        read_images=settings.read_images,
        pictures=settings.pictures,
        page_mb=PAGE_MB if settings.page_mb is None else settings.page_mb,
        block=frozenset(settings.block),
    )


def frozen_time_of(started: str) -> float:
    """A moment in ISO 8601 as milliseconds since 1970; now if there is none.

    >>> frozen_time_of("1970-01-01T00:00:02+00:00")
    2000.0
    """
    when = datetime.fromisoformat(started) if started else datetime.now(UTC)
    return when.timestamp() * 1000
