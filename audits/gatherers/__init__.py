"""One module per kind of look: `async gather(tab)` gives plain data, and judges nothing.

A gatherer that names viewports in `VIEWPORTS` looks only there. The page is open and settled when
it is called, and must be left as it was found.
"""
