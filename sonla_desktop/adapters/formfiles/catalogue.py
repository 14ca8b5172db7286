"""Everything that is shipped as data, behind one door; each part is read when it is first asked for."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.plan import Plan
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import MessageCatalogue, Sample

# The readers of plans, agencies and forms load a large library: they are imported where they are used, so that
# a command that needs none of them starts at once.

_READINGS_SUFFIX: Final = ".readings"
_LONGEST_NUMBER: Final = 9
_LONGEST_QUOTED: Final = 40


class DataCatalogue:
    """Implements the port ``Catalogue`` over the folders ``resources`` and ``forms``.

    A fault in a shipped file raises ValueError naming file, place and the nearest known key: it is a mistake in the
    program, not in what the officer did.
    """

    def __init__(self, resources: Path, forms: Path) -> None:
        self._resources = resources
        self._forms = forms
        self._messages = TomlMessages(resources / "messages")
        self._plans: dict[str, Plan] = {}
        self._newest_forms: dict[str, FormDefinition] = {}

    def agencies(self) -> Sequence[Agency]:
        """All agencies: communes in the order of their codes, then departments as the list names them."""
        return tuple(self._agencies.values())

    def agency(self, code: str) -> Agency:
        """The agency of this code; raises InputRefused ``agency-unknown`` naming the nearest."""
        if code not in self._agencies:
            raise InputRefused("agency-unknown", code=_quoted(code), nearest=self._nearest_agency(code))
        return self._agencies[code]

    def plan(self, plan_id: str) -> Plan:
        """The plan of this id; raises InputRefused ``plan-unknown`` naming those there are."""
        if plan_id not in self._plans:
            self._plans[plan_id] = self._read_plan(plan_id)
        return self._plans[plan_id]

    def form(self, form_id: str) -> FormDefinition:
        """The newest form of this id; raises InputRefused ``form-unknown`` naming those there are."""
        if form_id not in self._newest_forms:
            self._newest_forms[form_id] = self._read_newest_form(form_id)
        return self._newest_forms[form_id]

    def form_ids(self) -> Sequence[str]:
        """Ids of all forms."""
        return tuple(self._form_files)

    def messages(self) -> MessageCatalogue:
        """The texts of findings and errors."""
        return self._messages

    def sample(self, form_id: str = "") -> Sample:
        """The sample of this form, or the program's own; raises InputRefused ``sample-absent`` naming those known."""
        from sonla_desktop.adapters.formfiles.sample import read_sample

        if not form_id:
            return read_sample(self._resources / "sample")
        if form_id not in self._sample_folders:
            raise InputRefused("sample-absent", form=_quoted(form_id), known=", ".join(self._sample_folders))
        return read_sample(self._sample_folders[form_id])

    def sample_forms(self) -> Sequence[str]:
        """Ids of the forms that ship a sample."""
        return tuple(self._sample_folders)

    def document_rules_version(self) -> str:
        """Version of the document rules (NĐ 30/2020) in force, as "<id> <version>"."""
        rules = tomllib.loads((self._resources / "document-rules" / "nd30-2020.toml").read_text(encoding="utf-8"))
        return f"{rules['id']} {rules['version']}"

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        from sonla_desktop.adapters.formfiles.agencies import read_agencies

        return {agency.code: agency for agency in read_agencies(self._resources / "agencies")}

    @cached_property
    def _sample_folders(self) -> Mapping[str, Path]:
        from sonla_desktop.adapters.formfiles.sample import sample_folders

        return sample_folders(self._resources / "sample")

    @cached_property
    def _form_files(self) -> Mapping[str, list[Path]]:
        from sonla_desktop.adapters.formfiles.forms import form_files

        return form_files(self._forms)

    def _read_plan(self, plan_id: str) -> Plan:
        from sonla_desktop.adapters.formfiles.catalogue_plans import read_catalogue
        from sonla_desktop.adapters.formfiles.plans import read_plan

        plans, catalogues = self._resources / "plans", self._resources / "catalogues"
        if plan_id in _ids_in(plans):
            return read_plan(plans, plan_id)
        if plan_id not in _ids_in(catalogues):
            known = sorted((*_ids_in(plans), *_ids_in(catalogues)))
            raise InputRefused("plan-unknown", plan=_quoted(plan_id), known=", ".join(known))
        return read_catalogue(catalogues, plan_id)

    def _read_newest_form(self, form_id: str) -> FormDefinition:
        from sonla_desktop.adapters.formfiles.forms import read_form

        if form_id not in self._form_files:
            raise InputRefused("form-unknown", form=_quoted(form_id), known=", ".join(self._form_files))
        return read_form(self._form_files[form_id][-1], self.plan)

    def _nearest_agency(self, text: str) -> str:
        """Code and name of the agency that was probably meant: by number, else by code or name."""
        if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
            numbered = [agency for agency in self._agencies.values() if agency.kind.is_commune_level]
            found = min(numbered, key=lambda agency: abs(int(agency.code) - int(text)))
        else:
            names = {name: agency for agency in self._agencies.values() for name in (agency.code, agency.unit_name)}
            found = names[nearest(_quoted(text), names)]
        return f"{found.code} ({found.name})"


def _ids_in(folder: Path) -> list[str]:
    """Ids of the plans of a folder, by their file names."""
    return [path.stem for path in folder.glob("*.toml") if path.suffixes[:-1] != [_READINGS_SUFFIX]]


def _quoted(text: str) -> str:
    """What was asked for, as one line of a message can show it."""
    return " ".join(text[:_LONGEST_QUOTED].split())
