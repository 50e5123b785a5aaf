"""The language of the page, its wording, and its characters."""
