"""Tell a server the user and password that its registry address had, and no other server."""

from scrapy import Request

from minna.credentials import credentials_for


class AuthorizationMiddleware:
    """Sets the header for exactly the origin that it was given for, on robots.txt as on pages."""

    async def process_request(self, request: Request) -> None:
        """Every request comes by here, those after a redirect too."""
        credentials = credentials_for(request.url)
        if credentials:
            request.headers["Authorization"] = credentials.header()
        else:
            request.headers.pop("Authorization", None)
