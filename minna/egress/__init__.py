"""The one way to the network: a local SOCKS5 proxy through which crawler and browser go.

It looks a name up once, checks what it stands for, and connects to exactly that address.
`docs/decisions/0009-one-way-to-the-network.md` says why it is our own.
"""

from minna.egress.process import Egress, EgressStopped, Transfer

__all__ = ["Egress", "EgressStopped", "Transfer"]
