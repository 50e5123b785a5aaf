"""A made-up survey of a whole nation: real names, places and populations, invented results.

`survey.py` writes the records that a survey would have left, without a visit to anyone; what is
true of the sites is drawn in `truth.py`, and `faults.toml` has what may be wrong with a page.
"""
