"""Programs that run for a moment in a folder of their own, and of which nothing is left behind.

A program gets a process group of its own, which is ended with all that belongs to it, and a folder
for its temporary files, which is removed. For the case that we are killed meanwhile and cannot do
so, a shell waits at the other end of a pipe: when the pipe closes, it does both.
"""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STARTED_LAST = 'read -r _ && exec "$@" < /dev/null'
"""Becomes the program when a line comes, which is when somebody is there to end it."""
AFTER_US = """
trap '' INT TERM HUP
read -r group
while read -r _; do :; done
[ -n "$group" ] && kill -s KILL -- "-$group" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$1" 2>/dev/null && break; sleep 0.1; done
"""
"""Reads the number of the group, and waits for the end of the pipe. A folder is removed again while
a program that has just been ended still writes into it."""


def run(command: Sequence[str | Path], seconds: float) -> subprocess.CompletedProcess[str]:
    """What a program wrote and how it ended; `{folder}` in its arguments is its own folder.

    OSError if it cannot be started, TimeoutExpired if it takes longer.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(command[0]))
    with temporary_folder() as folder, guard(folder) as pipe:
        arguments = [str(word).replace("{folder}", str(folder)) for word in command]
        program = subprocess.Popen(
            ["/bin/sh", "-c", STARTED_LAST, "sh", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=os.environ | {"TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            os.write(pipe, f"{program.pid}\n".encode())
            said, complained = program.communicate("\n", timeout=seconds)
        finally:
            end_group(program)
        return subprocess.CompletedProcess(arguments, program.returncode, said, complained)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is gone afterwards, whatever a program that is being ended still writes."""
    folder = Path(tempfile.mkdtemp(prefix="minna-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def guard(folder: Path) -> Iterator[int]:
    """Our end of the pipe to a shell that tidies up when we do not; written to once, the group."""
    theirs, ours = os.pipe()
    try:
        shell = subprocess.Popen(
            ["/bin/sh", "-c", AFTER_US, "sh", str(folder)],
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    try:
        yield ours
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)


def end_group(program: subprocess.Popen[str]) -> None:
    """End a program and all that it has started and that stayed in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # all have ended already
        os.killpg(program.pid, signal.SIGKILL)
    for stream in (program.stdin, program.stdout, program.stderr):
        if stream:
            stream.close()
    program.wait()
