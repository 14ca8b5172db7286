"""A package with 30 MB of evidence, against copying those files and hashing them with SHA-256."""

import hashlib
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sonla_desktop.usecases.package_ports import PackageContents, PackedEvidence
from tests.helpers.packages import contents, packages
from tests.helpers.ratio import Ratio

PDF_FILES, PDF_BYTES = 15, 2_000_000
CSV_FILES, CSV_ROWS = 9, 1_000
ROUNDS = 7


def measure() -> Iterator[Ratio]:
    """Writing at most twice the floor; reading has no aim of its own in the design and is held to three times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        of = month(folder / "nguon")
        files = [item.source for item in of.evidence]
        floor = best(lambda: copied_and_hashed(files, folder))
        written = best(lambda: packages().write(of, folder / "goi.zip"))
        read = best(lambda: packages().read(folder / "goi.zip"))
        megabytes = round(sum(file.stat().st_size for file in files) / 1e6)
    work = f"gói có {megabytes} MB minh chứng"
    yield Ratio(f"lập {work}", "SHA-256 và chép minh chứng", written / floor, 2.0)
    yield Ratio(f"kiểm {work}", "SHA-256 và chép minh chứng", read / floor, 3.0)


def month(folder: Path) -> PackageContents:
    """Scans, which do not shrink, and an extract of a commune's size for each indicator, which does."""
    of = contents(folder)
    chance = random.Random(2026)
    evidence = [scan(folder, number, chance) for number in range(PDF_FILES)]
    evidence += [extract(folder, number, chance) for number in range(CSV_FILES)]
    return replace(of, evidence=(*of.evidence, *evidence))


def scan(folder: Path, number: int, chance: random.Random) -> PackedEvidence:
    return packed(folder / f"văn bản {number}.pdf", b"%PDF-1.7\n" + chance.randbytes(PDF_BYTES))


def extract(folder: Path, number: int, chance: random.Random) -> PackedEvidence:
    rows = "".join(
        f"{row},{chance.randrange(10**6)}/UBND-VP,2026-11-{1 + row % 28:02d},Đã ký số\r\n" for row in range(CSV_ROWS)
    )
    return packed(folder / f"trích xuất {number}.csv", rows.encode())


def packed(path: Path, data: bytes) -> PackedEvidence:
    path.write_bytes(data)
    return PackedEvidence(path, path.name, hashlib.sha256(data).hexdigest())


def copied_and_hashed(files: list[Path], folder: Path) -> None:
    target = folder / "sao"
    target.mkdir(exist_ok=True)
    for file in files:
        with file.open("rb") as stream:
            hashlib.file_digest(stream, "sha256")
        shutil.copyfile(file, target / file.name)


def best(act: Callable[[], object]) -> float:
    """The shortest of several times: everything longer is the machine's other work."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return min(times)
