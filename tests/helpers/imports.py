"""What a piece of Python source imports, wherever in it the import stands."""

import ast
from collections.abc import Iterator


def imported_modules(tree: ast.Module, module: str, is_package: bool = False) -> set[str]:
    """Dotted names imported anywhere in the module, function bodies included.

    `from a.b import c` gives both "a.b" and "a.b.c": c may be a module. Relative imports are made absolute.
    """
    return set(_imports(tree, module.split(".") if is_package else module.split(".")[:-1]))


def _imports(tree: ast.Module, package: list[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    """True for the package itself and everything below it."""
    return module == package or module.startswith(package + ".")
