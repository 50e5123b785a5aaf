"""Headings, lists, tables, titles, frames and the order of the document."""
