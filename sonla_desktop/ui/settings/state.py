"""Thiết lập, worked out without Qt: the fields of the settings by key path, and edits of them."""

from __future__ import annotations

from dataclasses import replace

from sonla_desktop.domain.agency import AgencySettings


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
    """The settings with one field as typed."""
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


def same_lines(settings: AgencySettings, path: str, text: str) -> bool:
    """Whether a text typed so far already says what is stored (blank ends of lines make no difference)."""
    return text_of(edited(settings, path, text), path) == text_of(settings, path)


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
