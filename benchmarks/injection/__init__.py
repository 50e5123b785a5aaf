"""Barriers of known kinds, injected at seeded places into clean real pages.

Each file of the folder `kinds` is one kind of barrier with its variants and clean twins; `catalog`
reads them, `hosts` names the pages, `plan` deals the cases out to pages, `rewrite` builds a page,
`server` serves it, `visits` audits it and keeps the evidence, `results` counts what was found.
"""
