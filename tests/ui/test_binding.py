"""The Qt binding itself is sound on this Python: a version that loses references aborts after some minutes."""

from __future__ import annotations

from tests.helpers.fresh_python import output_of

CALLS = 20_000


def test_calls_do_not_use_up_the_references_to_none_and_true() -> None:
    left = output_of(
        "import os, sys\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtCore import QObject, Signal\n"
        "class Teller(QObject):\n"
        "    told = Signal(int)\n"
        "teller = Teller()\n"
        "before = sys.getrefcount(None), sys.getrefcount(True)\n"
        f"for number in range({CALLS}):\n"
        "    teller.setObjectName('x')\n"
        "    teller.told.emit(number)\n"
        "print(before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True))\n"
    )
    lost_none, lost_true = map(int, left.split())
    assert lost_none < 100
    assert lost_true < 100
