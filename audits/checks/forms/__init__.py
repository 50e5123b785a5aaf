"""Fields: their labels, hints, formats, errors and messages."""
