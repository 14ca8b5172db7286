"""The one place that says how the window looks: colours, type scale and stylesheet, light or dark as the system."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

FONT_FAMILIES = ["Segoe UI", "Noto Sans", "Arimo", "Liberation Sans", "DejaVu Sans"]
BODY_POINTS = 10


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window; the soft ones are backgrounds of the strong ones."""

    window: str
    base: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    notice: str
    notice_soft: str
    good: str
    good_soft: str
    unsaved: str


LIGHT = Colours(
    window="#f4f6f8", base="#ffffff", text="#1b2430", muted="#5a6675", line="#d5dbe2",
    accent="#0f5c8c", on_accent="#ffffff", accent_soft="#e1edf5", hover="#eaeef2",
    error="#b3261e", error_soft="#fdeceb", warning="#875100", warning_soft="#fff3dc",
    notice="#3b5b7a", notice_soft="#e9eff5", good="#1d6b3d", good_soft="#e5f3ea", unsaved="#fff6cf",
)  # fmt: skip
DARK = Colours(
    window="#1d2126", base="#262b31", text="#e7eaee", muted="#a4aeb9", line="#3d444d",
    accent="#6db4e0", on_accent="#10202b", accent_soft="#21384a", hover="#303740",
    error="#ff8f86", error_soft="#452725", warning="#f0bd62", warning_soft="#3f331c",
    notice="#9dbbd8", notice_soft="#28333f", good="#7ccb98", good_soft="#20372a", unsaved="#3d371d",
)  # fmt: skip

_forced: Colours | None = None
"""Colours that stand above the system's scheme: its high contrast as it was at the start of the program."""

_SHEET = Template("""
QWidget { font-size: 10pt; }
QToolTip { color: $text; background: $base; border: 1px solid $line; padding: 3px; }
QLabel[role="title"] { font-size: 12pt; font-weight: 600; }
QLabel[role="heading"] { font-size: 11pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 9pt; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="notice"] { color: $notice; }
QLabel[tone="good"] { color: $good; }
QLabel[role="badge"] { border-radius: 3px; padding: 1px 7px; font-weight: 600; background: $notice_soft;
  color: $notice; }
QLabel[role="badge"][tone="error"] { background: $error_soft; color: $error; }
QLabel[role="badge"][tone="warning"] { background: $warning_soft; color: $warning; }
QLabel[role="badge"][tone="good"] { background: $good_soft; color: $good; }
QFrame[role="card"] { background: $base; border: 1px solid $line; border-radius: 4px; }
QFrame[role="banner"] { background: $notice_soft; border: none; border-radius: 4px; }
QFrame[role="banner"][tone="error"] { background: $error_soft; }
QFrame[role="banner"][tone="warning"] { background: $warning_soft; }
QFrame[role="banner"][tone="good"] { background: $good_soft; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QWidget#titleLine { background: $base; border-bottom: 1px solid $line; }
QWidget#navigation { background: $base; border-right: 1px solid $line; }
QWidget#navigation QToolButton { border: 2px solid transparent; border-left: 3px solid transparent; border-radius: 0;
  padding: 7px 6px; text-align: left; background: transparent; }
QWidget#navigation QToolButton:hover { background: $hover; }
QWidget#navigation QToolButton:checked { background: $accent_soft; color: $accent; border-left-color: $accent;
  font-weight: 600; }
QWidget#navigation QToolButton:focus { border-color: $accent; }
QPushButton { padding: 4px 12px; border: 1px solid $line; border-radius: 4px; background: $base; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[role="link"] { border: 1px solid transparent; background: transparent; color: $accent; padding: 2px 4px;
  text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="step"] { border: none; border-bottom: 3px solid $line; border-radius: 0; background: transparent;
  padding: 5px 4px; color: $muted; }
QPushButton[role="step"]:hover { background: $hover; }
QPushButton[role="step"]:checked { border-bottom-color: $accent; color: $accent; font-weight: 600; }
QPushButton[role="step"]:focus { background: $accent_soft; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: none; border-bottom: 3px solid $line; color: $muted;
  padding: 5px 12px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { border-bottom-color: $accent; color: $accent; }
QTabBar::tab:selected:focus { background: $accent_soft; }
QLineEdit, QPlainTextEdit, QComboBox { background: $base; border: 1px solid $line; border-radius: 3px; padding: 3px 5px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 2px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $muted; }
QLineEdit[unsaved="true"], QPlainTextEdit[unsaved="true"], QComboBox[unsaved="true"] { background: $unsaved;
  border-color: $warning; }
QLineEdit[wrong="true"] { border-color: $error; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($down); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $line; selection-background-color: $accent_soft;
  selection-color: $text; }
QTableView, QTreeView, QListView { background: $base; alternate-background-color: $window; border: 1px solid $line;
  border-radius: 4px; gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item:focus { border: none; }
QTableView { outline: none; }
QTableView QLineEdit, QTableView QPlainTextEdit, QTableView QComboBox { border: 2px solid $accent; border-radius: 0;
  padding: 0 2px; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QTreeView::item, QListView::item { padding: 3px 5px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $accent_soft;
  color: $text; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $line;
  border-right: 1px solid $line; padding: 4px 8px; font-size: 9pt; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QStatusBar { background: $base; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: 9pt; padding: 0 6px; }
QStatusBar QLabel[tone="error"] { color: $error; font-weight: 600; }
QProgressBar { border: 1px solid $line; border-radius: 3px; background: $base; max-height: 10px; }
QProgressBar::chunk { background: $accent; }
QSplitter::handle { background: transparent; }
QRadioButton, QCheckBox { spacing: 6px; }
QRadioButton:focus, QCheckBox:focus { color: $accent; }
""")

_CONTRAST_SHEET = Template("""
QLabel[role="badge"], QFrame[role="banner"] { border: 1px solid $text; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected, QTabBar::tab:selected,
QWidget#navigation QToolButton:checked, QPushButton[role="step"]:checked { background: $accent; color: $on_accent; }
QTableView, QTreeView, QListView, QComboBox QAbstractItemView { selection-background-color: $accent;
  selection-color: $on_accent; }
QPushButton[role="link"], QPushButton[role="step"] { color: $text; }
QPushButton[role="link"] { text-decoration: underline; }
QPushButton[role="step"]:focus, QTabBar::tab:selected:focus { border: 2px solid $text; }
""")
"""Where the officer asked the system for high contrast: borders and full colours in place of soft backgrounds."""


def contrast_colours(system: QPalette) -> Colours:
    """High contrast: only colours that the officer chose in the system, so what soft colours say is said by borders."""
    role = QPalette.ColorRole
    window, text = system.color(role.Window).name(), system.color(role.WindowText).name()
    base, strong = system.color(role.Base).name(), system.color(role.Text).name()
    return Colours(
        window=window, base=base, text=strong, muted=text, line=text,
        accent=system.color(role.Highlight).name(), on_accent=system.color(role.HighlightedText).name(),
        accent_soft=base, hover=window, error=strong, error_soft=base, warning=strong, warning_soft=base,
        notice=strong, notice_soft=base, good=strong, good_soft=base, unsaved=base,
    )  # fmt: skip


def _wants_contrast(application: QApplication) -> bool:
    hints = application.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt tells it since 6.10
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def colours() -> Colours:
    """The colours in force: the system's high contrast where it is on, else its light or dark scheme."""
    if _forced is not None:
        return _forced
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def dress(application: QApplication) -> None:
    """Gives the application its look and keeps it following the system."""
    system = application.palette()  # the officer's own colours, before ours are laid over them
    application.setStyle(QStyleFactory.create("Fusion"))
    font = QFont()
    font.setFamilies(FONT_FAMILIES)
    font.setPointSize(BODY_POINTS)
    application.setFont(font)
    force(application, contrast_colours(system) if _wants_contrast(application) else None)
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: _apply(application))


def force(application: QApplication, chosen: Colours | None) -> None:
    """Dresses the application in these colours whatever the system's scheme; None: in that of the system."""
    global _forced
    _forced = chosen
    _apply(application)


def _apply(application: QApplication) -> None:
    chosen = colours()
    application.setPalette(_palette(chosen))
    words = {name: getattr(chosen, name) for name in Colours.__slots__}
    sheet = _SHEET.template + ("" if chosen in (LIGHT, DARK) else _CONTRAST_SHEET.template)
    application.setStyleSheet(Template(sheet).substitute(words, down="icons:down.svg"))


def _palette(chosen: Colours) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for place, colour in (
        (role.Window, chosen.window),
        (role.WindowText, chosen.text),
        (role.Base, chosen.base),
        (role.AlternateBase, chosen.window),
        (role.Text, chosen.text),
        (role.Button, chosen.base),
        (role.ButtonText, chosen.text),
        (role.Highlight, chosen.accent),
        (role.HighlightedText, chosen.on_accent),
        (role.Link, chosen.accent),
        (role.PlaceholderText, chosen.muted),
        (role.ToolTipBase, chosen.base),
        (role.ToolTipText, chosen.text),
        (role.Mid, chosen.line),
    ):
        palette.setColor(place, QColor(colour))
    for place in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(chosen.muted))
    return palette
