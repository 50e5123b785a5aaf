"""What bodies reply to their results, what was ruled of single findings, and our error rate."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minna.records import RULINGS, CheckMeta, Finding, Reply, RuledOut, Ruling
from reports.report_data import SiteEntry, SurveyReport


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """A ruling with the sentence of its finding."""

    ruling: Ruling
    meta: CheckMeta
    finding: Finding


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One kind of fault of a site that counts in no score, because of one ruling."""

    meta: CheckMeta
    finding: Finding
    pages: int
    reason: dict[str, str]
    body: str  # the name of the body that objected
    is_own: bool  # whether that is the site's own


@dataclass(frozen=True, slots=True)
class SiteReplies:
    """The replies of a site with their rulings, and what rulings leave out of its score."""

    replies: tuple[tuple[Reply, tuple[ShownRuling, ...]], ...]
    left_out: tuple[LeftOut, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.replies or self.left_out)


@dataclass(frozen=True, slots=True)
class CheckRulings:
    """How often findings of one check were ruled to be wrong, right or unclear."""

    meta: CheckMeta
    wrong: int
    right: int
    unclear: int

    @property
    def all(self) -> int:
        """Rulings on findings of the check."""
        return self.wrong + self.right + self.unclear


def site_replies(report: SurveyReport, entry: SiteEntry) -> SiteReplies:
    """The replies of a site, and what does not count in its score."""
    where = {"run": report.run.id, "site": entry.site.code}
    rulings: dict[int, list[ShownRuling]] = defaultdict(list)
    for ruling in report.store.read(Ruling, **where):
        rulings[ruling.reply].append(
            ShownRuling(ruling, report.meta(ruling.check), example_of(report, ruling))
        )
    replies = sorted(
        report.store.read(Reply, **where), key=lambda reply: (reply.date, reply.number)
    )
    return SiteReplies(
        tuple((reply, tuple(rulings[reply.number])) for reply in replies),
        tuple(left_out(report, entry)),
    )


def example_of(report: SurveyReport, ruling: Ruling) -> Finding:
    """The finding that a ruling is about, for its sentence."""
    where = {"run": ruling.run, "site": ruling.site, "url": ruling.url}
    finding = report.store.get(Finding, **where, check=ruling.check, message=ruling.message)
    return finding or bare_finding(ruling)


def bare_finding(ruling: Ruling | RuledOut) -> Finding:
    """A finding without figures, where the database has it no longer."""
    return Finding(
        *(ruling.run, ruling.site, ruling.url, "", ruling.check, ruling.message),
        *("failed", "minor", "certain", 0),
    )


def left_out(report: SurveyReport, entry: SiteEntry) -> Iterator[LeftOut]:
    """What counts in no score of a site, by kind of fault and ruling."""
    groups: dict[tuple[str, str, str, str], list[RuledOut]] = defaultdict(list)
    for each in report.store.read(RuledOut, run=report.run.id, site=entry.site.code):
        groups[each.check, each.message, each.ruling_site, each.ruling_finding].append(each)
    for (check, _, site, finding_id), group in groups.items():
        ruling = report.store.get(Ruling, run=report.run.id, site=site, finding=finding_id)
        if ruling:
            first = group[0]
            where = {name: getattr(first, name) for name in ("site", "url", "viewport", "message")}
            finding = report.store.get(Finding, run=report.run.id, check=check, **where)
            yield LeftOut(
                report.meta(check),
                finding or bare_finding(first),
                len({each.url for each in group}),
                ruling.reason,
                report.name_of(site),
                site == entry.site.code,
            )


def rulings_by_check(report: SurveyReport) -> tuple[CheckRulings, ...]:
    """How often each check was right in what was objected to, the most often ruled first."""
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for ruling in report.store.read(Ruling, run=report.run.id):
        counts[ruling.check][ruling.ruling] += 1
    by_check = [
        CheckRulings(report.meta(check), *(count[name] for name in RULINGS))
        for check, count in counts.items()
    ]
    return tuple(sorted(by_check, key=lambda each: (-each.all, each.meta.id)))
