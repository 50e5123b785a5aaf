"""The time of day for our own log, even where somebody sets the machine's clock meanwhile.

Servers and readers get the machine's time. In the log of what was asked of whom, a
clock that is set back would make two requests overlap, so all processes of a command count on from
one moment by a clock that nobody sets.
"""

import os
import time

BASE = "MINNA_CLOCK"
os.environ.setdefault(BASE, repr(time.time() - time.monotonic()))  # for processes that we start


def now() -> float:
    """Seconds since 1970, as the machine's clock would have it that was never set."""
    return float(os.environ[BASE]) + time.monotonic()
