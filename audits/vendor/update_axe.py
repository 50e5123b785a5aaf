"""Bring a release of axe-core into this folder: `python -m audits.vendor.update_axe 4.14.1`.

Takes the package with npm, keeps the script, the Japanese locale and the licences, lets the browser
tell what the rules are (`rules.json`), and writes checksums that a test compares.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from audits.browser import chromium

FOLDER = Path(__file__).parent / "axe-core"
KEPT = ("axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt", "locales/ja.json")
TELL_RULES = """() => axe._audit.rules.map(rule => ({
  id: rule.id, impact: rule.impact, tags: rule.tags, enabled: rule.enabled,
  help: axe._audit.data.rules[rule.id].help,
  description: axe._audit.data.rules[rule.id].description,
}))"""


def update(version: str) -> None:
    """Replace the folder's files by those of a release."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["npm", "pack", f"axe-core@{version}"], cwd=place, check=True)
        shutil.unpack_archive(next(Path(place).glob("*.tgz")), place, "gztar")
        for name in KEPT:
            shutil.copyfile(Path(place) / "package" / name, FOLDER / Path(name).name)
    write_json(FOLDER / "rules.json", rules())
    sums = [f"{digest(path)}  {path.name}" for path in sorted(FOLDER.iterdir()) if path.name != "SHA256SUMS"]
    (FOLDER / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    (FOLDER / "VERSION").write_text(version + "\n")


def rules() -> list[dict[str, object]]:
    """What the script itself says of its rules."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        page = browser.new_page()
        page.evaluate((FOLDER / "axe.min.js").read_text(encoding="utf-8"))
        told: list[dict[str, object]] = page.evaluate(TELL_RULES)
        browser.close()
    return sorted(told, key=lambda rule: str(rule["id"]))


def write_json(path: Path, value: object) -> None:
    """Readable JSON, so that a new release shows as a readable change."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    update(sys.argv[1])
