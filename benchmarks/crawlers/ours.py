"""Our crawl with the nation's hosts on loopback: `… BOOK RUN public|private`."""

import sys

from benchmarks.nation_hosts import play
from crawler.__main__ import main

if __name__ == "__main__":
    book, run, public = sys.argv[1:4]
    play(public=public == "public")
    more = {"TWISTED_DNS_RESOLVER": "benchmarks.nation_hosts.Resolver"}
    sys.exit(main(book, run, "", more))
