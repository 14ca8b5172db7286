"""The dialog that opens a báo cáo thay thế: what it means, what was built on the old figures, and the reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.versions import later_text
from sonla_desktop.ui.widgets.inputs import ProseInput, commit_composition
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.amend_period import amend_period
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month

WIDTH = 600
WHEN_TO_REPLACE = (
    "Theo Nghị định 30/2020/NĐ-CP, đính chính chỉ dành cho sai sót về thể thức, kỹ thuật trình bày, thủ tục ban hành. "
    "Số liệu hoặc nội dung sai thì thay thế."
)


class ReplacementDialog(QDialog):
    """Closes itself once the next version is open; what is refused stays to be corrected."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._month = desk, snapshot.month
        old, period = snapshot.month.report.version, snapshot.month.key.period.label
        self.setWindowTitle("Lập báo cáo thay thế")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.heading = label(f"Báo cáo thay thế bản {old}, {period}", role="heading", wrap=True)
        self.meaning = label(
            f"Bản {old} đã chốt giữ nguyên, vẫn xem và xuất lại được. Bản {old + 1} mở ra từ bản {old} để sửa; "
            "khi chốt, văn bản và gói gửi ghi lý do và bảng các chỗ đã sửa.",
            wrap=True,
        )
        built = later_text(snapshot.later)
        self.later = label(tone="warning", wrap=True)
        self.later.setText(f"Đã lập trên số liệu này, xem có phải thay thế tiếp không: {built}.")
        self.later.setVisible(bool(built))
        self.reason = ProseInput("Lý do thay thế báo cáo", "Số liệu nào sai, vì sao, phát hiện thế nào", lines=3)
        self.caption = label("&Lý do thay thế", role="strong")
        self.caption.setBuddy(self.reason)
        self.wrong = label(tone="error", wrap=True)
        self.wrong.hide()
        self.open_it = button(f"&Mở bản {old + 1} để sửa", role="primary")
        self.cancel = button("&Hủy")
        self._lay_out()
        self.open_it.clicked.connect(self._open)
        self.cancel.clicked.connect(self.reject)
        self.reason.setFocus()

    def _lay_out(self) -> None:
        told = (self.heading, self.meaning, label(WHEN_TO_REPLACE, role="muted", wrap=True), self.later)
        typed = (self.caption, self.reason, self.wrong)
        self.setLayout(column(*told, *typed, row(None, self.cancel, self.open_it), gap=10, margins=14))

    def _open(self) -> None:
        commit_composition()
        if self._desk.world is None or self._desk.store is None:
            return
        self.open_it.setEnabled(False)
        work = partial(_opened, self._desk.world, self._desk.store, self._month, self.reason.value())
        self._desk.runner.run(work, self._done, self._refused, on_broken=self._again, label="Đang mở báo cáo thay thế")

    def _done(self, _opened: tuple[Month, Changes]) -> None:
        self.accept()

    def _refused(self, error: UserError) -> None:
        self._again()
        self.wrong.setText(text_of(error, self._desk.world))
        self.wrong.show()
        self.reason.setFocus()

    def _again(self) -> None:
        self.open_it.setEnabled(True)


def _opened(world: World, store: Store, month: Month, reason: str, progress: Progress) -> tuple[Month, Changes]:
    """Runs on the store's lane."""
    return amend_period(world, store, str(month.key.period), month.key.form, reason)
