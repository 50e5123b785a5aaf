"""Functions that a worker is sent in tests: a process of its own imports them."""

import os
import signal
import sys
import time


def spin(seconds=1e9):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def judge_without_end(packed):
    spin()


def grow():
    return len([bytes(50_000_000) for _ in range(1000)])


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)


def be_killed():
    os.kill(os.getpid(), signal.SIGKILL)


def chatter():
    sys.stdout.write("{" * 100_000)
    return "said"


def stumble():
    raise ZeroDivisionError("町")


def number():
    return os.getpid()


KEPT = []


def hold(size):
    KEPT.append(bytearray(size))
    return size
