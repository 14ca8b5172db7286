"""Vietnamese for the texts that Qt brings along (buttons, context menus, file dialog): Qt ships no such catalogue."""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

VIETNAMESE = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)


class StockTexts(QTranslator):
    """Answers for every Qt context named in ``qt-vi.toml``; says nothing of other texts."""

    def __init__(self, source: Path, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._texts: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The Vietnamese text, or None (a null string to Qt: it then keeps its own)."""
        return self._texts.get(context, {}).get(sourceText)

    def isEmpty(self) -> bool:
        """False, or Qt would not install it: the texts live here and not in Qt's own table."""
        return False


def speak_vietnamese(application: QCoreApplication, translations: Path) -> StockTexts:
    """Installs the texts; the caller keeps the result, since Qt takes no ownership of it."""
    QLocale.setDefault(VIETNAMESE)
    texts = StockTexts(translations / "qt-vi.toml", application)
    QCoreApplication.installTranslator(texts)
    return texts
