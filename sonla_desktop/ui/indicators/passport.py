"""Hồ sơ chỉ tiêu on screen: everything known of one indicator on the left, its course over the periods on the right."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTableView, QTextBrowser, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.indicators import passport_state as state
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.widgets.parts import button, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel
from sonla_desktop.ui.widgets.trend import TrendView
from sonla_desktop.usecases.indicator_passport import IndicatorPassport, read_passport
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress

_UNUSED_FOR_COUNTS = (1, 2, 4)


class PassportView(QWidget):
    """Layout: the text can be chosen and copied with the keyboard alone."""

    def __init__(self) -> None:
        super().__init__()
        self.name = label("Đang đọc hồ sơ chỉ tiêu…", role="title", wrap=True)
        self.plan = label(role="small", wrap=True)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Nội dung hồ sơ chỉ tiêu")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.trend = TrendView("Diễn biến của chỉ tiêu")
        self.model = RowsModel(state.COURSE_HEADINGS, self)
        self.course: QTableView = table(
            self.model, "Diễn biến qua các kỳ", {0: 8, 1: 6, 2: 6, 3: 8, 4: 7, 5: 13, 6: 11}, stretch=7
        )
        self.nothing = label("Sổ báo cáo chưa có số liệu của chỉ tiêu này.", role="muted", wrap=True)
        self.nothing.hide()
        self.legend = label("Chấm rỗng: kết quả không được công nhận.", role="small", wrap=True)
        self.copy = button("&Sao chép toàn bộ", icon_name="document")
        self.close_it = button("Đón&g", role="primary")
        self.said = label(role="muted")
        self._arrange()

    def _arrange(self) -> None:
        heading = label("Diễn biến qua các kỳ", role="heading")
        right = QWidget()
        right.setLayout(column(heading, self.nothing, self.trend, self.legend, self.course, gap=6))
        right.layout().setStretch(2, 2)
        right.layout().setStretch(4, 3)
        middle = row(self.text, right, gap=14)
        middle.setStretch(0, 9)
        middle.setStretch(1, 12)
        foot = row(self.copy, self.said, None, self.close_it)
        self.setLayout(column(self.name, self.plan, middle, foot, gap=8, margins=14))
        self.layout().setStretch(2, 1)

    def show_passport(self, passport: IndicatorPassport) -> None:
        """Fills text, trend and table."""
        indicator = passport.indicator
        self.name.setText(f"{indicator.number}. {indicator.name}")
        self.plan.setText(passport.plan_title)
        self.text.setHtml(_html(state.sections(passport)))
        headings = state.COUNT_COURSE_HEADINGS if indicator.is_count else state.COURSE_HEADINGS
        for number, heading in enumerate(headings):
            self.model.rename(number, heading)
        rows = state.course_rows(passport)
        self.model.show(rows)
        self._hide_empty_columns(is_count=indicator.is_count)
        periods, line, hollow = state.trend(passport)
        self.trend.show_trend(periods, line, indicator.target.value, "" if indicator.is_count else "%", hollow)
        has_course = any(value is not None for value in line.values)
        self.trend.setVisible(has_course)
        self.legend.setVisible(bool(hollow))
        self.course.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if rows:
            self.course.selectRow(0)

    def _hide_empty_columns(self, *, is_count: bool) -> None:
        for number in _UNUSED_FOR_COUNTS:
            self.course.setColumnHidden(number, is_count or not any(row.cells[number].text for row in self.model.rows))


class PassportWindow(QDialog):
    """The passport of one indicator as it stands in the period on the desk."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = PassportView()
        self.setLayout(column(self.view))
        self.setWindowTitle("Hồ sơ chỉ tiêu")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._passport: IndicatorPassport | None = None
        self._gone = False
        self.view.copy.setEnabled(False)
        self.view.copy.clicked.connect(self._copy)
        self.view.close_it.clicked.connect(self.close)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self).activated.connect(self.close)
        room = QGuiApplication.primaryScreen().availableSize().boundedTo(parent.window().size())
        self.resize(min(1240, room.width() - 40), min(680, room.height() - 40))

    def show_passport(self, passport: IndicatorPassport) -> None:
        """Takes what was read, unless the window is gone already."""
        if not self._gone:
            self._passport = passport
            self.view.show_passport(passport)
            self.view.copy.setEnabled(True)
            self.view.text.setFocus()

    def done(self, result: int) -> None:
        """Goes; a job that is still under way finds nobody."""
        self._gone = True
        super().done(result)
        self.deleteLater()

    @Slot()
    def _copy(self) -> None:
        if self._passport is not None:
            QGuiApplication.clipboard().setText(state.plain_text(self._passport))
            self.view.said.setText("Đã sao chép hồ sơ chỉ tiêu")


def open_passport(desk: Desk, code: str, parent: QWidget) -> PassportWindow:
    """Shows the passport of this indicator; what is typed is saved first."""
    desk.drafts.flush()
    window = PassportWindow(parent.window())
    window.open()
    if desk.world is not None and desk.store is not None and desk.snapshot is not None:
        work = partial(read_course, desk.world, desk.store, desk.snapshot.month.key, code)
        desk.runner.run(work, window.show_passport, label="Đang đọc hồ sơ chỉ tiêu")
    return window


def read_course(world: World, store: Store, key: ReportKey, code: str, progress: Progress) -> IndicatorPassport:
    """Runs on the store's lane."""
    return read_passport(world, store, key, code)


def _html(sections: tuple[state.Section, ...]) -> str:
    """Headings and two columns: what it is about, what is said."""
    muted = colours().muted
    return "".join(
        f'<p style="margin:10px 0 3px 0; font-weight:600; font-size:11pt">{escape(section.title)}</p>'
        f'<table cellspacing="0" cellpadding="2" width="100%">{"".join(_row(line, muted) for line in section.lines)}'
        "</table>"
        for section in sections
    )


def _row(line: state.Line, muted: str) -> str:
    said = escape(line.text).replace("\n", "<br>")
    why = f'<br><span style="color:{muted}; font-size:9pt">Lý do: {escape(line.why)}</span>' if line.why else ""
    if not line.word:
        return f'<tr><td colspan="2">• {said}{why}</td></tr>'
    return f'<tr><td width="26%" style="color:{muted}">{escape(line.word)}</td><td>{said}{why}</td></tr>'
