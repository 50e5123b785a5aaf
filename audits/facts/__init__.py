"""What each gatherer gives, as types: one module per gatherer, with a type of the gatherer's name.

`audits.facts.tab_order.TabOrder` is what `audits/gatherers/tab_order.py` gives, `Links` what the
script `links.js` gives, and so on; what fields mean is said there. Facts are plain JSON, so these
are `TypedDict`s, which cost nothing when stored facts are judged. `facts.d.ts` says the same to
`tsc`, for page scripts: `python -m tools.fact_types` writes it. A field is `NotRequired` if a
gatherer leaves it out where it says nothing, or if surveys were made before there was such a field.
`pdf` is what the crawler tells of a file. Nothing in here imports a browser.
"""
