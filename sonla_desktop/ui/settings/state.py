"""Thiết lập, worked out without Qt: the fields of the settings by key path, and edits of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sonla_desktop.domain.addressing import names_the_file
from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.settings_text import tidied
from sonla_desktop.usecases.addressed_forms import AddressedForm

BY_FORM: Final = "addressees_by_form"
NOT_FILED: Final = "Chưa có dòng lưu, ví dụ “Lưu: VT”. Nghị định 30/2020/NĐ-CP, Phụ lục I yêu cầu dòng này ở cuối."


def lines_of(text: str) -> tuple[str, ...]:
    """One entry for each line that holds something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def text_of(settings: AgencySettings, path: str) -> str:
    """What the field of this path shows."""
    match path:
        case "head.superior":
            return "\n".join(settings.head.superior or ())
        case "head.name":
            return "\n".join(settings.head.name)
        case "signatory.authority":
            return "\n".join(settings.signatory.authority)
        case "signatory.title":
            return "\n".join(settings.signatory.title)
        case "signatory.name":
            return settings.signatory.name
        case "addressees" | "recipients":
            return "\n".join(getattr(settings, path))
    return getattr(settings, path) or ""


def edited(settings: AgencySettings, path: str, text: str) -> AgencySettings:
    """The settings with one field as typed, without the marks that the document brings along."""
    return tidied(_edited(settings, path, text))


def _edited(settings: AgencySettings, path: str, text: str) -> AgencySettings:
    group, _, name = path.partition(".")
    match path:
        case "head.superior":
            return replace(settings, head=replace(settings.head, superior=lines_of(text) or None))
        case "head.name":
            return replace(settings, head=replace(settings.head, name=lines_of(text)))
        case "signatory.name":
            return replace(settings, signatory=replace(settings.signatory, name=text.strip()))
        case "addressees" | "recipients":
            return replace(settings, **{path: lines_of(text)})
        case "official_code":
            return replace(settings, official_code=text.strip() or None)
    if group == "signatory":
        return replace(settings, signatory=replace(settings.signatory, **{name: lines_of(text)}))
    return replace(settings, **{path: text.strip()})


def addressees_text(settings: AgencySettings, form: AddressedForm) -> str:
    """Whom the report of this form is addressed to, a line each."""
    return "\n".join(settings.addressees_by_form.get(form.id, form.usual))


def with_addressees(settings: AgencySettings, form: AddressedForm, text: str | None) -> AgencySettings:
    """The settings with the addressees of one form as typed; None, and what is usual anyway, takes them back."""
    others = {name: lines for name, lines in settings.addressees_by_form.items() if name != form.id}
    if text is None:
        return replace(settings, addressees_by_form=others)
    typed = tidied(replace(settings, addressees_by_form={**others, form.id: lines_of(text)}))
    return replace(typed, addressees_by_form=others) if typed.addressees_by_form[form.id] == form.usual else typed


def source_of(settings: AgencySettings, form: AddressedForm) -> str:
    """Where the addressees come from, and where they would come from."""
    if form.id not in settings.addressees_by_form:
        return f"Theo nguồn: {form.stated}"
    return f"Cơ quan tự ghi. Theo nguồn: {', '.join(form.usual)}. {form.stated}"


def filing_hint(settings: AgencySettings) -> str:
    """What Nơi nhận lacks; nothing where it says where the document is filed."""
    return "" if names_the_file(settings.recipients) else NOT_FILED


def preview(settings: AgencySettings) -> str:
    """Head and signature of a document as they will stand, in plain lines."""
    head = [*(settings.head.superior or ()), *settings.head.name, f"Số:        /{settings.symbol}"]
    place = f"{settings.place}, ngày      tháng      năm"
    signature = [*settings.signatory.authority, *settings.signatory.title, "", settings.signatory.name or "(chưa ghi)"]
    recipients = ["Nơi nhận:", *(f"- {name};" for name in settings.recipients[:-1])]
    recipients += [f"- {name}." for name in settings.recipients[-1:]]
    addressees = ["Kính gửi:", *(f"- {name};" for name in settings.addressees[:-1])]
    addressees += [f"- {name}." for name in settings.addressees[-1:]]
    return "\n".join([*head, "", place, "", *addressees, "", *recipients, "", *signature])
