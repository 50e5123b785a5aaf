"""Unpack answers as Scrapy does; what cannot be unpacked is distinguished from our own errors."""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.download_errors import TooLarge, Undecodable

UNPACKERS = (
    "zlib",
    "gzip",
    "struct",
    "brotli",
    "_brotli",
    "brotlicffi",
    "backports",
    "compression",
)
"""Modules of their errors."""
MOST = 4
"""Encodings on top of each other; one more is no answer to anybody."""


class DecompressionMiddleware(HttpCompressionMiddleware):
    """Raises TooLarge, or Undecodable where the bytes are not what the answer says they are."""

    def process_response(  # type: ignore[override] # its third argument is on its way out
        self, request: Request, response: Response
    ) -> Request | Response:
        """The answer with its body unpacked."""
        encodings = b",".join(response.headers.getlist("Content-Encoding"))
        if encodings.count(b",") >= MOST:
            raise Undecodable
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLarge from error
        except Exception as error:
            if not is_of_an_unpacker(error):
                raise
            raise Undecodable from error


def is_of_an_unpacker(error: Exception) -> bool:
    """Whether a library that unpacks says that it cannot.

    >>> import zlib
    >>> is_of_an_unpacker(zlib.error()), is_of_an_unpacker(KeyError())
    (True, False)
    """
    name = type(error).__module__.partition(".")[0]
    return name in UNPACKERS or isinstance(error, EOFError)
