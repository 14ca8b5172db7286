"""Whatever is done to a file of a package, the verifier names that file, and how it differs."""

import random
from pathlib import Path

import pytest

from tests.helpers.packages import DIGESTS, NAME, OpenBag, packages, problems, report, written

TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "DOC_TRUOC.txt")
PAYLOAD = (
    "data/bao-cao.json",
    "data/datapackage.json",
    "data/kiem-tra.json",
    "data/khai-bao.json",
    "data/bieu-nhap.xlsx",
    "data/so-lieu/chi-tieu.csv",
    "data/so-lieu/nhiem-vu.csv",
    "data/so-lieu/so-lieu.csv",
    "data/minh-chung/index.csv",
    f"data/minh-chung/{DIGESTS['trích xuất tháng 11.csv'][:8]}-trich-xuat-thang-11.csv",
    f"data/minh-chung/{DIGESTS['Sổ văn bản đi.pdf'][:8]}-so-van-ban-di.pdf",
    f"data/bao-cao/{NAME}.docx",
)
ALL = (*PAYLOAD, *TAGS, "tagmanifest-sha256.txt")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OpenBag:
    bag = OpenBag.of(written(tmp_path_factory.mktemp("goi")))
    assert sorted(bag.files) == sorted(ALL), "a file of the package is not in the table above"
    return bag


def found(bag: OpenBag, folder: Path) -> set[tuple[str, str]]:
    return problems(packages().read(bag.close(folder / "x.zip")))


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_closing_a_bag_again_changes_nothing(whole: OpenBag, tmp_path: Path) -> None:
    assert found(OpenBag(dict(whole.files)), tmp_path) == set()


def test_hiding_a_change_of_nothing_changes_nothing(whole: OpenBag, tmp_path: Path) -> None:
    assert found(OpenBag(dict(whole.files)).resealed(), tmp_path) == set()


@pytest.mark.parametrize("place", [0, 0.5, 1])
@pytest.mark.parametrize("file", [*PAYLOAD, *TAGS])
def test_one_changed_byte_is_found_in_its_file(whole: OpenBag, tmp_path: Path, file: str, place: float) -> None:
    data = whole.files[file]
    bag = OpenBag({**whole.files, file: flipped(data, int(place * (len(data) - 1)))})
    assert found(bag, tmp_path) == {(file, "hash")}


@pytest.mark.parametrize("change", [lambda data: data + b"\n", lambda data: data[:-1], lambda data: b""])
@pytest.mark.parametrize("file", PAYLOAD)
def test_a_changed_size_is_found_in_its_file(whole: OpenBag, tmp_path: Path, file: str, change) -> None:
    bag = OpenBag({**whole.files, file: change(whole.files[file])})
    assert found(bag, tmp_path) == {(file, "size")}


@pytest.mark.parametrize("change", [lambda data: data + b"\n", lambda data: data[:-1], lambda data: b""])
@pytest.mark.parametrize("file", TAGS)
def test_a_changed_size_of_a_top_file_is_found_in_that_file(whole: OpenBag, tmp_path: Path, file: str, change) -> None:
    """Nothing in a bag records how long its top files were, so they differ by hash."""
    bag = OpenBag({**whole.files, file: change(whole.files[file])})
    assert found(bag, tmp_path) == {(file, "hash")}


@pytest.mark.parametrize("file", ALL)
def test_a_removed_file_is_named(whole: OpenBag, tmp_path: Path, file: str) -> None:
    bag = OpenBag({name: data for name, data in whole.files.items() if name != file})
    assert found(bag, tmp_path) == {(file, "missing")}


@pytest.mark.parametrize(
    "file",
    [
        "data/minh-chung/00000000-them.pdf",
        "data/so-lieu/them.csv",
        "data/them.exe",
        "data/thay-the.json",
        "them.txt",
        "manifest-sha512.txt",
        "fetch.txt",
        "data/.DS_Store",
        "Thumbs.db",
        "con/them.zip",
    ],
)
def test_an_added_file_is_named(whole: OpenBag, tmp_path: Path, file: str) -> None:
    expected = "refused" if file == "con/them.zip" else "extra"
    name = f"{NAME}/{file}" if expected == "refused" else file
    assert found(OpenBag({**whole.files, file: b"{}"}), tmp_path) == {(name, expected)}


def test_two_changes_are_both_named(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag({**whole.files, "data/khai-bao.json": b"{}"})
    bag.edit("data/so-lieu/chi-tieu.csv", b"812", b"912")
    del bag.files["data/bieu-nhap.xlsx"]
    assert found(bag, tmp_path) == {
        ("data/khai-bao.json", "size"),
        ("data/so-lieu/chi-tieu.csv", "hash"),
        ("data/bieu-nhap.xlsx", "missing"),
    }


@pytest.mark.parametrize("line", TAGS)
def test_a_changed_line_of_the_tag_manifest_is_found(whole: OpenBag, tmp_path: Path, line: str) -> None:
    """Where the top file proves itself the tag manifest is named, elsewhere the file that its line is about."""
    lines = whole.files["tagmanifest-sha256.txt"].decode().splitlines(keepends=True)
    turned = ["0" * 64 + text[64:] if text.endswith(f" {line}\n") else text for text in lines]
    assert turned != lines
    bag = OpenBag({**whole.files, "tagmanifest-sha256.txt": "".join(turned).encode()})
    proves_itself = line in ("bagit.txt", "manifest-sha256.txt")
    assert found(bag, tmp_path) == {("tagmanifest-sha256.txt" if proves_itself else line, "hash")}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + text.splitlines(keepends=True)[0],
        lambda text: text.partition("\n")[2],
        lambda text: text.replace("  bagit.txt", "  bagit.txu"),
        lambda text: text.replace("  ", " "),
        lambda text: text + "rác\n",
        lambda text: "",
    ],
)
def test_a_tag_manifest_that_is_no_list_of_the_top_files_is_named(whole: OpenBag, tmp_path: Path, change) -> None:
    text = whole.files["tagmanifest-sha256.txt"].decode()
    bag = OpenBag({**whole.files, "tagmanifest-sha256.txt": change(text).encode()})
    assert found(bag, tmp_path) == {("tagmanifest-sha256.txt", "bag")}


def test_a_changed_package_is_not_read_any_further(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag(dict(whole.files)).edit("data/bao-cao.json", b'"numerator":812', b'"numerator":912')
    read = packages().read(bag.close(tmp_path / "x.zip"))
    assert read.report is None


def test_altered_evidence_is_altered_for_the_rules_too(whole: OpenBag, tmp_path: Path) -> None:
    gone, altered = PAYLOAD[-3], PAYLOAD[-2]
    bag = OpenBag({**whole.files, altered: flipped(whole.files[altered], 9)})
    del bag.files[gone]
    read = packages().read(bag.close(tmp_path / "x.zip"))
    assert problems(read) == {(gone, "missing"), (altered, "hash")}
    assert read.report == report()
    states = {sha256: state.value for sha256, state in (read.evidence or {}).items()}
    assert states == {
        DIGESTS["trích xuất tháng 11.csv"]: "absent",
        DIGESTS["Sổ văn bản đi.pdf"]: "altered",
    }


def test_a_byte_lost_on_the_way_is_found_or_harmless(tmp_path: Path) -> None:
    """300 single bytes of the ZIP file itself: whatever passes must hold the same files."""
    path = written(tmp_path)
    data, files = path.read_bytes(), OpenBag.of(path).files
    chance = random.Random(20261111)
    unnoticed = 0
    for place in chance.sample(range(len(data)), 300):
        path.write_bytes(flipped(data, place))
        if not packages().read(path).problems:
            unnoticed += 1
            assert OpenBag.of(path).files == files
    assert unnoticed < 30


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_package_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert problems(packages().read(path)) == {(path.name, "refused")}
