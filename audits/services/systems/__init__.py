"""Application systems of bodies, recognised by host, path and tenant. A country is a file of data.

Hosts are matched label by label from their end, never as a part of a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from audits.services._tables import Entry, entries
from minna.addresses import host_of, is_at_or_below

FOLDER = Path(__file__).parent
KEYS = {"id", "name", "audience", "kind", "hosts", "exact", "paths", "tenant", "first_label"} | {
    "below", "label", "names", "own_path", "seen"
}  # fmt: skip
NEEDED = ("id", "name", "audience", "kind")
TRIAL = {"stg", "stage", "staging", "sandbox", "test", "dev", "develop", "demo", "trial"} | {
    "development", "uat", "verify", "kensho"
}  # fmt: skip
"""Parts of host names under which systems are tried out."""
PARTS = re.compile(r"[.-]")
TEST = "test"


@dataclass(frozen=True, slots=True)
class System:
    """One system: the hosts it answers on, and the pattern that names the body in its paths."""

    id: str
    name: str
    audience: str
    kind: str
    hosts: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    paths: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    tenant: re.Pattern[str] | None = None
    first_label: re.Pattern[str] | None = None
    below: frozenset[str] = frozenset()
    label: re.Pattern[str] | None = None
    names: tuple[str, ...] = ()
    own_path: re.Pattern[str] | None = None

    def host_part(self, host: str) -> str | None:
        """What stands before the system's own part of a host; None if the host is another's."""
        if host in self.exact:
            return ""
        for own in self.hosts:
            if is_at_or_below(host, own):
                return host[: -len(own)].rstrip(".")
        labels = host.removeprefix("www.").split(".")
        if self.first_label and len(labels) > 2 and labels[1] in self.below:
            stem = "-".join(part for part in labels[0].split("-") if part not in TRIAL)
            if self.first_label.search(stem):
                return labels[0] if stem != labels[0] else ""
        if self.label and any(self.label.search(label) for label in labels[:-2]):
            return ""
        return None

    def strength(self, host: str) -> int:
        """Length of the host name that matched: the more exact of two systems counts."""
        if host in self.exact:
            return len(host) + 1
        return max((len(own) for own in self.hosts if host.endswith(own)), default=1)


@dataclass(frozen=True, slots=True)
class Match:
    """A recognised address: its system, the body that it names, and whether it is for trials."""

    system: System
    tenant: str
    is_trial: bool

    @property
    def value(self) -> str:
        """The id, with the tenant where one is named; `test` for a host for trials."""
        if self.is_trial:
            return TEST
        return f"{self.system.id} {self.tenant}".strip()


@dataclass(frozen=True, eq=False)
class Systems:
    """All systems of a country."""

    systems: tuple[System, ...]

    def recognise(self, address: str, page: str = "") -> Match | None:
        """The system of an address, looked for behind the body's own redirects too.

        >>> jp = load("jp")
        >>> jp.recognise("https://apply.e-tumo.jp/town-oka-u/offer/offerList").value
        'etumo town-oka-u'
        >>> jp.recognise("https://logoform.jp.example.com/form/a") is None
        True
        >>> jp.recognise("https://sandbox-ttzk.graffer.jp/town-umi").value
        'test'
        """
        try:
            parts = urlsplit(address.strip())
            host = (parts.hostname or "").rstrip(".").lower()
        except ValueError:  # no address: a bracket without its pair
            return None
        real = ".".join(label for label in host.split(".") if label not in TRIAL)
        for name in dict.fromkeys((host, real)):
            found = [one for one in self.systems if self._matches(one, name, parts.path)]
            if found:
                system = max(found, key=lambda one: one.strength(name))
                match = self._match(system, host, parts.path, parts.query)
                return match if name == host else replace(match, is_trial=True)
        own = host_of(page)
        if not host or host == own:
            return self._behind(parts.query) or self._own(parts.path)
        return None

    def named(self, text: str) -> System | None:
        """The system that a text names without an address."""
        return next((s for s in self.systems if any(name in text for name in s.names)), None)

    def _matches(self, system: System, host: str, path: str) -> bool:
        if not host or system.host_part(host) is None:
            return False
        needed = system.paths.get(host)
        return needed is None or needed.search(path) is not None

    def _match(self, system: System, host: str, path: str, query: str) -> Match:
        where = unquote(path)[:300] + (f"?{query[:300]}" if query else "")
        named = system.tenant.search(where) if system.tenant else None
        tenant = named["tenant"] if named else ""
        parts = set(PARTS.split(system.host_part(host) or ""))
        whose = KIND_OF_BODY.match(tenant)
        is_trial = bool(parts & TRIAL) or (whose["rest"] if whose else tenant) in TRIAL
        return Match(system, tenant, is_trial)

    def _behind(self, query: str) -> Match | None:
        for _, value in parse_qsl(query[:1000]):
            if value.startswith(("https://", "http://")):
                match = self.recognise(value)
                if match:
                    return match
        return None

    def _own(self, path: str) -> Match | None:
        for system in self.systems:
            if system.own_path and system.own_path.search(path[:300]):
                return Match(system, "", False)
        return None


OWN, PREFECTURE, OTHER, UNKNOWN = "own", "prefecture", "other", "unknown"
KIND_OF_BODY = re.compile(r"^(?P<kind>city|town|vill|ward|pref)-(?P<rest>[a-z0-9-]{1,60}?)(?:-u)?$")
CODE = re.compile(r"^(?P<code>[0-9]{5,6})(?:-u)?$")


def belongs(tenant: str, site: str, code: str = "") -> str:
    """Whose a tenant is: the body's own, its prefecture's, another's, or not to be told.

    `site` is an address of the body, `code` its five or six digits. A name that does not stand in
    the address may be spelled otherwise, so it is `unknown`; another code is another body.

    >>> belongs("city-koshigaya-saitama-u", "https://www.city.koshigaya.saitama.jp/")
    'own'
    >>> belongs("151009", "", "151009"), belongs("13108", "", "13109")
    ('own', 'other')
    """
    numbered = CODE.match(tenant)
    if numbered:
        given, known = numbered["code"][:5], code[:5]
        if not known:
            return UNKNOWN
        if given == known:
            return OWN
        return PREFECTURE if given == f"{known[:2]}000" else OTHER
    named = KIND_OF_BODY.match(tenant)
    labels = set(host_of(site).split("."))
    if not named:
        return UNKNOWN
    names = named["rest"].split("-")
    if named["kind"] == "pref":
        return PREFECTURE if names[0] in labels and "pref" not in labels else (
            OWN if names[0] in labels else UNKNOWN
        )  # fmt: skip
    return OWN if names[0] in labels or named["rest"] in labels else UNKNOWN


def read(path: Path) -> Systems:
    """A table of systems; what cannot be read is told with its file and line."""
    text = path.read_text(encoding="utf-8")
    read = entries(text, path.name, "system", keys=KEYS, needed=NEEDED)
    return Systems(tuple(_system(entry) for entry in read))


def _system(entry: Entry) -> System:
    one = entry.values
    return System(
        one["id"],
        one["name"],
        one["audience"],
        one["kind"],
        tuple(one.get("hosts", ())),
        tuple(one.get("exact", ())),
        {host: entry.pattern("paths", path) for host, path in one.get("paths", {}).items()},
        _pattern(entry, "tenant"),
        _pattern(entry, "first_label"),
        frozenset(one.get("below", ())),
        _pattern(entry, "label"),
        tuple(one.get("names", ())),
        _pattern(entry, "own_path"),
    )


def _pattern(entry: Entry, key: str) -> re.Pattern[str] | None:
    return entry.pattern(key, entry.values[key]) if key in entry.values else None


@cache
def load(country: str) -> Systems:
    """The systems of a country; none where it has no table."""
    path = FOLDER / f"{country}.toml"
    return read(path) if path.is_file() else Systems(())


JP = load("jp")
"""Kept here, so that the proof of linear time finds its patterns."""
