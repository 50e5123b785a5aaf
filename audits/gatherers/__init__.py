"""One file per gatherer: it reads the open page, gives plain data, and judges nothing.

`<name>.py` has `async gather(tab)`. Where that would only evaluate a page script, `<name>.js` is
the gatherer: its function that is exported by default is evaluated, and the comment at its top says
what it gives and, in tags, when it runs (`audits/judging/gatherer_declarations.py`). Files that
begin with `_` belong to several. The page is open and stable when a gatherer is called, and must be
left as it was found.
"""
