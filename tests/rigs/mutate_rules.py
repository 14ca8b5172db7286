"""Breaks the rules one small way at a time and tells which breaks no case of the rules notices (`make mutants`)."""

import ast
import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

RULES = "sonla_desktop.domain.rules"
FOLDER = Path(__file__).resolve().parents[2] / "sonla_desktop" / "domain" / "rules"
SECONDS = 60
STALE = ("sonla_desktop.domain.rules", "sonla_desktop.usecases", "sonla_desktop.adapters", "sonla_desktop.bootstrap")
OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


@dataclass(frozen=True)
class Break:
    """One way in which a module is broken."""

    module: str
    line: int
    what: str
    code: CodeType


def breaks_of(path: Path) -> Iterator[Break]:
    """Every break of one module: another comparison, one more, a condition, a yield or a root cause less."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for position, node in enumerate(ast.walk(tree)):
        for way in range(_ways(node)):
            broken = deepcopy(tree)
            target = next(item for n, item in enumerate(ast.walk(broken)) if n == position)
            before = ast.unparse(target)
            _break(target, way)
            what = f"{before}  →  {ast.unparse(target)}"
            yield Break(path.stem, node.lineno, what, compile(broken, str(path), "exec"))


def _ways(node: ast.AST) -> int:
    if isinstance(node, ast.Compare):
        return 1 if type(node.ops[0]) in OTHER else 0
    if isinstance(node, ast.BoolOp):
        return len(node.values)
    if isinstance(node, ast.keyword) and node.arg == "silenced_by" and isinstance(node.value, ast.Tuple):
        return len(node.value.elts)
    if isinstance(node, ast.Constant):
        return int(type(node.value) is int)
    is_yield = isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom)
    return int(is_yield or (isinstance(node, ast.If) and not isinstance(node.test, ast.Compare | ast.BoolOp)))


def _break(node: ast.AST, way: int) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = OTHER[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        del node.values[way]
        if len(node.values) == 1:
            node.values.append(node.values[0])
    elif isinstance(node, ast.keyword) and isinstance(node.value, ast.Tuple):
        del node.value.elts[way]
    elif isinstance(node, ast.Constant):
        node.value += 1
    elif isinstance(node, ast.If):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        ast.fix_missing_locations(node)
    elif isinstance(node, ast.Expr):
        node.value = ast.copy_location(ast.YieldFrom(ast.copy_location(ast.Tuple([], ast.Load()), node)), node)


@dataclass(frozen=True)
class Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the broken module instead of the right one."""

    one: Break

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == f"{RULES}.{self.one.module}" else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.one.code, vars(module))


def notice(one: Break | None) -> bool:
    """Whether some case fails with this break, in a process that knows no other rules."""
    for name in [name for name in sys.modules if name.startswith((*STALE, "tests."))]:
        del sys.modules[name]
    if one is not None:
        sys.meta_path.insert(0, Broken(one))
    mutants, rules = (importlib.import_module(f"tests.domain.rules.{name}") for name in ("test_mutants", "test_rules"))
    case = importlib.import_module("tests.domain.rules.case")
    month = mutants.whole_month()
    if case.found(month) or any(case.found(item.change(month)) != item.expected for item in mutants.MUTANTS):
        return True
    if any(case.written(item.findings()) != item.expected for item in rules.CASES):
        return True
    page = importlib.import_module("tests.rules_page")
    return bool(page.page() != page.PAGE.read_text(encoding="utf-8"))


def survives(one: Break | None) -> bool:
    """Runs the cases in a process of its own; a break that raises or never ends is noticed, too."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        noticed = True
        try:
            noticed = notice(one)
        finally:
            os._exit(int(noticed))
    _, status = os.waitpid(child, 0)
    return status == 0


def main(modules: list[str]) -> int:
    """Prints what survived; 1 when the rules as they are fail their own cases."""
    notice(None)
    if not survives(None):
        print("The rules fail their own cases as they are.")
        return 1
    paths = sorted(path for path in FOLDER.glob("*_rules.py") if not modules or path.stem in modules)
    every = [one for path in paths for one in breaks_of(path)]
    with ThreadPoolExecutor(2) as pool:
        left = [one for one, stays in zip(every, pool.map(survives, every), strict=True) if stays]
    for one in left:
        print(f"{one.module}.py:{one.line}: {one.what}")
    print(f"{len(every) - len(left)} of {len(every)} breaks are noticed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
