"""The command line's words, in Vietnamese: commands, options, help, and what is said when they are used wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

PROGRAM = "sonla-desktop"
TRANSLATIONS = (
    (r"the following arguments are required: (.+)", r"Lệnh còn thiếu: {0}."),
    (r"one of the arguments (.+) is required", r"Lệnh còn thiếu một trong các tham số: {0}."),
    (r"unrecognized arguments: (.+)", r"Không hiểu tham số: {0}."),
    (r"argument (.+): expected one argument", r"Tham số {0} cần một giá trị đi kèm."),
    (r"argument (.+): expected at least one argument", r"Tham số {0} cần ít nhất một giá trị."),
    (r"argument (.+): not allowed with argument (.+)", r"Tham số {0} không dùng cùng {1}."),
    (r"argument .*: invalid choice: '?(.+?)'? \(choose from (.+)\)", r"Không có lệnh {0}. Các lệnh: {1}."),
    (r"argument (.+): invalid .* value: '?(.+?)'?", r"Giá trị {1} của tham số {0} không dùng được."),
    (r"argument (.+): ignored explicit argument (.+)", r"Tham số {0} không nhận giá trị {1}."),
    (r"ambiguous option: (.+) could match (.+)", r"Tham số {0} chưa rõ, có thể là {1}."),
)


class UsageError(Exception):
    """The words of a command are wrong; the text is one Vietnamese line."""


class VietnameseFormatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Vietnamese usage line."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Puts the Vietnamese word before the usage."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class VietnameseParser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese and raises instead of printing usage and leaving."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            add_help=False, allow_abbrev=False, formatter_class=VietnameseFormatter, **options  # type: ignore[arg-type]
        )
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        """Raises the translated message."""
        raise UsageError(f"{_translated(message)} Xem hướng dẫn: {self.prog} --help")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ``command`` is None when the window is wanted. Raises UsageError."""
    if not argv:
        return argparse.Namespace(**WINDOW)  # the usual start: building the parser would only delay the first paint
    return _parser().parse_args(argv)


def _translated(message: str) -> str:
    for pattern, wanted in TRANSLATIONS:
        found = re.fullmatch(pattern, message)
        if found:
            return wanted.format(*found.groups())
    return f"Lệnh chưa đúng ({message})."


def _parser() -> VietnameseParser:
    parser = VietnameseParser(
        prog=PROGRAM,
        description="Lập báo cáo tháng của một cơ quan: không kèm lệnh thì mở cửa sổ chương trình.",
        epilog="Mã thoát: 0 xong; 1 còn lỗi Sai hoặc gói không nguyên vẹn; 2 dùng sai; 3 máy từ chối.",
    )
    parser.add_argument("--version", action="version", version=_version(), help="hiện phiên bản rồi thoát")
    parser.add_argument("--store", type=Path, metavar="THƯ_MỤC", help="sổ báo cáo mở trong cửa sổ")
    _add_today(parser)
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh")
    _add_store_commands(commands)
    _add_period_commands(commands)
    _add_free_commands(commands)
    return parser


def _version() -> str:
    from sonla_desktop import __version__

    return f"Sơn La Desktop {__version__}"


WINDOW = {"command": None, "store": None, "today": ""}
"""What the parser makes of no arguments."""
Commands = "argparse._SubParsersAction[VietnameseParser]"


def _command(commands: Commands, name: str, summary: str) -> VietnameseParser:
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.add_argument("--json", action="store_true", help="in kết quả dạng JSON cho chương trình khác đọc")
    _add_today(command, default=argparse.SUPPRESS)
    return command


def _add_today(parser: VietnameseParser, default: str = "") -> None:
    parser.add_argument(
        "--today",
        default=default,
        metavar="NGÀY",
        help="coi hôm nay là ngày này, ví dụ 2026-11-12 hoặc 2026-11-12T16:59",
    )


def _add_store(command: VietnameseParser, *, period: bool) -> None:
    # SUPPRESS keeps a value given before the command's name.
    command.add_argument("--store", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục sổ báo cáo")
    if period:
        command.add_argument("--period", required=True, metavar="KỲ", help="kỳ báo cáo, ví dụ 2026-11")
        command.add_argument("--form", metavar="BIỂU", help="mã biểu báo cáo, mặc định kh-2026")


def _add_store_commands(commands: Commands) -> None:
    new = _command(commands, "new", "tạo sổ báo cáo cho một cơ quan")
    _add_store(new, period=False)
    new.add_argument("--agency", required=True, metavar="MÃ", help="mã cơ quan, ví dụ 04123 hoặc so-khcn")
    configure = _command(commands, "configure", "ghi thiết lập của cơ quan từ tệp settings.json")
    _add_store(configure, period=False)
    configure.add_argument("--from", dest="source", type=Path, required=True, metavar="TỆP", help="tệp thiết lập")


def _add_period_commands(commands: Commands) -> None:
    blank = _command(commands, "blank-form", "lập biểu Excel trống của kỳ để nhập ở máy khác")
    _add_store(blank, period=True)
    blank.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp biểu sẽ ghi, đuôi .xlsx")
    enter = _command(commands, "enter", "ghi tệp số liệu tháng hoặc biểu Excel đã điền; sai một chỗ thì không ghi gì")
    _add_store(enter, period=True)
    enter.add_argument("--from", dest="source", type=Path, required=True, metavar="TỆP", help="tệp số liệu, biểu Excel")
    enter.add_argument("--evidence", type=Path, metavar="THƯ_MỤC", help="thư mục chứa các tệp minh chứng được nêu")
    show = _command(commands, "show", "hiện số liệu của kỳ như sổ báo cáo đang giữ")
    _add_store(show, period=True)
    _add_version(show, "phiên bản đã chốt cần xem; để trống: phiên bản mới nhất")
    _add_store(_command(commands, "check", "kiểm tra số liệu của kỳ, nêu mọi phát hiện"), period=True)
    _add_store(_command(commands, "close", "chốt số liệu của kỳ thành một phiên bản"), period=True)
    amend = _command(commands, "amend", "mở báo cáo thay thế: phiên bản mới chép từ phiên bản đã chốt")
    _add_store(amend, period=True)
    wanted = amend.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--reason", metavar="LÝ_DO", help="số liệu nào sai, vì sao; in trong báo cáo")
    wanted.add_argument("--withdraw", action="store_true", help="bỏ việc thay thế vừa mở nhầm, khi chưa sửa gì")
    export = _command(commands, "export", "chép gói gửi và văn bản của kỳ đã chốt ra thư mục")
    _add_store(export, period=True)
    export.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục nhận tệp")
    _add_version(export, "phiên bản cần chép; để trống: phiên bản mới nhất đã chốt")
    export.add_argument("--separate-appendices", action="store_true", help="mỗi phụ lục của văn bản một tệp riêng")


    _add_record_command(commands)


def _add_record_command(commands: Commands) -> None:
    record = _command(commands, "record", "ghi kết quả gửi: số và ngày văn bản, bản ký, phiếu tiếp nhận")
    _add_store(record, period=True)
    _add_version(record, "phiên bản đã gửi; để trống: phiên bản mới nhất đã chốt")
    record.add_argument("--number", default="", metavar="SỐ", help="số văn bản, ví dụ 45 hoặc 45/BC-UBND")
    record.add_argument("--date", type=date.fromisoformat, metavar="NGÀY", help="ngày văn bản, ví dụ 2026-11-12")
    record.add_argument("--signed-pdf", type=Path, metavar="TỆP", help="bản ký dạng PDF")
    record.add_argument("--receipt", type=Path, metavar="TỆP", help="phiếu tiếp nhận, tệp phieu-tiep-nhan.json")
    record.add_argument("--reference", default="", metavar="SỐ", help="số tiếp nhận tự ghi khi chưa có phiếu")


def _add_version(command: VietnameseParser, text: str) -> None:
    command.add_argument("--version", type=int, metavar="SỐ", help=text)


def _add_free_commands(commands: Commands) -> None:
    verify = _command(commands, "verify", "kiểm tra gói gửi còn nguyên vẹn và nhất quán")
    verify.add_argument("packages", nargs="+", type=Path, metavar="GÓI", help="tệp gói .zip")
    demo = _command(commands, "demo", "làm trọn một tháng mẫu: sổ báo cáo, gói gửi, văn bản")
    demo.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục nhận kết quả")
    demo.add_argument("--form", metavar="BIỂU", help="mã biểu; để trống: biểu của tháng mẫu chung")
    _command(commands, "self-test", "thử mọi biểu và mọi loại tệp xuất trong thư mục tạm")
