"""Shows what the world refused, and what broke, in Vietnamese: one line from the message catalogue."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import World

BUG_TEXT = (
    "Chương trình gặp lỗi khi làm việc này; số liệu đã lưu vẫn còn nguyên. "
    "Thử lại, hoặc gửi tệp nhật ký cho người hỗ trợ."
)
NO_WORLD_TEXT = "Bản cài đặt thiếu tệp nên chưa mở được. Cài lại chương trình; số liệu vẫn còn nguyên."


def text_of(error: UserError, world: World | None) -> str:
    """The catalogue's line for this refusal; a code without a text is told by its general line."""
    if world is None:
        return NO_WORLD_TEXT
    try:
        return world.catalogue.messages().text(error.code, error.parameters)
    except KeyError:
        return BUG_TEXT


def tell(parent: QWidget, text: str, heading: str = "Chưa làm được") -> None:
    """A line that waits for Đồng ý, without stopping the window's other work."""
    box = QMessageBox(QMessageBox.Icon.Warning, heading, text, QMessageBox.StandardButton.Ok, parent)
    box.setAccessibleName(heading)
    box.open()


def inform(parent: QWidget, text: str, heading: str) -> None:
    """The same for what was done."""
    box = QMessageBox(QMessageBox.Icon.Information, heading, text, QMessageBox.StandardButton.Ok, parent)
    box.setAccessibleName(heading)
    box.open()


def ask(parent: QWidget, text: str, heading: str, *, accept: str, reject: str) -> QMessageBox:
    """A question with two answers, not asked yet; Enter and Esc mean the harmless one."""
    box = QMessageBox(QMessageBox.Icon.Warning, heading, text, QMessageBox.StandardButton.NoButton, parent)
    box.setAccessibleName(heading)
    box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    harmless = box.addButton(reject, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(harmless)
    box.setEscapeButton(harmless)
    return box
