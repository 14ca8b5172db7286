"""The repository's own files, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sonla_desktop"

_NOT_SOURCE = {".git", ".venv", "build", "dist", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache",
               ".import_linter_cache", ".hypothesis"}  # fmt: skip


def repository_files() -> Iterator[Path]:
    """Every file that belongs to the repository; what tools generate is left out."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in _NOT_SOURCE or path.is_symlink():
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path


def modules_of(package: str) -> list[str]:
    """Dotted names of a module, or of a package and all modules below it, e.g. "sonla_desktop.domain"."""
    folder = ROOT.joinpath(*package.split("."))
    paths = folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]
    return sorted(module_name(path) for path in paths)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_path(name: str) -> Path:
    path = ROOT.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def syntax_tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
