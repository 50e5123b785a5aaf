"""Judging kept evidence needs no browser, and agrees with the gatherers on when they run."""

import subprocess
import sys
from pathlib import Path

from audits.judging.gatherer_declarations import declarations, interactive, opt_in
from audits.runner.gatherer_registry import gatherers, is_interactive

WITHOUT_PLAYWRIGHT = """
import sys
sys.modules["playwright"] = None  # whoever imports it fails
import audits.judging.catalogue
from audits.judging.check_runner import page_check_metas, run_checks
from audits.judging.site_check_runner import site_check_metas
from minna.records import Evidence
findings, outcomes = run_checks(Evidence("r", "s", "http://a/", "phone", "ok"))
assert outcomes.untested and page_check_metas() and site_check_metas()
assert not [name for name in sys.modules if name.startswith(("audits.gatherers.", "audits.runner"))]
"""


def test_judging_imports_neither_playwright_nor_any_gatherer():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PLAYWRIGHT],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_what_is_read_from_a_gatherers_source_is_what_it_declares():
    modules = dict(gatherers())
    assert modules.keys() == declarations().keys()
    for name, module in modules.items():
        declared = declarations()[name]
        assert declared.interactive == is_interactive(module)
        assert declared.opt_in == getattr(module, "OPT_IN", "")
        assert declared.viewports == getattr(module, "VIEWPORTS", ())
        assert declared.order == getattr(module, "ORDER", 0)
    assert interactive() and opt_in()
