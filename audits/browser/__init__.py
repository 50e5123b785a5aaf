"""Chromium: launch, limits of memory and bytes, the network, an isolated world for scripts."""
