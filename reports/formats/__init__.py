"""Formats that other programs read: a module each, found by its file name (`minna export`).

A module has `FORMAT`, which says what it writes and who reads it, and `write(request)`, which
yields the paths that it wrote.
"""
