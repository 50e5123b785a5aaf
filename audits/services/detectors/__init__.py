"""One file for each thing that is detected on a page."""
