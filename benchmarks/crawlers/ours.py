"""Our crawl with the nation's hosts on loopback: `… BOOK RUN public|private`."""

import sys

from benchmarks.nation_hosts import play
from crawler.__main__ import main
from minna.egress import process

if __name__ == "__main__":
    book, run, public = sys.argv[1:4]
    play(public=public == "public")
    process.PROGRAM = "benchmarks.nation_egress"
    sys.exit(main(book, run))
