"""The report of a verification: findings, figures, and what the record says of votes, money and texts."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from govern.protocol.messages import Say
from govern.verify.findings import Finding
from govern.verify.reporting.contents import Contents, Money


@dataclass(frozen=True)
class VerificationReport:
    """The result; `unreadable` is the reason if the input is no bundle, `notes` name other or missing checks.

    `contents` is None if nothing could be replayed.
    """

    source: str
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    origin: str = ""
    root: str = ""
    leaves: int = 0
    members: int = 0
    ballots: int = 0
    votes: int = 0
    money: Mapping[str, Money] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    contents: Contents | None = None

    @property
    def exit_status(self) -> int:
        """0 if everything holds, 1 if there are findings, 2 if the input is no readable bundle."""
        return 2 if self.unreadable else 1 if self.findings else 0

    def json(self) -> str:
        """The report for programs: one JSON object."""
        return json.dumps(asdict(self) | {"exit_status": self.exit_status}, ensure_ascii=False, sort_keys=True)

    def text(self, say: Say = str) -> str:
        """The report for people, in the language of `say`."""
        from govern.verify.reporting.text import written

        return written(self, say)


def unreadable(source: str, why: str) -> VerificationReport:
    """The report on an input that is not a bundle."""
    return VerificationReport(source, unreadable=why)
