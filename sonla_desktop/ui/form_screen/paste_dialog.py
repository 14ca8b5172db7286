"""The preview of a pasted range: what each cell holds, what it would hold, and what has to be decided before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from sonla_desktop.ui.form_screen import paste
from sonla_desktop.ui.form_screen.cell_foot import CellFoot
from sonla_desktop.ui.form_screen.paste import PasteLine, PastePlan
from sonla_desktop.ui.form_screen.state import CellReading
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.parts import button, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel

HEADINGS = ("Ô", "Đang có", "Sẽ ghi", "Cách đọc")
WIDTHS = {0: 42, 1: 20, 2: 20}
"""One line a cell: a range may have thousands, and the foot says all of the one that is chosen."""
WIDEST, HIGHEST = 1060, 600
_LEAVE, _TAKE = "Bỏ ô &này", "Lấy lại ô &này"


class PasteDialog(QDialog):
    """``agreed`` carries the plan with all decisions. Nothing is changed before, nor after anything else.

    ``plan_of`` works the plan out with the grid's headings taking a line each, or not; ``headings`` says how it is
    begun, None that there are none in the range.
    """

    agreed = Signal(object)

    def __init__(self, plan_of: Callable[[bool], PastePlan], headings: bool | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dán vào bảng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plan_of = plan_of
        self.plan = plan_of(bool(headings))
        self.model = RowsModel(HEADINGS, self)
        self.list = table(self.model, "Các ô sẽ đổi khi dán", WIDTHS, stretch=3)
        self.counted = label(role="heading", wrap=True)
        self.told = label(tone="warning", wrap=True)
        self.headings = QCheckBox("Vùng dán có cả các &tiêu đề nhóm của bảng")
        self.beyond = QCheckBox("Bỏ phần t&hừa, chỉ dán phần có chỗ")
        self.all_alike = QCheckBox("Chọn như thế cho mọi ô &viết cùng kiểu")
        self.foot = CellFoot()
        self.leave = button(_LEAVE)
        self.leave_wrong = button("Bỏ các ô &sai")
        self.cancel, self.agree = button("&Không dán"), button("&Dán", role="primary")
        self._lay_out(headings)
        self._connect()
        self._show()
        self._go_on(-1)
        self.list.setFocus()

    def _lay_out(self, headings: bool | None) -> None:
        self.headings.setVisible(headings is not None)
        self.headings.setChecked(bool(headings))
        self.beyond.setVisible(self.plan.beyond != (0, 0))
        decide = row(self.all_alike, None, self.leave, self.leave_wrong, gap=8)
        buttons = row(None, self.cancel, self.agree, gap=8)
        parts = (self.counted, self.told, self.headings, self.beyond, self.list, self.foot, decide, buttons)
        layout = column(*parts, gap=8, margins=14)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self.agree.setDefault(True)
        room = self.parentWidget().window().size()
        self.resize(min(WIDEST, room.width() - 60), min(HIGHEST, room.height() - 60))

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(self._show_line)
        self.foot.chosen.connect(self._choose)
        self.leave.clicked.connect(self._leave_line)
        self.leave_wrong.clicked.connect(self._leave_wrong)
        self.headings.toggled.connect(self._plan_anew)
        self.beyond.toggled.connect(self._agree_beyond)
        self.agree.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)

    def _show(self) -> None:
        plan = self.plan
        self.model.show([_row(number, line) for number, line in enumerate(plan.lines)])
        self.counted.setText(paste.summary(plan))
        told = paste.remarks(plan)
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        self.beyond.setVisible(plan.beyond != (0, 0))
        self.leave_wrong.setVisible(bool(paste.wrong_lines(plan)))
        self.agree.setEnabled(plan.is_ready)
        self.agree.setText(f"&Dán {len(plan.taken)} ô")
        self._show_line(self.list.currentIndex())

    def _show_line(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self._line(index)
        self.leave.setEnabled(line is not None)
        self.leave.setText(_TAKE if line is not None and line.is_left_out else _LEAVE)
        self.all_alike.setVisible(line is not None and len(paste.alike(self.plan, index.row())) > 1)
        if line is None:
            self.foot.show_reading("", CellReading())
        else:
            self.foot.show_reading(line.field.name, line.reading, line.field.hint)

    def _line(self, index: QModelIndex) -> PasteLine | None:
        return self.plan.lines[index.row()] if index.isValid() and index.row() < len(self.plan.lines) else None

    def _choose(self, text: str) -> None:
        number = self.list.currentIndex().row()
        place = self.plan.lines[number].reading.choices.index(text)
        others = paste.alike(self.plan, number) if self.all_alike.isChecked() else {}
        plan = paste.decided(self.plan, [number], text)
        for other, choices in others.items():
            plan = paste.decided(plan, [other], choices[place])
        self._take(plan, number)

    def _leave_line(self) -> None:
        number = self.list.currentIndex().row()
        is_out = not self.plan.lines[number].is_left_out
        self._take(paste.left_out(self.plan, [number], is_out=is_out), number if is_out else number - 1)

    def _leave_wrong(self) -> None:
        self._take(paste.left_out(self.plan, paste.wrong_lines(self.plan)), -1)

    def _take(self, plan: PastePlan, after: int) -> None:
        self.plan = plan
        self._show()
        self._go_on(after)
        self.list.setFocus()

    def _go_on(self, after: int) -> None:
        """Puts the cursor on the next line that waits for a decision."""
        count = len(self.plan.lines)
        order = [*range(after + 1, count), *range(min(after + 1, count))]
        place = next((number for number in order if self.plan.lines[number].is_open), max(after, 0))
        if count:
            self.list.setCurrentIndex(self.model.index(place, 0))

    def _plan_anew(self, with_headings: bool) -> None:
        self.plan = self._plan_of(with_headings)
        self.beyond.setChecked(False)
        self._show()
        self._go_on(-1)

    def _agree_beyond(self, is_agreed: bool) -> None:
        self.plan = paste.agreed_beyond(self.plan, is_agreed=is_agreed)
        self._show()

    def _agree(self) -> None:
        if self.plan.is_ready:
            self.agreed.emit(self.plan)
            self.accept()


def _row(number: int, line: PasteLine) -> RowView:
    tone = line.reading.doubt if line.is_open else ""
    if line.is_left_out:
        new, said, icon = CellView(line.text, tone="muted"), "Bỏ qua, giữ trị đang có", ""
    else:
        new, said = CellView(line.new, tone=tone, strong=not tone, tip=line.new), line.reading.said or "✓"
        icon = tone
    return RowView(
        number,
        (
            CellView(line.field.name, tip=line.field.name),
            CellView(line.old or paste.EMPTY, tone="" if line.old else "muted", tip=line.old),
            new,
            CellView(said, tone=tone or "muted", icon=icon, tip=said),
        ),
    )
