"""Opens the window: hands it the shipped folders and the way to build its world, which waits for the first paint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sonla_desktop.paths import default_store_dir, resources_dir

if TYPE_CHECKING:
    from argparse import Namespace

    from sonla_desktop.usecases.ports import World


def open_window(arguments: Namespace) -> int:
    """Shows the window until it is closed; returns the exit code of the program."""
    from sonla_desktop.ui.app import run  # late: only the window needs Qt

    return run(resources_dir(), partial(_world, arguments.today), arguments.store, default_store_dir(), _record)


def _record(error: BaseException) -> str:
    from sonla_desktop.trouble import record_trouble  # late: hardly ever needed

    return record_trouble(error)


def _world(today: str) -> World:
    from sonla_desktop.bootstrap import build_world  # late: the adapters' libraries load after the first paint

    return build_world(today)
