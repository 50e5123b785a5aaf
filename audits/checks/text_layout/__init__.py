"""Size, spacing, alignment and reflow of text, and what covers it."""
