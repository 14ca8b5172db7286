"""ZIP files that no honest program makes, by what is wrong with them."""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping

TOP = "goi"
Make = Callable[[], bytes]


def entry(name: str, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """An entry of this name exactly as given, with a Unix mode where one is given."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.compress_type = method
    info.external_attr = mode << 16
    return info


def zip_of(*entries: tuple[str | zipfile.ZipInfo, bytes], good: bool = True) -> bytes:
    """A ZIP with these entries after a harmless one."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if good:
            archive.writestr(f"{TOP}/bagit.txt", b"x")
        for name, content in entries:
            archive.writestr(entry(name) if isinstance(name, str) else name, content)
    return data.getvalue()


def named(name: str) -> Make:
    return lambda: zip_of((name, b"x"))


def patched(
    data: bytes, *, local: Mapping[int, bytes] | None = None, central: Mapping[int, bytes] | None = None
) -> bytes:
    """The ZIP with bytes of its last entry's own header and of its line in the list overwritten, by offset."""
    changed = bytearray(data)
    for mark, patches in ((b"PK\x03\x04", local or {}), (b"PK\x01\x02", central or {})):
        start = data.rindex(mark)
        for offset, value in patches.items():
            changed[start + offset : start + offset + len(value)] = value
    return bytes(changed)


def raw_name(name: bytes, flags: int) -> bytes:
    """One entry whose name is these bytes, with these flags, in both places."""
    content = b"x"
    sizes = struct.pack("<3L2H", zlib.crc32(content), 1, 1, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<5H", 20, flags, 0, 0, 0x21) + sizes + name + content
    central = b"PK\x01\x02" + struct.pack("<6H", 0x314, 20, flags, 0, 0, 0x21) + sizes
    central += struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


def overlapping() -> bytes:
    """An entry whose bytes are at the same time another entry."""
    inner = raw_name(f"{TOP}/b".encode(), 0)
    local, listed = inner[: inner.index(b"PK\x01\x02")], bytearray(inner[inner.index(b"PK\x01\x02") : -22])
    data = zip_of((entry(f"{TOP}/a", method=zipfile.ZIP_STORED), local))
    struct.pack_into("<L", listed, 42, data.index(local))
    tail = bytearray(data[-22:])
    count, size = struct.unpack_from("<H", tail, 8)[0] + 1, struct.unpack_from("<L", tail, 12)[0] + len(listed)
    struct.pack_into("<2HL", tail, 8, count, count, size)
    return data[:-22] + bytes(listed) + bytes(tail)


def many(count: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(count):
            archive.writestr(f"{TOP}/data/{number}", b"")
    return data.getvalue()


def bomb(megabytes: int) -> bytes:
    return zip_of((f"{TOP}/data/a", bytes(megabytes << 20)))


def second_name() -> bytes:
    info = entry(f"{TOP}/a")
    name = b"../../evil"
    info.extra = b"up" + struct.pack("<HBL", 5 + len(name), 1, zlib.crc32(b"goi/a")) + name
    return zip_of((info, b"x"))


_SMALL = struct.pack("<L", 10)
_HUGE = struct.pack("<L", 0xFFFFFFF0)
_TEXT = b"a" * 5000

REFUSED: Mapping[str, Make] = {
    "zip-slip": named("../evil.txt"),
    "zip-slip inside the folder": named(f"{TOP}/../../evil.txt"),
    "zip-slip that comes back": named(f"{TOP}/a/../b"),
    "dot": named(f"{TOP}/./a"),
    "empty part": named(f"{TOP}//a"),
    "absolute": named("/etc/evil"),
    "drive letter": named("C:/evil"),
    "drive without slash": named("C:evil"),
    "backslash": named(f"{TOP}\\..\\evil"),
    "network share": named("\\\\may-chu\\evil"),
    "alternate stream": named(f"{TOP}/a.txt:evil"),
    "device": named(f"{TOP}/data/CON"),
    "device with ending": named(f"{TOP}/data/nul.txt"),
    "trailing dot": named(f"{TOP}/a."),
    "trailing space": named(f"{TOP}/a "),
    "control character": named(f"{TOP}/a\x1b[2Jb"),
    "line end": named(f"{TOP}/a\nb"),
    "NUL": lambda: raw_name(b"goi/a.txt\x00.exe", 0),
    "wildcard": named(f"{TOP}/a*"),
    "endless name": named(f"{TOP}/" + "a" * 300),
    "decomposed name": named(f"{TOP}/" + unicodedata.normalize("NFD", "số liệu")),
    "name in another encoding": lambda: raw_name(b"goi/s\x99", 0),
    "name that is no UTF-8": lambda: raw_name(b"goi/s\xff", 0x800),
    "second name in an extra field": second_name,
    "case twins": lambda: zip_of((f"{TOP}/a.txt", b"x"), (f"{TOP}/A.txt", b"y")),
    "case twins beyond ASCII": lambda: zip_of((f"{TOP}/straße", b"x"), (f"{TOP}/STRASSE", b"y")),
    "file and folder of one name": lambda: zip_of((f"{TOP}/a", b"x"), (f"{TOP}/A/b", b"y")),
    "symbolic link": lambda: zip_of((entry(f"{TOP}/a", stat.S_IFLNK | 0o777), b"/etc/passwd")),
    "pipe": lambda: zip_of((entry(f"{TOP}/a", stat.S_IFIFO | 0o600), b"")),
    "device node": lambda: zip_of((entry(f"{TOP}/a", stat.S_IFBLK | 0o600), b"")),
    "two top folders": named("khac/a"),
    "file beside the folder": named("a.txt"),
    "no folder": lambda: zip_of(("a.txt", b"x"), good=False),
    "encrypted": lambda: patched(zip_of((f"{TOP}/a", b"x")), local={6: b"\x01"}, central={8: b"\x01"}),
    "encrypted in the list only": lambda: patched(zip_of((f"{TOP}/a", b"x")), central={8: b"\x01"}),
    "encrypted in its header only": lambda: patched(zip_of((f"{TOP}/a", b"x")), local={6: b"\x01"}),
    "strange compression": lambda: zip_of((entry(f"{TOP}/a", method=zipfile.ZIP_LZMA), b"x")),
    "old compression": lambda: zip_of((entry(f"{TOP}/a", method=zipfile.ZIP_BZIP2), b"x")),
    "folder that holds bytes": lambda: patched(zip_of((f"{TOP}/a/", b"x")), local={22: _SMALL}, central={24: _SMALL}),
    "bomb": lambda: bomb(40),
    "bomb that says it is small": lambda: patched(bomb(40), local={22: _SMALL}, central={24: _SMALL}),
    "size too small": lambda: patched(zip_of((f"{TOP}/a", _TEXT)), local={22: _SMALL}, central={24: _SMALL}),
    "size differs in the list": lambda: patched(zip_of((f"{TOP}/a", _TEXT)), central={24: _SMALL}),
    "size differs in its header": lambda: patched(zip_of((f"{TOP}/a", _TEXT)), local={22: _SMALL}),
    "more than fits": lambda: patched(zip_of((f"{TOP}/a", _TEXT)), local={22: _HUGE}, central={24: _HUGE}),
    "name differs in its header": lambda: patched(zip_of((f"{TOP}/a", b"x")), local={30: b"goj"}),
    "method differs in its header": lambda: patched(zip_of((f"{TOP}/a", b"x")), local={8: b"\x00"}),
    "place outside the file": lambda: patched(zip_of((f"{TOP}/a", b"x")), central={42: _HUGE}),
    "place of no entry": lambda: patched(zip_of((f"{TOP}/a", b"x")), central={42: b"\x05"}),
    "place before the file": lambda: zip_of((f"{TOP}/a", b"x"))[:-6] + struct.pack("<LH", 0xFFFF, 0),
    "shared bytes": overlapping,
    "too many files": lambda: many(20_001),
    "endless list": lambda: zip_of()[:-10] + struct.pack("<L", 0x7FFFFFFF) + zip_of()[-6:],
    "nothing": lambda: b"",
    "one byte": lambda: b"P",
    "text": lambda: "Đây không phải gói.".encode() * 50,
    "web page": lambda: b"<html><body>" * 100,
    "old Office file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "list alone": lambda: zip_of(good=False),
    "cut short": lambda: zip_of((f"{TOP}/a", _TEXT))[:-30],
    "list cut out": lambda: b"PK\x03\x04" + bytes(200) + zip_of()[-22:],
    "marks without content": lambda: b"PK\x03\x04" * 1000 + b"PK\x05\x06" + bytes(18),
}
"""What must be refused before anything in it is opened."""
