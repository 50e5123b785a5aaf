"""Measure how well public web sites serve everyone, and how far apart they are."""

__version__ = "0.1.0"
