"""Names of the field stay: those that they replaced do not come back, and docs name files that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPLACED = {
    "minna": "ALARM Caution Courtesy JUST_BEGUN NewerBook NoReader NotABook NotAPage PACKED Place"
    " SameWave UnknownWave Unpaired WaveName _when_free agent_token as_it_is compress.py"
    " courtesy.py earlier.py identity.py is_close not_a_page.py pace.py place_of slot_of"
    " templates.py wait_asked waves.py",
    "crawler": "Around CROWD Known PANEL Panel Patience Reading TICKET Texts Visit Watch Wire"
    " answers.py at_home choose.py draw_again drop_like failures.py go_on how_far in_vain"
    " keys_again kind_of known.py last_words leads_off next_guess outlook.py panel.py reading.py"
    " reasons.py sameness.py says_nothing seen_again size.py skeleton.py take_back texts.py"
    " visit.py watch_of wire.py",
    "audits": "Fleet GRAVITY Lane MISFIT Manner OUR_REACH SETTLES Seat Touch Tour Trust Turns World"
    " _letters_of _prelude.js axe_shortcuts.js bytes.py bytes_of fleet.py"
    " give_up_if_hopeless hands.py is_spent is_worn lend_alone look_again look_once looks.py"
    " manner.py manner_of markup.py places.py places_to_look plan.py reader.py retry.py rules_kept"
    " run.py see_again sent.py settle.py steady.js take_all tell_browser tour.py turns.py visit.py"
    " visit_patiently whole_site.py world.py",
    "scoring": "Fault Faulty Found Humps Imagined Look NO_PLACE Piece Place Told View Wave"
    " certain.py certain_places changes.py counts_on explain.py imagined.py in_context marks.py"
    " measured.py nation.py pages.py pages_wanted part_of places_if read_items read_told"
    " relative.py run.py sites.py standing.py stopping.py why_none",
    "reports": "Across Blanks Book Cause Entry Missed Reach across.py book.py cells.py is_asked"
    " markup.py near_the_middle open_book pictures.py reason_words reasons.py what_counts words.py",
}
"""Package → names of modules, classes, functions and constants that it had before they were renamed."""
RENAMED_RECORDS = "Frame Card Mark Asked Outside Shift Loss Index"
UNSAID = {"told", "found", "seen"}
"""Local names that say how a value came, not what it holds."""


def definitions(tree: ast.Module) -> set[str]:
    """Classes, functions and constants that a module defines."""
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    return constants | {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def trees(package: str) -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@pytest.mark.parametrize("package", REPLACED)
def test_a_name_that_was_replaced_does_not_come_back(package):
    old = {*REPLACED[package].split(), *(RENAMED_RECORDS.split() if package == "minna" else ())}
    back = {path.name for path in (ROOT / package).glob("*.*")} & old
    for path, tree in trees(package).items():
        back |= {f"{path.relative_to(ROOT)}: {name}" for name in definitions(tree) & old}
    assert not back


@pytest.mark.parametrize("package", ["minna", "crawler", "scoring"])
def test_a_local_name_says_what_it_holds(package):
    stored = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.id}"
        for path, tree in trees(package).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in UNSAID
    }
    assert not stored


@pytest.mark.parametrize(
    "page", ["architecture.md", "tests.md", "engine.md", "scoring.md", "samples.md"]
)
def test_every_file_that_a_page_names_is_there(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:python -m )?([\w/]+\.(?:py|js|cjs|md|html|json|toml|sh))`", text))
    named |= set(re.findall(r"`((?:[a-z_]+/)+)`", text))
    assert named
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("[!.]*") if is_ours(path)}
    assert not {
        name
        for name in named
        if not any(f"/{path}".endswith(f"/{name.rstrip('/')}") for path in there)
    }


def is_ours(path: Path) -> bool:
    """Whether a path is the project's own, and none of an environment or of built files."""
    parts = path.relative_to(ROOT).parts
    return not any(part.startswith(".") or part == "node_modules" for part in parts)
