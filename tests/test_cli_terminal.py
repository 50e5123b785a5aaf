"""What strangers wrote neither steers the terminal nor forges a line, whichever command prints it."""

import ast
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from audits.runner.judged_visit import JudgedVisit
from minna import cli
from minna.cli import _progress, main
from minna.cli._say import say, say_csv, say_json, say_table
from minna.cli.page import to_lines, to_result
from minna.discover import discover
from minna.reasons import Code, Reason
from minna.records import Evidence, RequestLog, Site
from minna.store import Store
from tests.made_up_run import RUN, fill

FORGED = "FORGED LINE"
HOSTILE = (
    f"町\x1b[2J\x1b]0;x\x07\x9b31m\u202etxt\u2066\u200f\r\n{FORGED}\x85{FORGED}\u2028{FORGED}"
    "\x0b\x0c\x08\x00[red]x[/] :smile: [/nothing]"
)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FOLDER = Path("minna/cli")
OTHER_WAYS = {"echo", "secho", "print", "Console", "Table", "writer", "write"}
"""Names of calls that print."""
DOORS = {"_say.py": OTHER_WAYS, "_progress.py": {"Console", "print"}}


def assert_harmless(printed: str) -> None:
    assert not STEERS.search(printed), ascii(printed[:2000])
    assert not re.search(f"^{FORGED}", printed, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_command_prints_past_the_one_way(path):
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert called & OTHER_WAYS <= DOORS.get(path.name, set())


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A database in which every text that a stranger may have written is hostile."""
    path = tmp_path_factory.mktemp("terminal") / "hostile.db"
    store = Store(path)
    fill(store)
    store.save([RequestLog(RUN.id, HOSTILE, 1.0, 2.0, "slot", "crawler", 7)])
    for kind, names in STRANGERS.items():
        columns = ", ".join(f'"{name}" = "{name}" || ?' for name in names)
        store.db.execute(f'update "{kind}" set {columns}', [HOSTILE] * len(names))
    store.db.conn.commit()
    store.close()
    return path


STRANGERS = {
    "site": ("name",),
    "site_crawl": ("reason",),
    "page": ("title", "role_evidence", "final_url"),
    "evidence": ("title", "reason", "final_url"),
    "score": ("reason",),
    "finding": ("message",),
}
VISITING = {"audit", "crawl", "demo", "doctor", "page", "registry", "site", "survey"}
"""What these print of strangers is tried in tests/hostile, or goes through the same functions."""
COMMANDS = {
    name: module.command
    for name, module in discover(cli).items()
    if name not in VISITING and any(option.name == "db" for option in module.command.params)
}
"""All that read a database."""


def words_of(command, database, out):
    """What a command is given: a value for each argument, and a folder where it would take its own."""
    known = {"site": next(iter(Store(database).read(Site))).code, "old": RUN.id, "new": RUN.id}
    known |= {"format": "sarif"}
    given = [known[param.name] for param in command.params if param.param_type_name == "argument"]
    if any(param.name == "out" and param.default for param in command.params):
        given += ["--out", str(out)]
    return [*given, "--db", str(database)]


def test_every_command_is_tried_or_visits():
    assert set(discover(cli)) == set(COMMANDS) | VISITING


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_hostile_database_prints_nothing_that_steers(
    book, command, lang, tmp_path, monkeypatch
):
    monkeypatch.setenv("LANG", lang)
    monkeypatch.setenv("FORCE_COLOR", "")
    copy = tmp_path / "copy.db"
    copy.write_bytes(book.read_bytes())
    given = words_of(COMMANDS[command], copy, tmp_path / "out")
    result = CliRunner().invoke(main, [command, *given])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.output
    assert_harmless(result.output)


def test_the_line_of_progress_shows_addresses_and_steers_nothing(monkeypatch):
    written = io.StringIO()
    shown = Console(file=written, force_terminal=True, width=200)
    monkeypatch.setattr(_progress, "Console", lambda **_: shown)
    with _progress.progress("Auditing") as advance:
        advance(1, 2, HOSTILE)
    printed = written.getvalue()
    assert "町" in printed
    for sign in (
        "\x1b]0;",
        "\x1b[2J\x1b]",
        "\x9b31m",
        "\u202e",
        "\u2066",
        "\u200f",
        "\x07",
        "\x00",
    ):
        assert sign not in printed
    assert f"\n{FORGED}" not in printed


def test_json_stays_exact_and_steers_nothing(capsys):
    say_json({"title": HOSTILE})
    printed = capsys.readouterr().out
    assert_harmless(printed)
    assert json.loads(printed) == {"title": HOSTILE}


def test_lines_tables_and_csv_stay_as_many_as_they_are(capsys):
    say(HOSTILE, HOSTILE)
    assert len(capsys.readouterr().out.splitlines()) == 2
    say_csv([["a", HOSTILE, 3]])
    assert len(capsys.readouterr().out.splitlines()) == 1
    say_table(["a", "b"], [["[red]1[/]", "[/nothing] :smile:"]])
    printed = capsys.readouterr().out
    assert "[red]1[/]" in printed and "[/nothing] :smile:" in printed


def test_what_is_told_of_a_page_is_a_line_each(capsys):
    reason = Reason(Code.OTHER, text=HOSTILE)
    visit = Evidence("", "", "http://a.example/", "phone", "crashed", reason, final_url=HOSTILE)
    told = to_lines(to_result([JudgedVisit(visit)], {}, "en"))
    say(*told)
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == len(told)
    assert_harmless(printed)


def test_what_was_typed_is_harmless_too():
    result = CliRunner().invoke(main, ["survey", "--pause", HOSTILE.replace("\x00", ""), "x"])
    assert result.exit_code == 2
    assert_harmless(result.output)
