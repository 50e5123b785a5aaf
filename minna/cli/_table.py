"""The ranked table and the gap, for a terminal."""

from minna.cli._say import say, say_table
from minna.records import CheckMeta, Gap, Rank, Run, Score, Site, Tier
from minna.store import Store

MAX_SHOWN = 60
"""Longer tables show this many sites, half from the top and half from the bottom."""
HEADS = {
    "ja": ("順位", "順位の幅", "名称", "点数", "95%区間", "帯", "備考"),
    "en": ("Rank", "Range", "Name", "Score", "95 % interval", "Band", "Note"),
}


def print_result(store: Store, run: Run, lang: str) -> None:
    """Sites in the order of their scores, those without one last with the reason; then the gap."""
    import reports

    rows = table_rows(store, run, lang)
    if len(rows) > MAX_SHOWN:
        rows = [*rows[: MAX_SHOWN // 2], ("…",) * len(HEADS[lang]), *rows[-MAX_SHOWN // 2 :]]
    say_table(HEADS[lang], rows)
    tier = store.get(Tier, run=run.id, group="all")
    gaps = list(store.read(Gap, run=run.id, group="all"))
    if tier:
        metas = {meta.id: meta for meta in store.read(CheckMeta, run=run.id)}
        say("", reports.gap_sentence(tier, gaps, lang, metas))


def table_rows(store: Store, run: Run, lang: str) -> list[tuple[str, ...]]:
    """One row of text for each site."""
    names = {site.code: site.name for site in store.read(Site, run=run.id)}
    ranks = {rank.site: rank for rank in store.read(Rank, run=run.id, group="all")}
    scores = sorted(store.read(Score, run=run.id), key=best_first)
    return [row(s, names[s.site], ranks.get(s.site), standing(s, lang)) for s in scores]


def best_first(score: Score) -> tuple[bool, float, str]:
    """High scores first, sites without one last."""
    return score.value is None, -(score.value or 0), score.site


def standing(score: Score, lang: str) -> str:
    """Why a site has no rank; nothing where it has one."""
    import reports

    if score.status == "ok":
        return ""
    status = reports.status_label(score.status, lang)
    return f"{status}: {reports.reason_message(score.reason, lang)}" if score.reason else status


def row(score: Score, name: str, rank: Rank | None, note: str) -> tuple[str, ...]:
    """A site's figures as text; what is not there stays empty."""
    rank_cells = (f"{rank.rank:g}", f"{rank.low}–{rank.high}") if rank else ("", "")
    if score.value is None:
        return (*rank_cells, name, "", "", "", note)
    interval = f"{score.low:.1f}–{score.high:.1f}"
    return (*rank_cells, name, f"{score.value:.1f}", interval, score.band, note)
