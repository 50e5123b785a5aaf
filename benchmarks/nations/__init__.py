"""Nations made from real pages with injected barriers: which method orders sites by their harm?

Nothing is assumed of how well barriers are found: what each check said of each injected page, of
its clean twins and of the pages without barriers is measured (benchmarks/injection) and recombined.
"""
