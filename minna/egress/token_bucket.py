"""How fast a server may send: at once as much as a page may weigh, then at a steady rate.

What passes a connection is parsed by the browser's one network process, which is everybody's there.
A server that floods it with headers, or with chunks of a byte, would have all other pages wait.
"""

from dataclasses import dataclass

BURST = 32_000_000
"""Bytes that pass at once: a page's 30 MB and what is around them."""
RATE = 4_000_000
"""Bytes a second after that."""


@dataclass(slots=True)
class TokenBucket:
    """The allowance of one connection; it fills up again at the rate, to the burst."""

    burst: int = BURST
    rate: int = RATE
    left: float | None = None
    at: float = 0.0

    def wait(self, size: int, now: float) -> float:
        """Seconds to wait after so many bytes at this time, 0 where none were too many.

        >>> pace = TokenBucket(burst=100, rate=10)
        >>> pace.wait(100, 0.0), pace.wait(20, 0.0), pace.wait(10, 4.0), pace.wait(100, 90.0)
        (0.0, 2.0, 0.0, 0.0)
        """
        left = self.burst if self.left is None else self.left + (now - self.at) * self.rate
        self.left, self.at = min(self.burst, left) - size, now
        return max(0.0, -self.left / self.rate)
