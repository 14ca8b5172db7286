"""Self-test: opens every form and writes one of each output, to find a broken installation before the officer does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sonla_desktop.usecases.blank_form import write_blank_form
from sonla_desktop.usecases.compose_document import require_composable
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.read_month import plan_of_form
from sonla_desktop.usecases.record_form import record_file
from sonla_desktop.usecases.sample_month import run_demo
from sonla_desktop.usecases.verify_package import verify_packages


@dataclass(frozen=True, slots=True)
class SelfTestStep:
    """One step with its outcome; ``trouble`` is empty when it went well."""

    title: str
    trouble: str = ""


def self_test(world: World, folder: Path) -> tuple[SelfTestStep, ...]:
    """Runs every step in ``folder`` (temporary, empty); a step that fails does not keep the others from running."""
    steps = [
        _step(world, f"Mở biểu {form_id}", partial(_open_form, world, form_id))
        for form_id in world.catalogue.form_ids()
    ]
    steps.append(_step(world, "Đọc danh sách cơ quan", lambda: _open_agencies(world)))
    for form_id in world.catalogue.sample_forms():
        place = folder / form_id
        steps.append(_step(world, f"Làm trọn kỳ mẫu của biểu {form_id}", partial(_run_sample, world, place, form_id)))
        steps.append(_step(world, f"Kiểm tra lại gói của biểu {form_id}", partial(_verify, world, place)))
        blank = partial(_blank_form, world, folder / f"{form_id}-bieu-trong", form_id)
        steps.append(_step(world, f"Lập và đọc lại biểu Excel của biểu {form_id}", blank))
    return tuple(steps)


def _step(world: World, title: str, act: Callable[[], str]) -> SelfTestStep:
    try:
        return SelfTestStep(title, act())
    except UserError as error:
        return SelfTestStep(title, world.catalogue.messages().text(error.code, error.parameters))
    except (OSError, ValueError, KeyError) as error:
        return SelfTestStep(title, f"{type(error).__name__}: {error}")


def _open_form(world: World, form_id: str) -> str:
    plan_of_form(world.catalogue, form_id)
    require_composable(world.catalogue.form(form_id))
    return ""


def _open_agencies(world: World) -> str:
    return "" if world.catalogue.agencies() else "Không có cơ quan nào."


def _run_sample(world: World, folder: Path, form_id: str) -> str:
    kinds = {file.kind for file in run_demo(world, folder, form_id=form_id).files}
    missing = {"package", "document"} - kinds
    return f"Thiếu tệp: {', '.join(sorted(missing))}." if missing else ""


def _blank_form(world: World, folder: Path, form_id: str) -> str:
    sample = world.catalogue.sample(form_id)
    period, form_file = sample.months[-1].period, folder / "bieu.xlsx"
    create_store(world, folder / "so-bao-cao", sample.agency_code)
    store = world.stores.open(folder / "so-bao-cao")
    try:
        write_blank_form(world, store, period, form_id, form_file)
        recorded, _ = record_file(world, store, period, form_file, form_id)
    finally:
        store.close()
    return "Biểu trống mà đọc ra số liệu." if recorded.changed else ""


def _verify(world: World, folder: Path) -> str:
    packages = sorted(folder.rglob("xuat/*.zip"))
    if not packages:
        return "Không có gói để kiểm tra."
    return "; ".join(problem.message for problem in verify_packages(world, packages).problems)
