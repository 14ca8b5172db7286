"""The status bar: whose store, which month, who works, whether everything is saved, and what takes long."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton, QWidget

from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.jobs import Step
from sonla_desktop.ui.save_news import SaveNews, SaveState
from sonla_desktop.ui.shell.state import save_text
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, label, row, set_tone
from sonla_desktop.usecases.undo_edit import REDONE, UNDONE, EditName, EditNames

MESSAGE_MS = 8_000


class StatusLine(QStatusBar):
    """``cancel_requested``: Hủy was pressed. ``retry_requested``: save again what was refused."""

    cancel_requested = Signal()
    retry_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.agency, self.period, self.officer, self.saved = label(), label(), label(), label()
        self.retry = button("Lưu lại", name="Lưu lại phần chưa lưu được")
        self.retry.hide()
        self.doing, self.bar = label(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName("Tiến độ")
        self.cancel = button("Hủy", name="Hủy việc đang làm")
        self.progress = QWidget()
        self.progress.setLayout(row(self.doing, self.bar, self.cancel))
        self.progress.hide()
        for part in (self.agency, self.period, self.officer):
            self.addWidget(part)
        self.undo, self.redo = _step_button("undo"), _step_button("redo")
        self.show_steps(EditNames(), editable=False)
        for part in (self.progress, self.saved, self.retry, self.undo, self.redo):
            self.addPermanentWidget(part)
        self.cancel.clicked.connect(self.cancel_requested)
        self.retry.clicked.connect(self.retry_requested)

    def show_month(self, snapshot: Snapshot) -> None:
        """Says whose month this is."""
        self.agency.setText(snapshot.month.assignment.agency.name)
        version = f", bản {snapshot.month.report.version}" if snapshot.replacement else ""
        self.period.setText(f"Kỳ {snapshot.month.key.period.short_label}{version}")
        self.officer.setText(f"Cán bộ: {snapshot.month.settings.officer or 'chưa ghi tên'}")

    def forget_month(self) -> None:
        """No month is on screen."""
        for part in (self.agency, self.period, self.officer, self.saved):
            part.clear()

    def say(self, text: str) -> None:
        """Says for a few seconds what was done, in place of whose month it is."""
        self.showMessage(text, MESSAGE_MS)

    def show_steps(self, steps: EditNames, editable: bool) -> None:
        """Says what can be undone and redone."""
        for part, word, keys, step in (
            (self.undo, UNDONE, "Ctrl+Z", steps.undo),
            (self.redo, REDONE, "Ctrl+Y", steps.redo),
        ):
            said = step_text(word, step if editable else None)
            part.setEnabled(editable and step is not None)
            part.setAccessibleName(said)
            part.setToolTip(f"{said} ({keys})")

    def show_saving(self, news: SaveNews, reason: str = "") -> None:
        """Says whether everything is saved; ``reason`` tells why not."""
        failed = news.state is SaveState.FAILED
        self.saved.setText(f"{save_text(news)}: {reason}" if reason else save_text(news))
        set_tone(self.saved, "error" if failed else "")
        self.retry.setVisible(failed)

    def show_progress(self, step: Step) -> None:
        """Shows how far the work is."""
        self.doing.setText(f"{step.label}…" if not step.total else f"{step.label} ({step.done}/{step.total})")
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.progress.show()

    def hide_progress(self) -> None:
        """The work ended."""
        self.progress.hide()


def step_text(word: str, step: EditName | None) -> str:
    """"Hoàn tác: sửa tử số chỉ tiêu 8"."""
    return f"{word}: {step.text if step is not None else 'không có việc nào'}"


def _step_button(picture: str) -> QToolButton:
    """A click leaves the cursor where it is, so that what is typed there is taken back first."""
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setIconSize(QSize(16, 16))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
