"""How much each impact weighs: in a page's score, and in the order of what to fix first."""

IMPACT_WEIGHTS = {"critical": 10, "serious": 7, "moderate": 3, "minor": 1}
"""The gravest first; the weights are those that Lighthouse publishes."""
