"""The processes that a browser is made of and the memory that they hold, where /proc tells."""

import os
import signal
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")
PAGE_BYTES = 4096 if not hasattr(os, "sysconf") else os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> list[int]:
    """A process and all that it has started, directly or not; alone where there is no /proc."""
    children = defaultdict(list)
    for folder in PROC.glob("[0-9]*"):
        children[parent(folder)].append(int(folder.name))
    found = [pid]
    for known in found:  # grows while it is walked
        found += children[known]
    return found


def parent(folder: Path) -> int:
    """The process that started this one, 0 if it has ended meanwhile."""
    try:
        stat = (folder / "stat").read_text(errors="replace")
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])  # a name in brackets may hold anything


def megabytes(pid: int) -> float:
    """What a process and its descendants hold, in MB of 10⁶ bytes; 0 where there is no /proc."""
    return sum(pss_bytes(PROC / str(each)) for each in descendants(pid)) / 1e6


def pss_bytes(folder: Path) -> int:
    """Bytes of one process: its own and its share of what it shares (PSS, see proc(5)).

    A process that hides its maps is counted without what it shares; one that has ended holds none.
    """
    try:
        rollup = (folder / "smaps_rollup").read_text()
        return sum(1024 * int(line.split()[1]) for line in rollup.splitlines() if is_pss(line))
    except OSError:
        pass  # another user's, or ended; the next file tells
    try:
        _, resident, shared, *_ = (folder / "statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * PAGE_BYTES


def is_pss(line: str) -> bool:
    """Whether a line of smaps_rollup is the sum wanted, not one of its parts.

    >>> is_pss("Pss:               46449 kB"), is_pss("Pss_Anon:          3000 kB")
    (True, False)
    """
    return line.startswith("Pss:")


def kill(pid: int) -> None:
    """End a process of ours that does not listen; never a stranger that has got its number."""
    if pid in descendants(os.getpid()):
        os.kill(pid, signal.SIGKILL)
