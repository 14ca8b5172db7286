"""The command line: the second door to the same use cases, for supporters, automation and tests (6-package.md)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sonla_desktop.cli_arguments import UsageError, parse_arguments
from sonla_desktop.cli_output import (
    answer,
    clock_lines,
    finding_json,
    finding_line,
    later_json,
    later_lines,
    replaced_since_json,
    replaced_since_lines,
    replacement_lines,
    speak_utf8,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from sonla_desktop.usecases.errors import UserError
    from sonla_desktop.usecases.ports import Store, World

DONE, FINDINGS, WRONG_USE, REFUSED = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; without a command it opens the window."""
    speak_utf8()
    try:
        arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
    except UsageError as error:
        return _refuse(str(error), WRONG_USE)
    if arguments.command is None:
        from sonla_desktop.window import open_window  # late: a command needs no Qt

        return open_window(arguments)
    return _run(arguments)


def _run(arguments: Namespace) -> int:
    from sonla_desktop.bootstrap import build_world
    from sonla_desktop.usecases.errors import UserError

    try:
        world = build_world(arguments.today)
        return COMMANDS[arguments.command](arguments, world)
    except UserError as error:
        return _refuse(_text(error), error.exit_code)
    except BrokenPipeError:
        return REFUSED
    except KeyboardInterrupt:
        return _refuse("Đã dừng theo yêu cầu; số liệu vẫn như trước.", REFUSED)


def _text(error: UserError) -> str:
    from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
    from sonla_desktop.paths import forms_dir, resources_dir

    return DataCatalogue(resources_dir(), forms_dir()).messages().text(error.code, error.parameters)


def _refuse(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


@contextmanager
def _opened(world: World, folder: Path, *, read_only: bool = False, or_read: bool = False) -> Iterator[Store]:
    """The open store; ``or_read``: for reading where it cannot be opened for writing (somebody else works in it)."""
    from sonla_desktop.usecases.errors import WorldRefused

    try:
        store = world.stores.open(folder, read_only=read_only)
    except WorldRefused:
        if not or_read:
            raise
        store = world.stores.open(folder, read_only=True)
    try:
        yield store
    finally:
        store.close()


def _new(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.create_store import create_store

    create_store(world, arguments.store, arguments.agency)
    agency = world.catalogue.agency(arguments.agency)
    answer(
        arguments,
        {"store": str(arguments.store), "agency": {"code": agency.code, "name": agency.name}},
        f"Đã tạo sổ báo cáo của {agency.name} tại {arguments.store}.",
        "Việc tiếp theo: nhập họ tên người ký trong Thiết lập (lệnh configure).",
    )
    return DONE


def _configure(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.configure_agency import configure_from_file

    with _opened(world, arguments.store) as store:
        changes = configure_from_file(world, store, arguments.source)
    text = "Đã ghi thiết lập của cơ quan." if changes.settings else "Thiết lập không thay đổi."
    answer(arguments, {"changed": changes.settings}, text)
    return DONE


def _enter(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.record_form import record_file
    from sonla_desktop.usecases.recorded_words import recorded_lines

    with _opened(world, arguments.store) as store:
        recorded, _ = record_file(
            world, store, arguments.period, arguments.source, arguments.form or "", arguments.evidence
        )
    counts = {
        "indicators": recorded.indicators,
        "tasks": recorded.tasks,
        "changed": len(recorded.changed),
        "evidence": recorded.evidence_files,
        "figures": recorded.figures,
        "table_rows": recorded.table_rows,
        "differing": [
            {"place": item.place, "given": item.given, "computed": item.computed} for item in recorded.differing
        ],
        "foreign_reasons": [
            {"code": item.code, "where": item.where, "field": item.field} for item in recorded.foreign_reasons
        ],
    }
    answer(
        arguments,
        counts,
        *recorded_lines(recorded),
    )
    return DONE


def _blank_form(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.blank_form import write_blank_form

    with _opened(world, arguments.store, read_only=True) as store:
        form = write_blank_form(world, store, arguments.period, arguments.form or "", arguments.out)
    sheets = [{"title": sheet.title, "rows": sum(not row.is_heading for row in sheet.rows)} for sheet in form.sheets]
    answer(
        arguments,
        {"path": str(arguments.out), "form": form.identity.form, "period": form.identity.period, "sheets": sheets},
        f"Đã lập biểu trống {arguments.out} ({len(sheets)} trang để nhập).",
        "Điền xong, nhập lại vào sổ báo cáo bằng lệnh enter.",
    )
    return DONE


def _show(arguments: Namespace, world: World) -> int:
    from sonla_desktop.domain.month_json import report_as_json
    from sonla_desktop.usecases.read_month import read_month, read_version
    from sonla_desktop.usecases.read_outcome import outcome_lines, read_outcome

    asked = (arguments.period, arguments.form or "")
    with _opened(world, arguments.store, read_only=True) as store:
        if arguments.version is None:
            month = read_month(world, store, *asked)
        else:
            month, _ = read_version(world, store, *asked, arguments.version)
        outcome = read_outcome(world, store, *asked, month.report.version) if month.closed else None
    report, replaced = month.report, month.report.supersedes
    state = "đã chốt" if month.closed else "đang mở"
    answer(
        arguments,
        report_as_json(report),
        f"{report.agency_name}, kỳ {report.period.short_label}, phiên bản {report.version} ({state})",
        *([f"Thay thế phiên bản {replaced.version}. Lý do: {replaced.reason}"] if replaced else []),
        f"Chỉ tiêu đã nhập: {len(report.indicators)}/{len(month.assignment.indicators)}",
        f"Nhiệm vụ đã cập nhật: {len(report.tasks)}/{len(month.assignment.tasks)}",
        f"Hạn gửi: {month.submission_deadline.label}",
        *(outcome_lines(outcome) if outcome else ()),
    )
    return DONE


def _check(arguments: Namespace, world: World) -> int:
    from sonla_desktop.domain.findings import Severity
    from sonla_desktop.usecases.check_report import check_report
    from sonla_desktop.usecases.compared_versions import replaced_since

    with _opened(world, arguments.store, read_only=True) as store:
        month, findings = check_report(world, store, arguments.period, arguments.form or "")
        stale = replaced_since(store, month.key) if month.closed else None
    lines = [finding_line(item) for item in findings]
    answer(
        arguments,
        {"findings": [finding_json(item) for item in findings]} | replaced_since_json(stale),
        *(lines or ["Không có phát hiện nào."]),
        *replaced_since_lines(stale),
    )
    return FINDINGS if any(item.finding.severity is Severity.ERROR for item in findings) else DONE


def _close(arguments: Namespace, world: World) -> int:
    from sonla_desktop.domain.month_json import report_sha256
    from sonla_desktop.domain.replacement import replacement_as_json
    from sonla_desktop.usecases.close_period import close_period, later_closing

    with _opened(world, arguments.store) as store:
        frozen, _ = close_period(world, store, arguments.period, arguments.form or "")
        later = later_closing(store, frozen)
    report, replacement = frozen.report, frozen.replacement
    told: dict[str, Any] = {
        "version": report.version,
        "report_sha256": report_sha256(report),
        "files": [{"name": file.name, "kind": file.kind, "sha256": file.sha256} for file in frozen.files],
    }
    if replacement is not None:
        told["replacement"] = replacement_as_json(replacement)
    if later is not None:
        told["later_closing"] = later.isoformat()
    answer(
        arguments,
        told,
        f"Đã chốt số liệu kỳ {report.period.short_label}, phiên bản {report.version}.",
        *replacement_lines(replacement),
        *clock_lines(later),
    )
    return DONE


def _withdrawn(arguments: Namespace, version: int) -> int:
    text = f"Đã bỏ việc thay thế; phiên bản {version} đã chốt lại là phiên bản mới nhất."
    answer(arguments, {"version": version}, text)
    return DONE


def _amend(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.amend_period import amend_period, later_periods, withdraw_amendment

    with _opened(world, arguments.store) as store:
        if arguments.withdraw:
            month, _ = withdraw_amendment(world, store, arguments.period, arguments.form or "")
            return _withdrawn(arguments, month.report.version)
        month, _ = amend_period(world, store, arguments.period, arguments.form or "", arguments.reason)
        later = later_periods(store, month)
    report, replaced = month.report, month.report.supersedes
    superseded = {"version": replaced.version, "package_sha256": replaced.package_sha256} if replaced else None
    answer(
        arguments,
        {"version": report.version, "supersedes": superseded} | later_json(later),
        f"Đã mở phiên bản {report.version} của kỳ {report.period.short_label} để thay thế phiên bản đã chốt.",
        *later_lines(later),
        "Việc tiếp theo: sửa số liệu, kiểm tra, chốt lại, rồi xuất báo cáo thay thế.",
    )
    return DONE


def _export(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.export_report import export_report
    from sonla_desktop.usecases.read_month import read_month

    with _opened(world, arguments.store, or_read=True) as store:
        files = export_report(
            world, store, arguments.period, arguments.out, arguments.form or "",
            separate_appendices=arguments.separate_appendices, version=arguments.version,
        )  # fmt: skip
        month = read_month(world, store, arguments.period, arguments.form or "")
    listed = [{"path": str(f.path), "kind": f.kind, "sha256": f.sha256, "bytes": f.size} for f in files]
    lines = [f"- {file.path}" for file in files]
    if store.read_only:
        lines.append("Lần xuất này chưa ghi vào sổ gửi vì sổ báo cáo lúc này chỉ xem được.")
    if not month.closed:
        lines.append(f"Phiên bản {month.report.version} còn đang mở, chưa chốt nên không xuất.")
    answer(arguments, {"files": listed}, "Đã xuất:", *lines)
    return DONE


def _record(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.read_outcome import outcome_as_json, outcome_lines, read_outcome
    from sonla_desktop.usecases.record_outcome import record_outcome

    asked = (arguments.period, arguments.form or "")
    names = ("version", "number", "date", "signed_pdf", "receipt", "reference")
    with _opened(world, arguments.store) as store:
        recorded, _ = record_outcome(world, store, *asked, **{name: getattr(arguments, name) for name in names})
        outcome = read_outcome(world, store, *asked, recorded.version)
    answer(arguments, outcome_as_json(outcome), *outcome_lines(outcome))
    return DONE


def _verify(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.verify_package import verify_packages

    result = verify_packages(world, arguments.packages)
    problems = [{"file": item.file, "kind": item.kind, "message": item.message} for item in result.problems]
    lines = ["Gói nguyên vẹn." if result.whole else "Gói KHÔNG nguyên vẹn:"]
    lines += [f"- {item.file}: {item.message}" for item in result.problems]
    if result.not_rechecked:
        lines.append("Không kiểm tra lại được từ riêng gói này: " + ", ".join(result.not_rechecked) + ".")
    told = {"whole": result.whole, "problems": problems, "not_rechecked": list(result.not_rechecked)}
    answer(arguments, told, *lines)
    return DONE if result.whole else FINDINGS


def _demo(arguments: Namespace, world: World) -> int:
    from sonla_desktop.usecases.sample_month import run_demo

    demo = run_demo(world, arguments.out, form_id=arguments.form or "")
    listed = [{"path": str(f.path), "kind": f.kind, "sha256": f.sha256, "bytes": f.size} for f in demo.files]
    answer(
        arguments,
        {"store": str(demo.store), "period": demo.period, "files": listed},
        f"Đã làm trọn tháng mẫu {demo.period} (dữ liệu MẪU).",
        f"- Sổ báo cáo: {demo.store}",
        *(f"- {file.path}" for file in demo.files),
    )
    return DONE


def _self_test(arguments: Namespace, world: World) -> int:
    import tempfile
    from pathlib import Path

    from sonla_desktop.usecases.self_test import self_test

    with tempfile.TemporaryDirectory() as folder:
        steps = self_test(world, Path(folder))
    failed = [step for step in steps if step.trouble]
    lines = [f"{'HỎNG' if step.trouble else 'Tốt '}  {step.title} {step.trouble}".rstrip() for step in steps]
    listed = [{"title": step.title, "ok": not step.trouble, "trouble": step.trouble} for step in steps]
    answer(arguments, {"ok": not failed, "steps": listed}, *lines)
    return FINDINGS if failed else DONE


COMMANDS: dict[str, Callable[[Namespace, World], int]] = {
    "new": _new,
    "configure": _configure,
    "enter": _enter,
    "blank-form": _blank_form,
    "show": _show,
    "check": _check,
    "close": _close,
    "amend": _amend,
    "export": _export,
    "record": _record,
    "verify": _verify,
    "demo": _demo,
    "self-test": _self_test,
}
