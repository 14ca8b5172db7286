"""Qt is loaded with the first document, not with the program: the command line prints nothing."""

from __future__ import annotations

from tests.helpers.fresh_python import output_of


def test_building_the_world_loads_no_qt() -> None:
    loaded = output_of(
        "import sys\nfrom sonla_desktop.bootstrap import build_world\nworld = build_world()\n"
        "print(type(world.printer).__name__, *[name for name in sys.modules if name.startswith('PySide6')])"
    )
    assert loaded.split() == ["QtDocumentPrinter"]


def test_a_program_without_a_window_can_write_a_pdf_too() -> None:
    written = output_of(
        "import tempfile\nfrom pathlib import Path\nfrom sonla_desktop.bootstrap import build_world\n"
        "from tests.helpers.documents import short_document\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    path = Path(folder) / 'a.pdf'\n"
        "    build_world().printer.write_pdf(short_document(), path)\n"
        "    print(path.read_bytes()[:5].decode())"
    )
    assert "%PDF-" in written
