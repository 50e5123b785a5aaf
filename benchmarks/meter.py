"""What a command costs: CPU time and memory of every process that it starts.

`measure` starts a keeper (this file as a program), and the keeper starts the command. Processes
that lose their parent become the keeper's children, so that the kernel adds up the time of all of
them; the keeper's own time, spent on looking, is in no sum.
"""

import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from audits.browser.processes import PROC, descendants, pss_bytes

CORES = 2
SAMPLE_SECONDS = 0.5
LOOK_SECONDS = 0.02
PATIENCE_SECONDS = 10.0
"""Seconds that processes may outlive the command; those left over are reported and ended."""
ADOPT = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)
PART = re.compile(rb"--type=([a-z-]+)")
TICKS = os.sysconf("SC_CLK_TCK")


class Miscounted(Exception):
    """More time was seen in living processes than was counted at the end: no figure is better."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Memory of all processes at one moment, in MB of 10⁶ bytes; what is shared counts once."""

    seconds: float
    pss: float
    by_name: dict[str, float]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, from its start to the end of the last process that it started."""

    exit_code: int
    wall: float
    cpu: float  # user and system, ended processes included
    seen: dict[str, float]  # of it, seen in living processes, by name; the rest was between looks
    left: tuple[str, ...] = ()  # names of processes that did not end by themselves
    samples: tuple[Sample, ...] = ()

    @property
    def cpu_seen(self) -> float:
        """The time seen in living processes, as a cross-check of what was counted."""
        return sum(self.seen.values())

    @property
    def peak(self) -> float:
        """The most memory seen at once, in MB."""
        return max((sample.pss for sample in self.samples), default=0.0)


def measure(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; what it says goes to files in `folder`. Miscounted if in doubt."""
    cost_file = folder / "cost.json"
    keeper = [sys.executable, "-m", "benchmarks.meter", str(cost_file), *command]
    environment = {**os.environ, **(more or {})}
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        subprocess.run(keeper, stdout=out, stderr=err, env=environment, check=True)
    cost = from_json(cost_file)
    if cost.cpu_seen > cost.cpu * 1.02 + 0.1:
        raise Miscounted(f"{cost.cpu_seen:.2f} CPU-s were seen and {cost.cpu:.2f} counted")
    return cost


def from_json(path: Path) -> Cost:
    """A cost as the keeper wrote it."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    samples = tuple(Sample(**sample) for sample in data.pop("samples"))
    return Cost(**{**data, "left": tuple(data["left"])}, samples=samples)


@dataclass(slots=True)
class Keeper:
    """Adopts, looks and counts while a command and all that it started live."""

    command: Sequence[str]
    started: float = 0.0
    exit_code: int | None = None
    ended: float = 0.0  # when the command itself did
    samples: list[Sample] = field(default_factory=list)
    seen: dict[tuple[int, int], tuple[str, float]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def keep(self) -> Cost:
        """Start the command, wait until no process is left, and tell."""
        adopt_orphans()
        self.started = time.monotonic()
        process = subprocess.Popen(self.command)
        while self.has_children(process):
            if time.monotonic() - self.started >= len(self.samples) * SAMPLE_SECONDS:
                self.look()
            if self.exit_code is not None and time.monotonic() - self.ended > PATIENCE_SECONDS:
                self.end_the_rest()
            time.sleep(LOOK_SECONDS)
        wall = time.monotonic() - self.started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Cost(
            exit_code=process.returncode,
            wall=wall,
            cpu=used.ru_utime + used.ru_stime,
            seen=self.seen_by_name(),
            left=tuple(self.left),
            samples=tuple(self.samples),
        )

    def has_children(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether any are left; those that have ended are taken note of."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if not pid:
                return True
            if pid == process.pid:
                self.exit_code = process.returncode = os.waitstatus_to_exitcode(status)
                self.ended = time.monotonic()

    def look(self) -> None:
        """Note the memory of all living processes, and their time for the cross-check."""
        by_name: dict[str, float] = defaultdict(float)
        for pid in descendants(os.getpid())[1:]:
            name = name_of(pid)
            by_name[name] += pss_bytes(PROC / str(pid)) / 1e6
            if spent := time_of(pid):
                born, seconds = spent
                self.seen[pid, born] = name, seconds
        rounded = {name: round(mb, 1) for name, mb in by_name.items() if mb}
        seconds = round(time.monotonic() - self.started, 2)
        self.samples.append(Sample(seconds, round(sum(by_name.values()), 1), rounded))

    def seen_by_name(self) -> dict[str, float]:
        """The last time seen of each process, summed by name."""
        sums: dict[str, float] = defaultdict(float)
        for name, seconds in self.seen.values():
            sums[name] += seconds
        return {name: round(seconds, 2) for name, seconds in sorted(sums.items())}

    def end_the_rest(self) -> None:
        """End what outlives its command."""
        rest = descendants(os.getpid())[1:]
        self.left += sorted(name_of(pid) for pid in rest)
        for pid in rest:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it has ended in this moment
        self.ended = time.monotonic()


def adopt_orphans() -> None:
    """From here on, processes below this one that lose their parent become its children."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(ADOPT, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "orphans cannot be adopted")


def name_of(pid: int) -> str:
    """What a process is called, and of a browser which part it is; "" if it has ended."""
    try:
        name = (PROC / str(pid) / "comm").read_text(errors="replace").strip()
        part = PART.search((PROC / str(pid) / "cmdline").read_bytes())
    except OSError:
        return ""
    return f"{name} {part[1].decode()}" if part else name


def time_of(pid: int) -> tuple[int, float] | None:
    """When a process began, and the CPU-seconds of its own; None if it has ended."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    parts = stat.rpartition(")")[2].split()  # from the third field of proc(5) on
    return int(parts[19]), (int(parts[11]) + int(parts[12])) / TICKS


def main(report: str, command: Sequence[str]) -> None:
    """Keep a command, on two cores where there are more."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    fields = asdict(Keeper(command).keep())
    Path(report).write_text(json.dumps(fields), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
