"""Contrast, and what is told by colour."""
