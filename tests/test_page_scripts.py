"""Page scripts are joined with what they import, each module once and before those that use it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from audits.gatherers import _scripts
from audits.judging.gatherer_declarations import Declaration, header, sources, text_of
from audits.runner import gatherer_registry
from audits.runner.gatherer_registry import gatherer

SCRIPTS = sorted(
    path.stem
    for path in _scripts.HERE.glob("*.js")
    if "export default function" in path.read_text(encoding="utf-8")
    or "export default async function" in path.read_text(encoding="utf-8")
)
needs_node = pytest.mark.skipif(not shutil.which("node"), reason="there is no Node")
IN_NODE = Path(__file__).parent / "page_scripts"


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Write modules in a folder of their own."""
    monkeypatch.setattr(_scripts, "HERE", tmp_path)
    _scripts.source.cache_clear()

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")

    yield write
    _scripts.source.cache_clear()


def test_a_module_comes_once_and_before_all_that_import_it(modules):
    modules(
        a="export const a = 1;\n",
        b="import {a} from './a.js';\nexport const b = a + 1;\n",
        c="import {a} from './a.js';\nimport {\n  b,\n} from './b.js';\n\n"
        "export default async function count() { return a + b; }\n",
    )
    assert _scripts.in_order("c") == ["a", "b", "c"]
    joined = _scripts.joined("c")
    assert "import" not in joined and "export" not in joined
    assert joined.count("const a = 1;") == 1
    assert joined.index("const a") < joined.index("const b") < joined.index("async function count")
    assert "return count;" in joined


def test_a_script_without_a_function_to_evaluate_is_a_fault_of_ours(modules):
    modules(a="export const a = 1;\n")
    with pytest.raises(AssertionError, match=r"a\.js exports no function"):
        _scripts.joined("a")


def test_nothing_of_a_module_is_left_in_any_script():
    assert len(SCRIPTS) > 40
    left = [
        name
        for name in SCRIPTS
        if any(
            line.startswith(("import ", "export ")) for line in _scripts.joined(name).splitlines()
        )
    ]
    assert left == []


@needs_node
def test_every_joined_script_is_one_that_a_browser_can_read(tmp_path):
    """Two modules that share a name for different things would break all who import both."""
    for name in SCRIPTS:
        (tmp_path / f"{name}.js").write_text(f"({_scripts.script(name)});", encoding="utf-8")
    read = "for (const f of process.argv.slice(1)) new vm.Script(fs.readFileSync(f, 'utf8'));"
    files = [str(tmp_path / f"{name}.js") for name in SCRIPTS]
    given = ["node", "-e", f"const vm = require('vm'), fs = require('fs'); {read}", "--", *files]
    done = subprocess.run(given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[:1000]


@needs_node
def test_what_needs_no_page_does_in_node_what_it_says():
    files = sorted(map(str, IN_NODE.glob("*.test.js")))
    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout[-3000:]
    assert len(files) > 2 and "# pass" in done.stdout


def test_a_script_without_a_module_is_a_gatherer_and_says_what_it_gives():
    alone = {name: path for name, path in sources().items() if path.suffix == ".js"}
    assert {"links", "fields", "text"} <= alone.keys()
    assert not alone.keys() & {"axe_messages", "zoom", "_dom"}
    for name, path in alone.items():
        assert gatherer(name).__doc__ == header(text_of(path))[0]
        assert f"@returns {{Facts.{''.join(part.capitalize() for part in name.split('_'))}}}" in (
            text_of(path)
        )


def test_what_a_script_declares_is_what_its_module_has(tmp_path):
    script = tmp_path / "made.js"
    script.write_text(
        "/**\n * Things.\n *\n * More of them.\n *\n * @order 9\n * @viewports desktop\n"
        " * @opt_in read_images\n */\nexport default function gatherMade() {}\n"
    )
    module = gatherer_registry.of_script("made", script)
    assert (module.__doc__, module.ORDER) == ("Things.\n\nMore of them.", 9)
    assert (module.VIEWPORTS, module.OPT_IN) == (("desktop",), "read_images")
    declared = Declaration(**header(text_of(script))[1])
    assert declared == Declaration(opt_in="read_images", viewports=("desktop",), order=9)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("export default function gather() {}", ValueError),
        ("/** Things. */\nexport default function gather() {}", ValueError),
        ("/**\n * Things.\n * @viewport desktop\n */\n", KeyError),
    ],
)
def test_a_script_that_does_not_say_what_it_is_is_refused(script, error):
    with pytest.raises(error):
        header(script)
