"""Loading times and weight, time limits, and what moves or flashes."""
