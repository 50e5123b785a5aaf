"""`python -m minna`: the command line."""

from minna.cli import main

if __name__ == "__main__":
    main()
