"""The records that travel between the stages. No behaviour.

Every key begins with the run, so that a second survey never writes over the first.
Fields marked `COMPRESSED` are kept compressed in the database.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from minna.reasons import NO_REASON, Reason
from minna.settings import RunSettings

COMPRESSED = {"compressed": True}
"""Marks a field that the database compresses."""


SITE = "site"
"""The viewport of what is found on a site's pages taken together: no window, no page's fault."""


VIEWPORTS = ("phone", "desktop")
"""The viewports through which each page is visited; a page is measured if it was seen in both."""


DOCUMENT = "document"
"""The viewport of what is known of a PDF file, which no window shows."""


MADE_UP = "made_up"
"""The kind of a run whose results are invented: every page of its report says so."""


RULINGS = ("wrong", "right", "unclear")
"""What a person may rule of a finding to which its body objected."""


class Outcome(StrEnum):
    """How a check ended; the words are those of the W3C's EARL vocabulary."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Certainty(StrEnum):
    """How sure a finding is: miChecker's four words. Only `CERTAIN` counts in a score."""

    CERTAIN = "certain"  # 問題あり
    LIKELY = "likely"  # 問題の可能性大
    REVIEW = "review"  # 要判断箇所
    MANUAL = "manual"  # 手動確認


class Scope(StrEnum):
    """What a check's certain failures are to the score of a survey, by the profile of the score."""

    SCORED = "scored"
    OTHER_EDITION = "other_edition"  # of level A or AA, and of a criterion outside the profile
    ADVICE = "advice"  # of no criterion of level A or AA


@dataclass(frozen=True, slots=True)
class Run:
    """One survey: when, with which seed and settings, and versions of all that can move a score."""

    id: str
    started: str
    finished: str | None
    kind: str  # "survey", "site", or MADE_UP
    registry: str  # digest of the registry, so that a restart knows it is the same survey
    seed: int
    settings: RunSettings
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """One row of a registry: a web site and the public body behind it."""

    run: str
    code: str  # the registry's `code`, or a slug of the host
    name: str
    url: str
    country: str = ""
    kana: str = ""
    pref: str = ""
    region: str = ""
    type: str = ""  # designated_city, city, special_ward, town, village, prefecture, national …
    population: int | None = None
    lat: float | None = None
    lng: float | None = None
    fiscal_strength: float | None = None
    extra: dict[str, str] = field(default_factory=dict)  # columns we do not know, kept


@dataclass(frozen=True, slots=True)
class SiteCrawl:
    """What the crawler made of one site: its state, and how much of it we know."""

    run: str
    site: str
    # pending, ok, robots, unreachable, challenge, http_error, not_html, empty, private, broken …
    status: str
    reason: Reason = NO_REASON  # "HTTP 503", "robots.txt disallows /"
    pages: int = 0  # HTML pages in the frame
    documents: int = 0  # PDF and Office files seen and not fetched
    capped: str = ""  # what ended the crawl early: pages, depth, time, bytes, refused … or nothing
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    pause: float = 0.0  # seconds between two requests that robots.txt asked for, or 0
    listed: int = 0  # addresses of the site that its sitemaps and feeds list
    pages_lower_bound: int | None = (
        None  # pages that it has at the least, where the crawl did not see all
    )
    traps: dict[str, int] = field(default_factory=dict)  # addresses left out, by kind of trap


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a site: how it was found, what it answered, and its place in the sample."""

    run: str
    site: str
    url: str
    state: str  # found (not yet fetched), fetched, excluded
    reason: Reason = NO_REASON  # why it is excluded
    depth: int = 0  # links from the start page; 0 is the start page itself
    # start, sitemap, link, panel (an earlier sample); robots for sitemap files, which are no pages
    discovered_via: str = "start"
    also_discovered_via: str = ""  # sitemap or link, where an address was found in both ways
    final_url: str = ""
    status: int | None = None  # HTTP
    content_type: str = ""
    bytes: int = 0
    title: str = ""
    text_hash: str = ""  # of the main part's words and media: equal hashes are one page
    text_hash_no_digits: str = (
        ""  # of the main part without its numbers: months without events share it
    )
    sketch: str = ""  # of the main part's words: how much two pages share (crawler/content.py)
    dom_fingerprint: str = ""  # fingerprint of the DOM's shape: equal ones share a template
    role: str = ""  # home, contact, sitemap, accessibility, disaster, …
    role_evidence: str = ""
    sample_part: str = ""  # key, random or reserve; empty when not drawn
    visit_order: int | None = None  # place in the order of visits, from 1
    stratum: str = ""
    probability: float | None = None  # of being in the random part


@dataclass(frozen=True, slots=True)
class OutboundLink:
    """A link that leads off a site: where its services may live."""

    run: str
    site: str
    url: str
    text: str = ""  # what the link is called where it was first seen
    linked_from: str = ""


@dataclass(frozen=True, slots=True)
class RequestLog:
    """One request of the crawler, one page's visit of the browser, or one of its connections."""

    run: str
    host: str
    began: float  # seconds since 1970
    ended: float
    slot: str  # what hosts at one address share; "" of a connection
    by: str  # crawler, browser, or connection
    bytes: int | None = None  # of the answer as it was sent; a browser's are its connections'


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the browser saw on one visit of a page at one viewport, one fact per gatherer."""

    run: str
    site: str
    url: str
    viewport: str  # phone, desktop, or DOCUMENT
    status: str  # ok, timeout, unreachable, http_error, not_html, challenge, too_large, crashed …
    reason: Reason = NO_REASON
    final_url: str = ""
    http_status: int | None = None
    title: str = ""
    visited_at: str = ""
    seconds: float = 0.0
    resized: bool = False  # not loaded anew: the page of the other viewport in this one's window
    facts: dict[str, Any] = field(default_factory=dict, metadata=COMPRESSED)
    errors: dict[str, str] = field(default_factory=dict)  # gatherer → why it saw nothing


@dataclass(frozen=True, slots=True)
class CheckMeta:
    """What a check declares about itself.

    Sentences are {language: text}; `failed` is {message key: {language: text}} and may hold
    `{blanks}` that the verdict's data fills. The id is the file's name with dashes.
    """

    criterion: str  # "1.1.1", or "" for advice and best practice
    impact: str  # critical, serious, moderate, minor
    title: dict[str, str]  # what is checked, a noun phrase
    passed: dict[str, str]
    failed: dict[str, dict[str, str]]
    fix: dict[str, str]  # how to mend it
    level: str = ""  # A, AA, AAA, "" ; filled from the criterion
    certainty: str = Certainty.CERTAIN
    pillar: str = "access"  # access, task, mobile, trust
    replaces: tuple[str, ...] = ()  # axe rules that this check stands in for
    whole_page: bool = False  # the fault is the page's, not an element's
    interactive: bool = False  # judged by what keys, zoom or pointer did, which not every page gets
    about: dict[str, str] = field(default_factory=dict)  # whom it helps; English from the docstring
    more: str = ""  # where to read on
    scope: str = ""  # a Scope, set by scoring; "" in a survey that was not scored
    id: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check answers about one page: a message key, never a sentence. Not stored."""

    outcome: Outcome
    message: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    nodes: tuple[str, ...] = ()
    snippets: tuple[str, ...] = ()
    certainty: str = ""  # empty: the card's


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed, cantTell or untested verdict, stamped with the visit and the check it came from."""

    run: str
    site: str
    url: str
    viewport: str  # phone, desktop, or SITE
    check: str
    message: str
    outcome: str
    impact: str
    certainty: str
    count: int  # elements concerned; `nodes` may list fewer
    nodes: tuple[str, ...] = ()
    snippets: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    # of each node left, top, width, height in CSS pixels of the whole page; [] where not known
    boxes: tuple[list[int], ...] = ()
    scored: bool = False  # whether it counts in the score of its page; set by scoring


@dataclass(frozen=True, slots=True)
class Screenshot:
    """What one way to fail looks like on a site: an element and a little around it, as WebP."""

    run: str
    site: str
    check: str
    message: str
    url: str
    viewport: str
    selector: str
    box: tuple[
        int, ...
    ]  # left, top, width, height of the element within the picture, in CSS pixels
    width: int  # of the picture, in CSS pixels
    height: int
    image: bytes = b""


@dataclass(frozen=True, slots=True)
class CheckOutcomes:
    """Which checks were judged on one visit, by outcome: the denominator that findings lack."""

    run: str
    site: str
    url: str
    viewport: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    cant_tell: tuple[str, ...]
    inapplicable: tuple[str, ...]
    untested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgentVisit:
    """What a page came to on a visit more, under our own name or a browser's ordinary one."""

    run: str
    site: str
    url: str
    number: int  # in the order of the page's visits, from 0
    agent: str  # own or ordinary
    outcomes: dict[str, str] = field(
        default_factory=dict, metadata=COMPRESSED
    )  # runner/agent_test.py


@dataclass(frozen=True, slots=True)
class AgentComparison:
    """Whether a site gives a browser's ordinary name what it gives ours; moves no score."""

    run: str
    site: str
    status: str  # differs, alike, unknown
    pages: int  # that were visited again under both names
    level: float  # error rate: of sites that treat both alike, no more are reported to differ
    reason: str = ""  # why it is unknown
    url: str = ""  # the page that stood out and was tested
    visits: int = 0  # of it, under each name
    p_value: float | None = None
    within: float | None = None  # outcomes that differ between two visits under our own name, mean
    between: float | None = None  # and between one under each name


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body replied to its results."""

    run: str
    site: str
    number: int  # in the order of the file, from 1
    date: str  # ISO, or ""
    text: dict[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was ruled of one finding of a body that objected to it."""

    run: str
    site: str
    finding: str  # its id (minna/finding_ids.py)
    ruling: str  # one of RULINGS
    reason: dict[str, str]  # by language
    reply: int  # the reply's number
    url: str = ""
    check: str = ""
    message: str = ""
    element: str = ""
    # The fingerprint of the page's template where the element is in a part that the site's pages
    # share: such a ruling holds wherever that template has the same finding.
    template: str = ""


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A finding, or some of its elements, that count in no score because of a ruling."""

    run: str
    site: str
    url: str
    viewport: str
    check: str
    message: str
    elements: int  # of the finding that are left out
    whole: bool  # whether none of the finding is left
    nodes: tuple[str, ...]  # those left out
    ruling_site: str  # whose objection it was
    ruling_finding: str


@dataclass(frozen=True, slots=True)
class PageScore:
    """A page's mark: the worse of its viewports."""

    run: str
    site: str
    url: str
    sample_part: str  # key or random
    stratum: str
    score: float
    low: float  # with every cantTell counted as failed
    penalty: float
    blocking: bool
    clean: bool
    viewport: str  # the one that decided


@dataclass(frozen=True, slots=True)
class Score:
    """A site's accessibility score with its interval, or the reason why there is none."""

    run: str
    site: str
    status: str  # ok, provisional, or the frame's status
    reason: Reason = NO_REASON
    value: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    key_mean: float | None = None
    random_mean: float | None = None
    lower_bound: float | None = None  # cantTell counted as failed
    key_pages: int = 0
    random_pages: int = 0
    failed_pages: int = 0  # visits that measured nothing
    frame_pages: int = 0
    blocking_pages: int = 0
    blocking_low: float | None = None  # Wilson, share of pages
    blocking_high: float | None = None
    problem_pages: int = 0
    problem_low: float | None = None
    problem_high: float | None = None
    p10: float | None = None  # the page at the tenth percentile
    band: str = ""  # A … E
    borderline: bool = False  # the interval crosses a band's limit
    profile: str = ""
    method: str = ""  # version+digest of its numbers
    rules: str = ""  # digest of the checks that counted, with their impacts
    frame: str = ""  # digest of the frame's addresses
    secondary_value: float | None = None  # by the secondary profile, wcag22-aa; moves no rank
    secondary_low: float | None = None
    secondary_high: float | None = None
    visit: float | None = None  # the same by what a visit meets (method 2.0); moves no rank
    visit_low: float | None = None
    visit_high: float | None = None
    like_size: float | None = None  # points above the mean of sites of like population; context
    lower_tier: float | None = None  # chance of belonging to the lower of two tiers; None in S0


@dataclass(frozen=True, slots=True)
class Rank:
    """A site's place in one group, as a range."""

    run: str
    site: str
    group: str  # "all", "peer:<type>/<population class>", "pref:<name>", "country:<code>"
    rank: float  # ties share the middle of their places
    low: int
    high: int
    of: int
    alike: int  # sites not significantly different from this one
    tie_group_start: float = (
        0.0  # the first place of those within half a point, to be shown as one group
    )
    # A range that holds for all sites at once, for claims about "the best k": a site may be among
    # them if simultaneous_low <= k, and surely is if simultaneous_high <= k.
    simultaneous_low: int = 0
    simultaneous_high: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """Whether the sites of a group fall into two classes, and what the tests said."""

    run: str
    group: str
    status: str  # S2, S1, S0, or "" when there are too few sites to ask
    sites: int
    perfect: int = 0  # sites at exactly 100, left out of the tests
    dip: float | None = None  # up to antimode: the shape of the scores alone
    dip_p: float | None = None
    silverman_p: float | None = None
    delta_bic: float | None = None
    ashman_d: float | None = None
    smaller_share: float | None = None
    valley: float | None = None
    antimode: float | None = None
    lower_mean: float | None = None
    upper_mean: float | None = None
    after_size: str = ""  # the status once population is accounted for; "" where not asked
    after_vendor: str = ""  # once population and vendor are
    residents_lower: float | None = None  # share of residents in the lower tier; S1 and S2 only
    # Which condition decided against two classes; "" where all hold, or where it was not asked.
    decided: str = ""  # sites, checks, distance, share, shape, few_checks, no_outcomes, one_check …
    sites_gain: float | None = None  # log likelihood ratio of two classes, sites left out
    checks_gain: float | None = None  # the same, checks left out
    latent_d: float | None = None  # Ashman's D of the classes' qualities
    latent_share: float | None = None  # of the smaller class
    shape_p: float | None = None  # how often one continuum has scores as much like two classes
    apart_check: str = ""  # the check without which there are no two groups
    apart_vendor: str = ""  # the vendor without whose sites there are none
    latent_after_size: str = ""  # as after_size, of the sites' qualities
    latent_after_vendor: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart the sites of a group are: one measure with its 95 % interval."""

    run: str
    group: str
    # In points: mean, sd, p90_p10. Shares: sites_below_60, residents_below_60. Points for ten times
    # the population, at the lowest tenth, the median, the highest: slope_10, slope_50, slope_90.
    # Shares of variance: share_pref, share_vendor, share_size. theil and its share theil_between
    # prefectures, wolfson and der are relative series. mean_bounds, residents_below_60_bounds:
    # low and high with every unmeasured site at its worst and best. Shares: unmeasured_sites,
    # unmeasured_residents. vendor:<name>: points above others, of vendors with ten sites or more.
    measure: str
    value: float
    low: float
    high: float
    sites: int


@dataclass(frozen=True, slots=True)
class RankSensitivity:
    """How far ranks move when one of the method's choices is made otherwise (sensitivity)."""

    run: str
    choice: str  # "half_load 10", "p10 for the mean", "phone only" …
    mean: float  # places that a site moves, on average
    p95: float  # places that 95 in 100 sites do not exceed
    correlation: float  # Spearman's, of the two rankings
    sites: int


@dataclass(frozen=True, slots=True)
class ScoreLoss:
    """What one group of a site's faults costs, and what the site would have with it mended.

    Faults are grouped three times: by kind (a check that fails in one way), by part (of what the
    pages share, or of each page's own), and by fix: a kind in what the pages share (template), and
    on the pages' own (page). The losses of each grouping add up to 100 minus the score.
    """

    run: str
    site: str
    by: str  # kind, part, template or page
    check: str  # of a kind; a part has none
    group: str  # a kind's message; or header, nav, footer, side, shared, own
    loss: float  # points
    pages: int  # measured pages where it is
    value: float  # the score with this group mended and nothing else
    low: float
    high: float
    se: float
    rank: float | None = None  # among all sites, these staying as they are; None without a rank
    rank_low: int | None = None
    rank_high: int | None = None


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """A site's index for citizens or for businesses; no value while a pillar is not measured."""

    run: str
    site: str
    audience: str  # citizens or businesses
    access: float  # A with the key pages of this audience
    access_low: float
    access_high: float
    task: float | None = None
    mobile: float | None = None
    trust: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    missing: tuple[str, ...] = ()  # pillars without a measurement that counts
    trial: tuple[str, ...] = ()  # of them, those that have a figure on trial, which weighs nothing
    trial_value: float | None = None  # the index with these figures; in no list


@dataclass(frozen=True, slots=True)
class ServiceSearch:
    """The directed search of one site: its state and its effort.

    A site without one was not searched: its crawl failed, or its country has no tasks.
    """

    run: str
    site: str
    status: str  # pending, ok, stopped
    reason: Reason = NO_REASON  # why it was stopped
    requests: int = 0  # addresses asked for, redirects among them
    pages: int = 0  # documents read
    copies: int = 0  # of them, copies of others
    search_problem: str = ""  # why the site's own search was left: loops, leads_away, no_answer
    seconds: float = 0.0  # of the site's own time, pauses included
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One address that the directed search asked for, and what it read there.

    No page of the frame: it enters neither the sample nor its probabilities.
    """

    run: str
    site: str
    url: str
    number: int  # in the order of the search, from 1
    final_url: str = ""
    status: int | None = None  # HTTP
    kind: str = ""  # page, pdf, text; "" where nothing could be read
    problem: str = ""  # why nothing could be read: a reason's code, or what is wrong with a file
    headers: dict[str, str] = field(default_factory=dict)  # those about transport security
    title: str = ""
    document: dict[str, Any] = field(default_factory=dict, metadata=COMPRESSED)  # its text


@dataclass(frozen=True, slots=True)
class TaskFound:
    """What the directed search says of one task on one site."""

    run: str
    site: str
    task: str
    outcome: str  # found, elsewhere (at a competent office), not_found within this effort, untested
    step: int = 0  # of the ladder, 0 to 5
    url: str = ""
    clicks: int | None = None  # fewest from the home page along pages that were read
    pages_read: int = 0
    via: str = ""  # home, links, sitemap, site_search
    quote: str = ""
    confidence: str = ""  # sure or likely
    office: str = ""  # host of the competent office


@dataclass(frozen=True, slots=True)
class TaskMeta:
    """A task of a country's catalogue, so that reports need not know where tasks come from."""

    run: str
    id: str
    country: str
    audience: str  # citizen or business
    in_index: bool  # whether it is one of those that an index counts
    title: dict[str, str]  # {language: text}
    number: int  # in the order of the catalogue


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """One task on one site, judged from what is stored: how far it takes one, and what is stated.

    Tuples are empty where `is_answer` is false: what a page says of other tasks is none of this.
    """

    run: str
    site: str
    task: str
    audience: str
    in_index: bool
    outcome: str  # found, elsewhere, not_found, untested
    step: int = 0
    url: str = ""
    title: str = ""  # of the page
    clicks: int | None = None
    pages_read: int = 0
    via: str = ""
    quote: str = ""
    confidence: str = ""
    office: str = ""
    is_answer: bool = False  # whether the page itself serves the task, and no mere link to it
    format: str = ""  # page or pdf
    channels: tuple[str, ...] = ()  # in the order in which they are named
    store: bool = False  # whether a machine in a store prints it
    systems: tuple[str, ...] = ()  # id, and after a space the tenant
    refusals: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # of who, bring, when, fee, where
    contact: tuple[str, ...] = ()
    language: str = ""
    updated: str = ""  # ISO day, "" where the page shows none


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """One statement of a page: which detector, what it is, the line that shows it, how sure."""

    run: str
    site: str
    url: str
    kind: str
    value: str
    detector: str
    quote: str
    confidence: str


@dataclass(frozen=True, slots=True)
class DutyOutcome:
    """What a body publishes of its site's accessibility: policy, result or evaluation."""

    run: str
    site: str
    duty: str  # policy, result, evaluation
    outcome: str  # found, not_found, untested
    url: str = ""
    clicks: int | None = None
    format: str = ""  # page or pdf
    quote: str = ""
    confidence: str = ""
    claims: tuple[str, ...] = ()  # kind, level, degree
    standards: tuple[str, ...] = ()
    deadline: str = ""  # ISO day
    is_past: bool = False  # whether the deadline had passed on the day of the survey
    stated: str = ""
    tested: str = ""  # two ISO days
    last: str = ""  # the last ISO day that the page names of a test or a statement, or of itself
    is_stale: bool = False  # whether that was more than 24 months before the survey
    sample: str = ""  # pages tested, by how they were chosen
    points: str = ""  # reached, and reachable
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimComparison:
    """A claim beside what was measured; it says neither that a claim is wrong nor confirmed."""

    run: str
    site: str
    number: int
    claim: str
    outcome: str  # differs, agrees, silent, goal, other_standard, unmeasured
    criteria: tuple[str, ...]
    text: dict[str, str]  # {language: sentence}
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class TrustOutcome:
    """One mark of trust and findability of a site."""

    run: str
    site: str
    item: str
    outcome: str  # an Outcome; failed: not found within this effort
    value: str = ""
    quote: str = ""
    url: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class SiteProduct:
    """The product that made a site, by its markup; `family` where only its like is known."""

    run: str
    site: str
    product: str  # an id, or the name of a family of unknown ones
    certainty: str  # sure, likely, family
    quote: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ServiceDetector:
    """A detector as it was validated, and whether it reached its bar in every size class."""

    run: str
    id: str
    pillar: str  # task or trust, whose figures need it
    passes: bool
    figures: dict[str, Any]  # {size class: {precision, recall or kappa, of}}, of the sealed half
    bar: dict[str, float]
