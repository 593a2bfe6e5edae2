"""Bank details of payees: validated, stored encrypted, with a check of IBANs."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.people.accounts import refuse
from govern.actions.people.encryption import seal, unseal
from govern.actions.people.names import read_name
from govern.config import Instance
from govern.store.private.payees import PayeeDetailsRow, latest

LONGEST: Final = {"holder": 120, "account": 60, "bank": 120, "note": 500}
IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


@dataclass(frozen=True)
class PayeeDetails:
    """The bank details of a payee; `account` is an IBAN or another account number."""

    holder: str = ""
    account: str = ""
    bank: str = ""
    note: str = ""


def change(session: Session, instance: Instance, payee: str, typed: PayeeDetails, by: str, now: int) -> None:
    """Store new details; raises FormError(details_*)."""
    details = PayeeDetails(**{name: _plain(value) for name, value in asdict(typed).items()})
    errors = {name: "details_long" for name, most in LONGEST.items() if len(getattr(details, name)) > most}
    errors |= {name: "name_signs" for name, value in asdict(typed).items() if read_name(value).error == "signs"}
    for name in ("holder", "account"):
        if not getattr(details, name):
            errors[name] = "details_empty"
    if "account" not in errors and looks_like_iban(details.account) and not iban_holds(details.account):
        errors["account"] = "details_iban"
    refuse(errors)
    if details == read(session, instance, payee):
        return
    sealed = seal(instance, json.dumps(asdict(details)).encode())
    session.add(PayeeDetailsRow(payee=payee, sealed=sealed, changed_by=by, changed_at=now))
    session.flush()


def _plain(value: str) -> str:
    return read_name(unicodedata.normalize("NFKC", value)).text


def read(session: Session, instance: Instance, payee: str) -> PayeeDetails | None:
    """The current details; raises SealBroken."""
    row = latest(session, payee)
    return None if row is None else PayeeDetails(**json.loads(unseal(instance, row.sealed)))


def looks_like_iban(account: str) -> bool:
    """Whether the text starts like an IBAN."""
    return re.match(r"[A-Za-z]{2}\s?[0-9]{2}", account) is not None


def iban_holds(account: str) -> bool:
    """ISO 13616: country and check digits moved to the end, letters as numbers, give 1 modulo 97."""
    plain = account.replace(" ", "").upper()
    if not IBAN.fullmatch(plain):
        return False
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1
