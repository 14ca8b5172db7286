"""The charts of Tổng quan: drawn beside the window's own thread, again only when figures, size or ground change."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QTabBar, QWidget

from sonla_desktop.domain.form_definition import ChartKind
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.jobs import Lane
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.compose_document.charts import TitledChart
from sonla_desktop.usecases.document_ports import ChartDrawer, ChartLook
from sonla_desktop.usecases.ports import Files
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_charts import month_charts, save_picture

DRAWING, NOT_DRAWN = "Đang vẽ biểu đồ…", "Chưa vẽ được biểu đồ. Đóng cửa sổ này rồi mở lại."
NOTHING = {
    ChartKind.TARGETS: "Chưa có tỷ lệ nào để so với mục tiêu. Nhập tử số và mẫu số của ít nhất một chỉ tiêu.",
    ChartKind.TREND: "Chưa đủ số liệu để vẽ diễn biến: cần số liệu của ít nhất hai kỳ cho một chỉ tiêu.",
}
TABS = ((ChartKind.TARGETS, "So với mục tiêu"), (ChartKind.TREND, "Qua các kỳ"))
_FILTERS = {"png": "Ảnh PNG (*.png)", "svg": "Hình SVG (*.svg)"}
_NAMES = {ChartKind.TARGETS: "bieu-do-muc-tieu", ChartKind.TREND: "bieu-do-qua-cac-ky"}
_MM, _SCREEN_DPI, _STILL_MS = 25.4, 96, 120


class ChartPicture(QLabel):
    """A picture as large as the room there is; ``resized`` tells that another one is wanted."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(QSize(480, 240))
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Asks for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()


class ChartsWindow(QDialog):
    """One chart at a time; it follows the month on the desk while it is open."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._desk, self._gone = desk, False
        self._charts: dict[ChartKind, TitledChart] = {}
        self._pictures: dict[tuple[TitledChart, ChartLook], bytes] = {}
        self._asked: tuple[TitledChart, ChartLook] | None = None
        self.drawn = False
        self.draws = 0
        self.setWindowTitle("Biểu đồ")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Loại biểu đồ")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _, title in TABS:
            self.tabs.addTab(title)
        self.title, self.picture = label(role="title", wrap=True), ChartPicture()
        self.described, self.said = label(role="small", wrap=True), label(role="muted", wrap=True)
        self.copy = button("&Sao chép hình", icon_name="document", name="Sao chép biểu đồ thành hình")
        self.save = button("&Lưu hình…", icon_name="export", name="Lưu biểu đồ thành tệp hình")
        self.close_it = button("Đón&g", role="primary")
        self._still = QTimer(self, singleShot=True, interval=_STILL_MS)
        self._lay_out()
        self._connect()
        room = QGuiApplication.primaryScreen().availableSize().boundedTo(parent.window().size())
        self.resize(min(980, room.width() - 40), min(640, room.height() - 40))
        self.show_month(snapshot)

    @property
    def kind(self) -> ChartKind:
        """The chart that is on screen."""
        return TABS[self.tabs.currentIndex()][0]

    def show_month(self, snapshot: Snapshot) -> None:
        """Takes the figures of this month; equal ones are not drawn again."""
        self._charts = month_charts(snapshot.month, snapshot.report)
        self._period = str(snapshot.month.key.period)
        self._draw()

    def done(self, result: int) -> None:
        """Goes; a picture that is still being drawn finds nobody."""
        self._gone = True
        super().done(result)
        self.deleteLater()

    def _lay_out(self) -> None:
        foot = row(self.copy, self.save, self.said, self.close_it)
        foot.setStretch(2, 1)
        layout = column(row(self.tabs, None), self.title, self.picture, self.described, foot, gap=8, margins=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._draw)
        self.picture.resized.connect(self._still.start)
        self._still.timeout.connect(self._draw)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.close_it.clicked.connect(self.close)
        self._desk.loaded.connect(self.show_month)
        QApplication.styleHints().colorSchemeChanged.connect(self._draw)

    def _look(self) -> ChartLook:
        """As large as the room on screen, in its true pixels."""
        size, ratio = self.picture.size(), self.devicePixelRatioF()
        dark = QColor(colours().base).lightness() < 128
        width, height = (pixels / _SCREEN_DPI * _MM for pixels in (size.width(), size.height()))
        return ChartLook("png", width, height, _SCREEN_DPI * ratio, dark)

    @Slot()
    def _draw(self, *_why: object) -> None:
        if self._gone:
            return
        titled = self._charts.get(self.kind)
        self._tell(titled)
        wanted = None if titled is None else (titled, self._look())
        if wanted is None or wanted == self._asked:
            self._asked = wanted
            return
        self._asked, self.drawn = wanted, False
        if wanted in self._pictures:
            self._show(wanted, self._pictures[wanted])
        elif (drawer := self._drawer()) is not None:
            self.picture.setText(DRAWING)
            self.draws += 1
            work, done = partial(_drawn, drawer, *wanted), partial(self._show, wanted)
            self._desk.runner.run(work, done, on_broken=self._not_drawn, lane=Lane.FREE, quiet=True)

    def _tell(self, titled: TitledChart | None) -> None:
        self.title.setText(titled.title if titled else "")
        self.described.setText(titled.described if titled else "")
        self.picture.setAccessibleName(titled.title if titled else "Biểu đồ")
        self.picture.setAccessibleDescription(titled.described if titled else NOTHING[self.kind])
        for control in (self.copy, self.save):
            control.setEnabled(titled is not None)
        if titled is None:
            self.drawn = True
            self.picture.setText(NOTHING[self.kind])

    def _show(self, wanted: tuple[TitledChart, ChartLook], picture: bytes) -> None:
        if self._gone:
            return
        self._pictures[wanted] = picture
        if wanted == self._asked:
            shown = QPixmap()
            shown.loadFromData(picture)
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            self.picture.setPixmap(shown)
            self.drawn = True

    def _not_drawn(self) -> None:
        if not self._gone:
            self._asked = None
            self.picture.setText(NOT_DRAWN)

    def _drawer(self) -> ChartDrawer | None:
        return self._desk.world.charts if self._desk.world is not None else None

    @Slot()
    def _copy(self) -> None:
        """On white ground and in the resolution of a document, whatever the screen is like."""
        titled, drawer = self._charts.get(self.kind), self._drawer()
        if titled is not None and drawer is not None:
            self._desk.runner.run(
                partial(_drawn, drawer, titled, ChartLook()), self._copied, lane=Lane.FREE, label="Đang vẽ biểu đồ"
            )

    def _copied(self, picture: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(picture))
        if not self._gone:
            self.said.setText("Đã sao chép hình; dán vào văn bản bằng Ctrl+V.")

    @Slot()
    def _save(self) -> None:
        titled, drawer, world = self._charts.get(self.kind), self._drawer(), self._desk.world
        if titled is None or drawer is None or world is None:
            return
        places = QStandardPaths.StandardLocation.PicturesLocation
        folder = Path(QStandardPaths.writableLocation(places) or str(Path.home()))
        name = str(folder / f"{_NAMES[self.kind]}-{self._period}.png")
        chosen, kind = QFileDialog.getSaveFileName(self, "Lưu hình", name, ";;".join(_FILTERS.values()))
        if chosen:
            typed = Path(chosen).suffix.lower().lstrip(".")
            ending = typed if typed in _FILTERS else "svg" if kind == _FILTERS["svg"] else "png"
            target = Path(chosen if chosen.lower().endswith(f".{ending}") else f"{chosen}.{ending}")
            work = partial(_saved, drawer, world.files, titled, ChartLook(ending), target)
            self._desk.runner.run(work, self._tell_saved, lane=Lane.FREE, label="Đang lưu hình")

    def _tell_saved(self, name: str) -> None:
        if not self._gone:
            self.said.setText(f"Đã lưu hình: {name}")


def _drawn(drawer: ChartDrawer, titled: TitledChart, look: ChartLook, progress: Progress) -> bytes:
    """Runs beside the store's lane: what is typed is saved meanwhile."""
    return drawer.picture(titled.chart, look)


def _saved(
    drawer: ChartDrawer, files: Files, titled: TitledChart, look: ChartLook, target: Path, progress: Progress
) -> str:
    save_picture(drawer, files, titled, look, target)
    return target.name
