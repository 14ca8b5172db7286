"""Runs Python code in an interpreter of its own, where nothing is loaded yet."""

import subprocess
import sys

from tests.helpers.repository import ROOT


def output_of(code: str) -> str:
    """What the code prints; a failure of the code fails the test with its own traceback."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
