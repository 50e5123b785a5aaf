"""The same work, measured: each module prints its table and says with which command."""
