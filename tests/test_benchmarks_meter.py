"""The meter counts what every process used, wherever it was started and whoever lost it."""

import subprocess
import sys

import pytest

from benchmarks import meter
from benchmarks.meter import Cost, Miscounted, measure

BUSY = """
import time
while time.process_time() < 0.6:
    pass
"""
LEAVES_A_BUSY_ORPHAN = f"""
import os, sys
if os.fork():
    sys.exit(3)
os.setsid()
if os.fork():
    os._exit(0)
{BUSY}
"""
LEAVES_A_SLEEPER = """
import subprocess
subprocess.Popen(["sleep", "600"], start_new_session=True)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux adopts orphans")


def cost_of(script, folder):
    return measure([sys.executable, "-c", script], folder)


def test_time_of_a_busy_process_that_lost_its_parents_is_counted(tmp_path):
    cost = cost_of(LEAVES_A_BUSY_ORPHAN, tmp_path)
    assert cost.cpu >= 0.6
    assert cost.exit_code == 3, "the command's own, not the orphan's"
    assert not cost.left


def test_an_idle_command_uses_less_than_a_busy_one(tmp_path):
    assert cost_of("pass", tmp_path).cpu < 0.6 <= cost_of(BUSY, tmp_path).cpu


def test_memory_is_told_by_the_name_of_the_process(tmp_path):
    cost = cost_of(BUSY, tmp_path)
    assert cost.peak == max(sample.pss for sample in cost.samples) > 1
    assert any(name.startswith("python") for name in cost.samples[-1].by_name)


def test_a_process_that_outlives_its_command_is_named_and_ended(tmp_path):
    keeper = (
        "from benchmarks import meter; import sys;"
        "meter.PATIENCE_SECONDS = 0.1; meter.main(sys.argv[1], sys.argv[2:])"
    )
    report = tmp_path / "cost.json"
    command = [sys.executable, "-c", LEAVES_A_SLEEPER]
    subprocess.run([sys.executable, "-c", keeper, str(report), *command], check=True)
    assert meter.from_json(report).left == ("sleep",)


def test_more_time_seen_than_counted_is_no_result(tmp_path, monkeypatch):
    monkeypatch.setattr(meter, "from_json", lambda _: Cost(0, 1.0, cpu=1.0, seen={"x": 2.0}))
    with pytest.raises(Miscounted):
        cost_of("pass", tmp_path)
