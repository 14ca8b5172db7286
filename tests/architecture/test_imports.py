"""Who may import what; the test names are the rules. Contracts that need no code stand in pyproject.toml."""

import subprocess
import sys

import pytest

from tests.helpers.fresh_python import output_of
from tests.helpers.imports import imported_modules, within
from tests.helpers.repository import PACKAGE, ROOT, module_name, module_path, modules_of, syntax_tree

DOMAIN = "sonla_desktop.domain"
USECASES = "sonla_desktop.usecases"
ADAPTERS = "sonla_desktop.adapters"
UI = "sonla_desktop.ui"
VERSION = "sonla_desktop.__version__"

# What an adapter may know of the use cases, and the one adapter module that the others share.
PORTS = (
    *("ports", "document_ports", "package_ports", "deadline_ports", "evidence_ports", "history_ports"),
    *("errors", "progress", "changes"),
)
ADAPTER_MAY_SEE = [DOMAIN, *(f"{USECASES}.{name}" for name in PORTS), f"{ADAPTERS}.files", VERSION]
OWNER_OF_LIBRARY = {
    "PySide6": "printing",
    "alembic": "store",
    "bagit": "package",
    "docx": "document",
    "holidays": "calendar",
    "lxml": "document",
    "matplotlib": "charts",
    "openpyxl": "workbook",
    "python_calamine": "intake",
    "sqlalchemy": "store",
}
HEAVY_LIBRARIES = ["PySide6", "sqlalchemy", "openpyxl", "docx", "matplotlib", "pydantic", "lxml"]
# These two put the tasks of the window together. Modules directly under ui and three folders serve all tasks;
# every other folder is a task of the officer.
UI_ASSEMBLY = {"app", "shell"}
UI_SHARED_FOLDERS = {"form_screen", "preview", "widgets"}


def imports_of(module: str) -> set[str]:
    path = module_path(module)
    return imported_modules(syntax_tree(path), module, is_package=path.name == "__init__.py")


def is_standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names


def is_own(name: str) -> bool:
    return within(name, "sonla_desktop")


def permits(allowed: list[str], name: str) -> bool:
    """The name lies in an allowed package or is on the way to one (`from a import b` names a too)."""
    return any(within(name, package) or within(package, name) for package in allowed)


def offences(package: str, allowed: list[str], libraries: bool = False) -> list[str]:
    """Imports of anything but the standard library and what is allowed; `libraries`: any library is."""
    return [
        f"{module} imports {name}"
        for module in modules_of(package)
        for name in sorted(imports_of(module))
        if not is_standard(name) and not permits(allowed, name) and (is_own(name) or not libraries)
    ]


def children_of(package: str) -> list[str]:
    """Names directly under a package: its modules and sub-packages."""
    folder = PACKAGE / package.rpartition(".")[2]
    return sorted(path.stem for path in folder.iterdir() if path.name != "__init__.py" and
                  (path.suffix == ".py" or (path / "__init__.py").exists()))  # fmt: skip


def is_folder(part: str) -> bool:
    return (PACKAGE / "ui" / part).is_dir()


def shared_parts() -> list[str]:
    return [part for part in children_of(UI) if part not in UI_ASSEMBLY and
            (not is_folder(part) or part in UI_SHARED_FOLDERS)]  # fmt: skip


def task_folders() -> list[str]:
    return [part for part in children_of(UI) if part not in {*UI_ASSEMBLY, *shared_parts()}]


def test_domain_imports_the_standard_library_and_itself_only() -> None:
    assert offences(DOMAIN, [DOMAIN]) == []


def test_use_cases_import_the_standard_library_the_domain_and_themselves_only() -> None:
    assert offences(USECASES, [DOMAIN, USECASES]) == []


def test_an_adapter_imports_no_other_adapter_and_only_the_ports_of_the_use_cases() -> None:
    found = []
    for adapter in children_of(ADAPTERS):
        own = f"{ADAPTERS}.{adapter}"
        found += offences(own, [own, *ADAPTER_MAY_SEE], libraries=True)
    assert found == []


def test_each_library_is_imported_by_one_adapter_only() -> None:
    found = []
    for module in modules_of(ADAPTERS):
        for name in sorted(imports_of(module)):
            owner = OWNER_OF_LIBRARY.get(name.split(".")[0])
            if owner and not within(module, f"{ADAPTERS}.{owner}"):
                found.append(f"{module} imports {name}, which belongs to {owner}")
    assert found == []


def test_the_window_imports_qt_domain_and_use_cases_only() -> None:
    assert offences(UI, ["PySide6", DOMAIN, USECASES, UI, VERSION]) == []


def test_a_task_of_the_window_imports_no_other_task() -> None:
    shared = [f"{UI}.{part}" for part in shared_parts()]
    found = []
    for task in task_folders():
        own = f"{UI}.{task}"
        found += offences(own, ["PySide6", DOMAIN, USECASES, VERSION, own, *shared])
    assert found == []


def test_the_shared_parts_of_the_window_import_no_task() -> None:
    shared = [f"{UI}.{part}" for part in shared_parts()]
    found = []
    for part in shared:
        found += offences(part, ["PySide6", DOMAIN, USECASES, VERSION, *shared])
    assert found == []


def test_only_bootstrap_and_the_command_line_know_adapters_and_window() -> None:
    knowing = {"sonla_desktop.bootstrap", "sonla_desktop.cli", "sonla_desktop.window"}
    top = {module_name(path) for path in PACKAGE.glob("*.py")} - knowing
    found = [
        f"{module} imports {name}"
        for module in sorted(top)
        for name in sorted(imports_of(module))
        if within(name, ADAPTERS) or within(name, UI) or within(name, "PySide6")
    ]
    assert found == []


def test_import_contracts_are_kept() -> None:
    command = "from importlinter.cli import lint_imports_command as main; main()"
    arguments = [sys.executable, "-c", command, "--no-cache"]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", [DOMAIN, USECASES])
def test_an_inner_layer_loads_no_heavy_library(package: str) -> None:
    modules = modules_of(package)
    loaded = output_of(
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {HEAVY_LIBRARIES!r} if name in sys.modules])"
    )
    assert loaded.split() == []


def test_starting_the_command_line_loads_no_heavy_library() -> None:
    loaded = output_of(
        "import sys\nimport sonla_desktop.__main__, sonla_desktop.cli\n"
        f"print(*[name for name in {HEAVY_LIBRARIES!r} if name in sys.modules])"
    )
    assert loaded.split() == []
