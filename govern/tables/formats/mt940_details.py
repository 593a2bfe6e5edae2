"""Details of an MT940 movement (field 86): numbered parts, parts between slashes, or plain text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govern.tables.formats.values import clean, joined

FULL_PART: Final = 27  # characters of a numbered part; a shorter one ends a word
PURPOSE: Final = (*range(20, 30), *range(60, 64))
TAGS: Final = ("EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC", "PURP")
SLASHED: Final = (
    *("TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "ISDT", "ORDP", "BENM", "CNTP", "PREF", "PURP"),
    *("RTRN", "TRCD", "ULTD", "ULTB", "ULTC", "INID", "ADDR", "CDTRREFTP", "CDTRREF", "ORDRREF", "ID", "CREF", "ACCW"),
    *("OCMT", "EXCH", "CHGS", "SVCL", "TR", "USTD", "STRD"),
)
_numbered = re.compile(r"\s*(?:[0-9]{3})?\s?([?<~^@|+>])[0-9]{2}")
_tag = re.compile(rf"((?:{'|'.join(TAGS)})(?=\+)|(?<![A-Za-z])(?:{'|'.join(TAGS)})(?=: ))[:+]\s?")
_slash = re.compile(rf"/({'|'.join(SLASHED)})/")
_remittance = re.compile(r"^(?:USTD|STRD)//?")
_named = re.compile(r"\bNAAM: ?([^/\n]{1,70})")
_german_lines = re.compile(r"^([0-9]{2})(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class MovementDetails:
    """The bank's details of a movement."""

    name: str = ""
    texts: Sequence[str] = ()
    references: Sequence[str] = ()


def details_of(fields: Iterable[tuple[str, str]]) -> MovementDetails:
    """The details in the fields that follow a movement, each with its tag."""
    found = [_notes(text) if tag == "NS" else _information(text) for tag, text in fields]
    return MovementDetails(
        joined(one.name for one in found),
        [text for one in found for text in one.texts],
        [text for one in found for text in one.references if _tells(text)],
    )


def _tells(reference: str) -> bool:
    return reference.strip().upper() not in ("", "NOTPROVIDED", "NONREF", "NOTAVAILABLE")


def _information(text: str) -> MovementDetails:
    numbered = _numbered.match(text)
    if numbered:
        return _from_numbers(text.replace("\n", ""), numbered[1])
    if _slash.match(text.lstrip()):
        return _from_slashes(text.replace("\n", ""))
    named = _named.search(text)
    return MovementDetails(clean(named[1]) if named else "", (clean(text),))


def _from_numbers(text: str, mark: str) -> MovementDetails:
    """German and Polish banks: ?00 type, ?20 to ?29 and ?60 to ?63 purpose, ?31 and ?32 other party."""
    _code, *rest = re.split(rf"{re.escape(mark)}([0-9]{{2}})", text)
    parts: dict[int, str] = {}
    for number, content in zip(rest[::2], rest[1::2], strict=True):
        parts[int(number)] = parts.get(int(number), "") + content
    purpose = _tagged(_in_one([parts[number] for number in PURPOSE if number in parts]))
    name = joined((_in_one([parts.get(32, ""), parts.get(33, "")]), purpose.get("ABWA", ""), purpose.get("ABWE", "")))
    account = parts.get(38) or parts.get(31) or purpose.get("IBAN", "")
    return MovementDetails(
        name,
        (purpose.get("SVWZ", ""), purpose[""], parts.get(0, ""), account),
        [purpose.get(tag, "") for tag in ("EREF", "KREF", "MREF", "CRED")],
    )


def _in_one(parts: Sequence[str]) -> str:
    """Join parts of a text; after a full part the next one follows without a space."""
    text = ""
    for part in parts:
        gap = "" if not text or len(part) == 0 or text.endswith(" ") or _goes_on(text, parts) else " "
        text += gap + part
    return text


def _goes_on(text: str, parts: Sequence[str]) -> bool:
    """Whether the last part of a text is full."""
    return any(len(part) >= FULL_PART and text.endswith(part) for part in parts)


def _tagged(text: str) -> Mapping[str, str]:
    """The parts of a SEPA purpose by tag; the text before the first tag has an empty tag."""
    head, *rest = _tag.split(text)
    found = {"": head.strip()}
    for tag, content in zip(rest[::2], rest[1::2], strict=True):
        found.setdefault(tag, content.strip())
    return found


def _from_slashes(text: str) -> MovementDetails:
    """Dutch banks: /EREF/…/BENM//NAME/…/REMI/…; ING puts number, BIC, name and city of the other party in /CNTP/."""
    head, *rest = _slash.split(text)
    parts: dict[str, str] = {}
    for code, content in zip(rest[::2], rest[1::2], strict=True):
        parts.setdefault(code, _remittance.sub("", content.strip()).strip("/"))
    other = parts.get("CNTP", "").split("/")
    purpose = joined(parts.get(code, "") for code in ("REMI", "USTD", "STRD", "RTRN"))
    return MovementDetails(
        clean(parts.get("NAME", "") or (other[2] if len(other) > 2 else "")),
        (purpose or head.strip(" /"), parts.get("IBAN", "") or other[0], parts.get("TRTP", "")),
        [parts.get(code, "") for code in ("CDTRREF", "EREF", "MARF", "ORDRREF", "PREF", "CSID")],
    )


def _notes(text: str) -> MovementDetails:
    """Field NS of some German banks: lines 01 to 14 purpose, 15 and 16 other party, 17 type."""
    lines = [(int(number), content) for number, content in _german_lines.findall(text)]
    return MovementDetails(
        " ".join(content for number, content in lines if number in (15, 16)),
        (
            " ".join(content for number, content in lines if number < 15),
            *(one for number, one in lines if number == 17),
        ),
    )
