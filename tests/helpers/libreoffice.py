"""LibreOffice as an independent judge: turns a written document into the pages that a reader would see."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_SECONDS = 300

# Liberation Serif, which LibreOffice takes for Times New Roman, has no letters such as "ộ": those would come from
# another font and break words in two. Without it the next one, which has them all, takes its place.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont>
    <pattern><patelt name="family"><string>Liberation Serif</string></patelt></pattern>
  </rejectfont></selectfont>
</fontconfig>
"""


class LibreOffice:
    """LibreOffice with a profile of its own, so that parallel test runs do not wait for each other."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        assert program, "LibreOffice is not installed: run `make test`, which installs it"
        self._command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        fonts = profile.with_name(f"{profile.name}-fonts.conf")
        fonts.write_text(_FONTS, encoding="utf-8")
        self._environment = os.environ | {"FONTCONFIG_FILE": str(fonts)}

    def to_pdf(self, path: Path, out_dir: Path) -> Path:
        """The PDF of one document, in ``out_dir``, which is created."""
        return self.to_pdfs([path], out_dir)[0]

    def to_pdfs(self, paths: list[Path], out_dir: Path) -> list[Path]:
        """The PDFs of several documents with different names, from one start of LibreOffice."""
        return self._converted(paths, out_dir, "pdf")

    def to_xlsx(self, path: Path, out_dir: Path) -> Path:
        """The workbook as it is after it was opened and saved again, in ``out_dir``, which is created."""
        return self._converted([path], out_dir, "xlsx")[0]

    def _converted(self, paths: list[Path], out_dir: Path, ending: str) -> list[Path]:
        out_dir.mkdir(parents=True, exist_ok=True)
        command = [*self._command, "--convert-to", ending, "--outdir", str(out_dir), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, env=self._environment)
        made = [out_dir / f"{path.stem}.{ending}" for path in paths]
        missing = [file.name for file in made if not file.is_file()]
        assert not missing, f"LibreOffice made no {missing}: {done.stdout}{done.stderr}"
        return made


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOffice]:
    """One LibreOffice for the session. Import this fixture into the conftest that needs it."""
    profile = tmp_path_factory.mktemp("libreoffice")
    yield LibreOffice(profile)
    shutil.rmtree(profile, ignore_errors=True)


def pdf_text(pdf: Path, page: int | None = None) -> str:
    """The text of a PDF, or of one of its pages (from 1), as it is laid out."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(
        ["pdftotext", "-layout", *pages, str(pdf), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout
