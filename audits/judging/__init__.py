"""From evidence to findings and outcomes: our checks, axe's rules, and how certain each may be."""
