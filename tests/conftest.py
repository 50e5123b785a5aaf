"""What tests share: sites served on loopback, and a browser test's leave to visit them."""

import functools
import signal
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import hypothesis
import pytest

hypothesis.settings.register_profile(
    # The same examples each time, and none too slow: a busy machine changes no outcome.
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("same")


def pytest_configure():
    """A shell in the background lets its programs ignore Ctrl-C; what tests start is to heed it."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items):
    """Long files first, so that two workers end at about the same time."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a word."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def serve():
    """A function from a folder to the address where it is served."""
    servers = []

    def start(folder, handler=QuietHandler):
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
        )
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
