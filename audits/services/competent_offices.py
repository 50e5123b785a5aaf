"""Links to the prefecture or to another competent office on a site of its own."""

import re
from collections.abc import Callable

from audits.services.document import HEADING, Link, ServiceDocument
from audits.services.matching import masked, section
from audits.services.tasks import Task
from minna.addresses import host_of

HOSTS = re.compile(
    r"(?:^|\.)(?:pref|metro)\.|\.go\.jp$|\.lg\.jp$|^(?:www\.)?(?:nenkin|kyoukaikenpo)\.|"
    r"\.(?:gov|mil)$|(?:^|\.)state\.[a-z]{2}\.us$"
)
"""Hosts of prefectures, states, ministries and their offices."""


def is_office(url: str) -> str:
    """The host of an office, if an address is one's; else "".

    >>> is_office("https://www.pref.example.jp/hc/")
    'www.pref.example.jp'
    """
    host = host_of(url)
    return host if HOSTS.search(host) else ""


def office_link(
    document: ServiceDocument, block: int, task: Task, is_own: Callable[[str], bool]
) -> str:
    """The host of the office to which a page sends those who come for a task; "" if to none.

    It stands in the line that names the task, or below its heading; on a page of the task's own,
    in a link that names it.
    """
    if block < 0:
        lines, must_name = document.main, True
    else:
        line = document.main[block]
        lines = (line, *section(document, block)) if line.kind == HEADING else (line,)
        must_name = False
    for one in lines:
        for link in one.links:
            is_foreign = link.kind == "page" and not is_own(link.href)
            if is_foreign and is_office(link.href) and (not must_name or _names(task, link)):
                return is_office(link.href)
    return ""


def _names(task: Task, link: Link) -> bool:
    return task.names.search(masked(task, link.text)) is not None
