"""Minna Prefecture: 24 made-up municipalities whose sites hold barriers that we know of."""
