"""Scrapy's connections through the proxy: every request's, robots.txt and sitemaps among them."""

from typing import Any

from twisted.internet import defer, error
from twisted.internet.endpoints import TCP4ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import HTTPConnectionPool
from zope.interface import implementer

from crawler.download_errors import BlockedPort, PrivateHost
from minna.egress.process import LOOPBACK
from minna.egress.reasons import Reason
from minna.errors import MachineError

GREETING = bytes([5, 1, 0])
CONNECT = bytes([5, 1, 0, 3])
TO_GREETING, TO_REQUEST = 2, 10
"""Bytes of the proxy's answers."""
LONGEST_NAME = 255
FAILURES: dict[int, type[Exception]] = {
    Reason.NOT_ALLOWED.value: PrivateHost,
    Reason.BLOCKED_PORT.value: BlockedPort,
    Reason.NO_NAME.value: error.DNSLookupError,
    Reason.REFUSED.value: error.ConnectionRefusedError,
    Reason.TIMEOUT.value: error.TimeoutError,
    Reason.UNREACHABLE.value: error.NoRouteError,
}


class ProxyEnded(MachineError):
    """The proxy ended before it answered; it is started again, so it is asked once more."""


class ProxiedPool(HTTPConnectionPool):
    """Keeps connections as Scrapy's own does, and opens new ones through the proxy."""

    def __init__(self, reactor: Any, port: int, tls: Any, per_host: int, factory: Any) -> None:
        super().__init__(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self.reactor, self.port, self.tls = reactor, port, tls
        self.maxPersistentPerHost = per_host
        self._factory = factory  # Scrapy's, which reads what is not quite by the rule

    def getConnection(self, key: Any, endpoint: Any) -> Any:
        """A connection for scheme, host and port; the endpoint that would go there is not used."""
        scheme, host, port, *_ = key
        machine_error: Any = ProxiedEndpoint(self.reactor, self.port, host, port)
        if scheme == b"https":
            machine_error = wrapClientTLS(self.tls.creatorForNetloc(host, port), machine_error)
        return super().getConnection(key, machine_error)


@implementer(IStreamClientEndpoint)
class ProxiedEndpoint:
    """A server behind the proxy."""

    def __init__(self, reactor: Any, proxy: int, host: bytes, port: int) -> None:
        # Loopback answers at once or never, and the reactor's clock may be set meanwhile.
        self.proxy = TCP4ClientEndpoint(reactor, LOOPBACK, proxy, timeout=None)  # type: ignore[arg-type]
        self.host, self.port = host, port

    def connect(self, protocolFactory: IProtocolFactory) -> "defer.Deferred[IProtocol]":
        """Fires with the protocol once it is connected; fails as a direct connection would."""
        if len(self.host) > LONGEST_NAME:
            return defer.fail(error.DNSLookupError("the name is too long"))
        asking = SocksHandshake(self.host, self.port, protocolFactory)
        factory: Any = Factory.forProtocol(lambda: asking)
        opened: Any = self.proxy.connect(factory)
        opened.addCallbacks(lambda _: asking.done, no_proxy)
        return opened  # type: ignore[no-any-return]


def no_proxy(failure: Failure) -> Any:
    """That the proxy is not there is no site's fault; that we have stopped waiting is nobody's."""
    if isinstance(failure.value, defer.CancelledError):
        return failure
    why = f"the process minna.egress does not answer: {failure.value}"
    raise MachineError(why=why) from failure.value


class SocksHandshake(Protocol):
    """The talk with the proxy before the connection is the wanted protocol's."""

    transport: Any

    def __init__(self, host: bytes, port: int, then: Any) -> None:
        self.host, self.port, self.then = host, port, then
        self.buffer = b""
        self.done: defer.Deferred[IProtocol] = defer.Deferred(lambda _: self.abort())

    def connectionMade(self) -> None:
        """Greet, and ask at once: a server without passwords has one answer to a greeting."""
        name = bytes([len(self.host)]) + self.host
        self.send(GREETING + CONNECT + name + self.port.to_bytes(2, "big"))

    def send(self, data: bytes) -> None:
        """To the proxy."""
        self.transport.write(data)

    def abort(self) -> None:
        """Nobody waits any more."""
        self.transport.abortConnection()

    def dataReceived(self, data: bytes) -> None:
        """The proxy's answers, and perhaps already what the server says."""
        self.buffer += data
        if len(self.buffer) < TO_GREETING + TO_REQUEST:
            return
        reply = self.buffer[TO_GREETING + 1]
        rest = self.buffer[TO_GREETING + TO_REQUEST :]
        done, self.done = self.done, defer.Deferred()
        if reply != 0:
            self.transport.loseConnection()
            fault = FAILURES.get(reply)
            done.errback(fault() if fault else machine_error())
            return
        inner = self.then.buildProtocol(self.transport.getPeer())
        if inner is None:
            self.transport.loseConnection()
            done.errback(error.ConnectionAborted())
            return
        self.transport.protocol = inner
        inner.makeConnection(self.transport)
        done.callback(inner)
        if rest:
            inner.dataReceived(rest)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """The proxy has ended before it answered."""
        if not self.done.called:
            self.done.errback(ProxyEnded(why="the process minna.egress has ended"))


def machine_error() -> MachineError:
    """What keeps the proxy from asking is no fault of a site's."""
    return MachineError(why="minna.egress lacks file handles or memory for a connection")
