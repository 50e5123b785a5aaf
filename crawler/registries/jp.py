"""Japan: 47 prefectures, 1,741 municipalities, and the ministries with their portals."""

from collections.abc import Iterator

from crawler.registries import Source, rows
from crawler.urls import slug
from minna.records import Site

SOURCES = (
    Source(
        title="全国地方公共団体コード（令和6年1月1日）",
        publisher="総務省（yhay81/jichitai-code 経由）",
        address="https://www.soumu.go.jp/denshijiti/code.html",
        licence="公共データ利用規約 1.0",
        fetched="2026-11-23",
    ),
    Source(
        title="localgovjp: 自治体サイトの所在と緯度経度",
        publisher="Code for FUKUI",
        address="https://github.com/code4fukui/localgovjp",
        licence="CC0 1.0",
        fetched="2026-07-09",
    ),
    Source(
        title="令和2年国勢調査 人口（速報値）",
        publisher="総務省統計局（e-Stat 0003433219）",
        address="https://www.e-stat.go.jp/",
        licence="e-Stat 利用規約（CC BY 4.0 互換）",
        fetched="2026-11-23",
    ),
    Source(
        title="全市町村の主要財政指標 令和3年度（財政力指数）",
        publisher="総務省（passaglia/japandata-sources 経由）",
        address="https://github.com/passaglia/japandata-sources",
        licence="CC BY 4.0",
        fetched="2026-11-23",
    ),
    Source(
        title="gov.csv: 府省庁のサイト一覧",
        publisher="arakawatomonori/covid19-surveyor, Coordinate-Cat/OSINT-JAPAN",
        address="https://github.com/arakawatomonori/covid19-surveyor",
        licence="事実の一覧",
        fetched="2026-11-23",
    ),
)


def sites(run_id: str) -> Iterator[Site]:
    """Prefectures, then municipalities, then national bodies; codes are the ministry's."""
    for row in rows("jp_prefectures.csv"):
        yield local(row, run_id, type="prefecture")
    for row in rows("jp_municipalities.csv"):
        yield local(row, run_id, type=row["type"])
    for row in rows("jp_national.csv"):
        yield Site(
            run=run_id,
            code=slug(row["url"]),
            name=row["name"],
            url=row["url"],
            country="jp",
            type="national",
            extra={"kind": row["kind"]},
        )


def local(row: dict[str, str], run_id: str, *, type: str) -> Site:
    """A local government, which has its host to itself wherever on it the list points to."""
    fiscal, people = row.get("fiscal_strength"), row["population"]  # 双葉町 had no residents
    return Site(
        run=run_id,
        code=row["code"],
        name=row["name"],
        url=row["url"],
        country="jp",
        kana=row["kana"],
        pref=row["pref"],
        region=row["region"],
        type=type,
        population=int(people) if people else None,
        lat=float(row["lat"]),
        lng=float(row["lng"]),
        fiscal_strength=float(fiscal) if fiscal else None,
        extra={"scope": "host"},
    )
