"""Which files of a bag are as they were when it was made; each one that is not is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.opened_zip import OpenedZip, Seen
from sonla_desktop.adapters.package.tables import Descriptor, read_descriptor
from sonla_desktop.adapters.package.tag_files import (
    Weight,
    check_bag_info,
    check_declaration,
    manifest_bytes,
    read_bag_info,
    read_manifest,
    stated_weight,
)

LARGEST_READ = 16 << 20
"""Bytes; files of figures and text are far smaller, larger ones are not loaded."""


@dataclass(slots=True)
class CheckedBag:
    """The bag after its manifests were compared: what was seen, what is intact, what is wrong."""

    package: OpenedZip
    seen: Mapping[str, Seen]
    intact: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    labels: Mapping[str, str] = field(default_factory=dict)

    def content(self, path: str) -> bytes | None:
        """The content of a file that is as its manifest says, else None; raises Fault when it is too large."""
        return self.package.content(path, LARGEST_READ) if path in self.intact else None

    def read(self, path: str) -> bytes:
        """The content of a file that is there, intact or not."""
        return self.package.content(path, LARGEST_READ)


def checked_bag(package: OpenedZip) -> CheckedBag:
    """Hashes every file once and compares; raises Fault ``refused`` when a file grows beyond what it says."""
    bag = CheckedBag(package, {path: package.seen(path) for path in sorted(package.paths)})
    tags = _manifest(bag, layout.TAG_MANIFEST)
    bag.faults += _tag_faults(bag, tags)
    payload = _manifest(bag, layout.MANIFEST) if layout.MANIFEST in bag.intact else None
    if payload is not None:
        bag.faults += _payload_faults(bag, payload)
    bag.faults += _text_faults(bag)
    return bag


def _manifest(bag: CheckedBag, file: str) -> dict[str, str] | None:
    """The manifest, or None where it is lacking or cannot be read (which is noted)."""
    if file not in bag.seen or bag.seen[file].sha256 is None:
        return None
    try:
        return read_manifest(file, bag.read(file))
    except Fault as fault:
        bag.faults.append(fault)
        return None


def _tag_faults(bag: CheckedBag, tags: dict[str, str] | None) -> Iterator[Fault]:
    known = layout.TAG_FILES | {layout.TAG_MANIFEST}
    present = {path for path in bag.seen if not path.startswith(layout.PAYLOAD)}
    damaged = {path for path in present & known if bag.seen[path].sha256 is None}
    yield from (Fault(path, Kind.MISSING, "package-file-missing") for path in sorted(known - present))
    yield from (Fault(path, Kind.EXTRA, "package-file-extra") for path in sorted(present - known))
    yield from (Fault(path, Kind.HASH, "package-file-damaged") for path in sorted(damaged))
    readable = (present & layout.TAG_FILES) - damaged
    if tags is None:
        bag.intact |= readable
    elif tags.keys() != layout.TAG_FILES:
        yield Fault(layout.TAG_MANIFEST, Kind.BAG, "package-tag-list")
        bag.intact |= readable
    else:
        yield from _compare_tags(bag, tags, sorted(readable))


def _compare_tags(bag: CheckedBag, tags: dict[str, str], present: list[str]) -> Iterator[Fault]:
    for path in present:
        if bag.seen[path].sha256 == tags[path]:
            bag.intact.add(path)
        elif _is_right_all_the_same(bag, path):
            bag.intact.add(path)
            yield Fault(layout.TAG_MANIFEST, Kind.HASH, "package-tag-line", other=path)
        else:
            yield Fault(path, Kind.HASH, "package-file-differs")


def _is_right_all_the_same(bag: CheckedBag, path: str) -> bool:
    """Whether a top file proves itself, so that it is the tag manifest which was changed."""
    if path == layout.DECLARATION:
        return bag.read(path) == layout.DECLARATION_TEXT
    hashes = {name: seen.sha256 or "" for name, seen in bag.seen.items() if name.startswith(layout.PAYLOAD)}
    return path == layout.MANIFEST and bag.read(path) == manifest_bytes(hashes)


def _payload_faults(bag: CheckedBag, payload: dict[str, str]) -> Iterator[Fault]:
    files = {path for path in bag.seen if path.startswith(layout.PAYLOAD)}
    bag.intact |= {path for path in files if bag.seen[path].sha256 == payload.get(path)}
    sizes = _sizes(bag, payload)
    for path in sorted(files | payload.keys()):
        if path not in files:
            yield Fault(path, Kind.MISSING, "package-file-missing")
        elif path not in payload:
            yield Fault(path, Kind.EXTRA, "package-file-extra")
        elif path not in bag.intact:
            yield _differing(path, bag.seen[path].size, sizes.get(path))
    for path in layout.REQUIRED:
        if path not in files and path not in payload:
            yield Fault(path, Kind.MISSING, "package-file-missing")


def _differing(path: str, size: int | None, expected: int | None) -> Fault:
    if size is None:
        return Fault(path, Kind.HASH, "package-file-damaged")
    if expected is None or size == expected:
        return Fault(path, Kind.HASH, "package-file-differs")
    return Fault(path, Kind.SIZE, "package-file-size", expected=expected, found=size)


def _sizes(bag: CheckedBag, payload: dict[str, str]) -> dict[str, int]:
    """Sizes at the time of packing: from the descriptor and, for the descriptor itself, what is left of the sum."""
    descriptor = _descriptor(bag)
    if descriptor is not None:
        return dict(descriptor.sizes)
    weight = _weight(bag)
    others = [bag.seen[path].size for path in payload if path in bag.intact]
    if weight is None or len(others) != len(payload) - 1:
        return {}
    return {layout.DESCRIPTOR: weight.octets - sum(size or 0 for size in others)}


def _descriptor(bag: CheckedBag) -> Descriptor | None:
    try:
        data = bag.content(layout.DESCRIPTOR)
        return None if data is None else read_descriptor(data)
    except Fault:
        return None  # told where the descriptor itself is checked


def _weight(bag: CheckedBag) -> Weight | None:
    try:
        data = bag.content(layout.BAG_INFO)
        return None if data is None else stated_weight(read_bag_info(data))
    except Fault:
        return None  # told where bag-info.txt itself is checked


def _text_faults(bag: CheckedBag) -> list[Fault]:
    faults: list[Fault] = []
    declaration, info = bag.content(layout.DECLARATION), bag.content(layout.BAG_INFO)
    if declaration is not None:
        faults += check_declaration(declaration)
    if info is not None:
        try:
            bag.labels = read_bag_info(info)
        except Fault as fault:
            return [*faults, fault]
        faults += check_bag_info(bag.labels, None if bag.faults else _counted(bag))
    return faults


def _counted(bag: CheckedBag) -> Weight:
    sizes = [seen.size or 0 for path, seen in bag.seen.items() if path.startswith(layout.PAYLOAD)]
    return Weight(sum(sizes), len(sizes))
