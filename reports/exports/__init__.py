"""One file format each: `write(report, folder)` gives the path it wrote.

A module for a CSV file has `NAMES`, its columns, which the data dictionary describes.
"""
