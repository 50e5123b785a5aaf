"""The proxy's process: started with a stage of a survey, started again if it is ended, counted."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from minna.errors import MachineError, MinnaError
from minna.machine import machine_error_of

PROGRAM = "minna.egress"
LOOPBACK = "127.0.0.1"
MAX_RESTARTS = 3
"""Maximum restarts of the proxy; beyond that we assume a local fault and stop."""
NEWS_SECONDS = 1.0
"""Seconds that we wait to learn why a connection was not opened."""
STOP_SECONDS = 5.0
MAX_FAILURES = 5_000
MAX_TRANSFERS = 100_000
"""Of those that nobody has taken: a crawl counts its own requests, and takes none all night."""


class EgressStopped(MinnaError):
    """The proxy ends over and over; what was recorded is kept."""

    en = (
        "The process through which all requests go (minna.egress) was ended {times} times: see "
        "that nothing ends it and that there is enough memory, start the same command again, and "
        "it goes on where it stopped."
    )
    ja = (
        "すべてのリクエストを中継するプロセス（minna.egress）が {times} 回終了しました。これを終了"
        "させるものがないか、メモリーが足りているかを確認し、同じコマンドをもう一度実行してください。"
        "止まったところから再開します。"
    )


@dataclass(frozen=True, slots=True)
class Transfer:
    """One connection through the proxy, and the bytes that passed as they were on the line."""

    host: str
    port: int
    by: str  # browser or crawler
    began: float  # seconds since 1970
    ended: float
    sent: int
    received: int


class Egress:
    """A running proxy. Its two ports stay the same when its process is started again."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        with machine_errors():
            self.sockets = [listening(), listening()]
        self.browser_port, self.crawler_port = (s.getsockname()[1] for s in self.sockets)
        self.restarts = 0
        self.ending = False
        self.child: subprocess.Popen[bytes] | None = None
        self.news = threading.Condition()
        self.failures: dict[tuple[str, int], tuple[float, str]] = {}
        self.transfers: deque[Transfer] = deque(maxlen=MAX_TRANSFERS)
        self.reader = threading.Thread(target=self.run, daemon=True, name="egress")

    def __enter__(self) -> Self:
        with machine_errors():
            self.child = self.start()
        self.reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process after reading its remaining messages."""
        with self.news:
            self.ending = True
            child = self.child
        if child and child.stdin:
            child.stdin.close()
        self.reader.join(STOP_SECONDS)
        if child and child.poll() is None:
            child.kill()
            child.wait()
        for sock in self.sockets:
            sock.close()

    def start(self) -> "subprocess.Popen[bytes]":
        """A process that serves our sockets; it ends when our end of its standard input closes."""
        numbers = [sock.fileno() for sock in self.sockets]
        words = [*map(str, numbers), "1" if self.allow_private else "0"]
        return subprocess.Popen(
            [sys.executable, "-m", PROGRAM, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=numbers,
        )

    def run(self) -> None:
        """Read the process's messages; start it again when it ends unasked."""
        while self.child and self.child.stdout and self.child.stdin:
            with self.child.stdout as lines:
                for line in lines:
                    self.take(json.loads(line))
            self.child.stdin.close()
            self.child.wait()
            with self.news:
                if self.ending:
                    return
                self.restarts += 1
                if self.restarts > MAX_RESTARTS or not self.start_again():
                    for sock in self.sockets:  # nobody is to wait for an answer
                        sock.close()
                    return

    def start_again(self) -> bool:
        """Whether another process could be started in the place of one that was ended."""
        try:
            self.child = self.start()
        except OSError:
            self.restarts = MAX_RESTARTS + 1
            return False
        return True

    def take(self, event: dict[str, Any]) -> None:
        """Keep one line."""
        with self.news:
            if "failed" in event:
                if len(self.failures) > MAX_FAILURES:
                    self.failures.clear()
                key = event["host"].lower(), event["port"]
                self.failures[key] = time.monotonic(), event["failed"]
            else:
                self.transfers.append(Transfer(**event))
            self.news.notify_all()

    def check(self) -> None:
        """Raises EgressStopped where there is no proxy any more."""
        if self.restarts > MAX_RESTARTS:
            raise EgressStopped(times=self.restarts)

    def why_failed(self, host: str, port: int, since: float) -> str:
        """The reason for which a connection was not opened since a moment of the monotonic clock.

        "" if none was refused, as after a connection that broke later. Blocks for NEWS_SECONDS.
        """
        key = host.strip("[]").lower(), port

        def is_reported() -> bool:
            return key in self.failures and self.failures[key][0] >= since

        with self.news:
            return self.failures[key][1] if self.news.wait_for(is_reported, NEWS_SECONDS) else ""

    def take_transfers(self) -> list[Transfer]:
        """Connections that have ended since the last call."""
        with self.news:
            taken = list(self.transfers)
            self.transfers.clear()
        return taken


@contextmanager
def machine_errors() -> Iterator[None]:
    """What keeps a process of ours from being started is reported as a fault of this machine."""
    try:
        yield
    except OSError as error:
        raise machine_error_of(error) or MachineError(why=error.strerror) from error


def listening() -> socket.socket:
    """A socket that listens on loopback alone."""
    sock = socket.socket()
    sock.bind((LOOPBACK, 0))
    sock.listen(1024)
    return sock
