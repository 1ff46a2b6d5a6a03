"""The pin of PySide6 (docs/adr/001): fails when a version that loses references is installed."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from tests.arch.source import ROOT

EMITS = 400
TOLERATED = EMITS // 10
"""References come and go by themselves; a version that loses them loses one per call."""

PROBE = f"""
import json, sys
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

app = QCoreApplication([])

class Sender(QObject):
    plain = Signal()
    told = Signal(object)

    def heard(self, *said): pass

    @Slot(object)
    def heard_by_slot(self, said): pass

def lost(call):
    kept = (True, False, None)
    before = [sys.getrefcount(one) for one in kept]
    for _ in range({EMITS}):
        call()
    after = [sys.getrefcount(one) for one in kept]
    return max(old - new for old, new in zip(before, after))

silent, bound, slotted, chained, listed = (Sender() for _ in range(5))
bound.told.connect(bound.heard)
slotted.told.connect(slotted.heard_by_slot)
chained.told.connect(slotted.told)
print(json.dumps({{
    "nobody listens": lost(silent.plain.emit),
    "a method listens": lost(lambda: bound.told.emit(1)),
    "a slot listens": lost(lambda: slotted.told.emit(1)),
    "a signal listens": lost(lambda: chained.told.emit(1)),
    "a property is set": lost(lambda: listed.setProperty("state", True)),
    "signals are blocked": lost(lambda: listed.blockSignals(False)),
}}))
"""


@pytest.fixture(scope="module")
def losses() -> dict[str, int]:
    """How many references to True, False or None each way lost, in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=False, timeout=60
    )
    assert said.returncode == 0, said.stderr[-2000:]
    return json.loads(said.stdout)


@pytest.mark.parametrize(
    "way",
    [
        "nobody listens",
        "a method listens",
        "a slot listens",
        "a signal listens",
        "a property is set",
        "signals are blocked",
    ],
)
def test_true_false_and_none_keep_their_references_when(way, losses):
    assert losses[way] < TOLERATED


def test_the_version_that_aborts_is_kept_out():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [pin] = [one for one in settings["project"]["dependencies"] if one.startswith("PySide6")]

    assert pin == "PySide6-Essentials>=6.10.3,<6.12"
