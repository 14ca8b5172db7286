"""The program finds its own folders in each of the three ways it can be installed."""

from pathlib import Path

import pytest

from sonla_desktop import paths
from tests.helpers.fresh_python import output_of
from tests.helpers.repository import ROOT

FOLDERS = [("resources", paths.resources_dir), ("forms", paths.forms_dir)]


@pytest.mark.parametrize(("name", "find"), FOLDERS)
def test_in_the_repository_the_folder_beside_the_package_is_used(name, find) -> None:
    assert find() == ROOT / name


@pytest.mark.parametrize(("name", "find"), FOLDERS)
def test_an_installed_program_uses_the_folder_inside_its_package(name, find, tmp_path, monkeypatch) -> None:
    package = tmp_path / "sonla_desktop"
    inside = package / "_data" / name
    inside.mkdir(parents=True)
    (tmp_path / name).mkdir()  # somebody else's folder beside the installed package
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert find() == inside


@pytest.mark.parametrize(("name", "find"), FOLDERS)
def test_a_frozen_program_uses_the_folder_it_was_unpacked_to(name, find, tmp_path, monkeypatch) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(tmp_path), raising=False)
    assert find() == tmp_path / name


@pytest.mark.parametrize(("name", "find"), FOLDERS)
def test_a_missing_folder_is_named_with_the_places_searched(name, find, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "sonla_desktop")
    with pytest.raises(FileNotFoundError, match=name) as raised:
        find()
    assert str(tmp_path) in str(raised.value)


def test_the_first_store_offered_lies_in_the_officers_data_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.default_store_dir() == Path(tmp_path, "sonla-desktop", "so-bao-cao")


def test_importing_paths_does_not_load_platformdirs() -> None:
    loaded = output_of("import sys, sonla_desktop.paths; print('platformdirs' in sys.modules)")
    assert loaded.strip() == "False"
