"""Test vectors of what a server accepts or refuses before it records anything (rules 1.8 and 1.9)."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from govern import config
from govern.actions.writing.submissions import LARGEST_BODY
from govern.protocol.errors import RULES, Refused
from tests.dsl.formats import of_format
from tests.dsl.people import BO, CHEN, GIL, RealCommunity
from tests.tools.vectors.vector import Vector

SUBMISSION: Final = "submission.json"
ANSWER: Final = "answer"  # of the report: what the server answers to the submission
ACCEPTED: Final[dict[str, str]] = {}


class FixedCommunity(RealCommunity):
    """A community on a server whose keys and random numbers are the same each time."""

    nonce = "0" * 32

    def create(self, folder: Path, database_url: str) -> config.Instance:
        """See RealCommunity."""
        super().create(folder, database_url)
        for name, letter in (("clerk", b"c"), ("log", b"l")):
            (folder / f"{name}.key").unlink()
            config.write_key(folder / f"{name}.key", letter * 32)
        return config.load(folder)


@contextmanager
def community() -> Iterator[FixedCommunity]:
    """The community to which all submissions go: Bo and Chen are issuers, Gil a member."""
    with tempfile.TemporaryDirectory(prefix="govern-vectors-") as name:
        made = FixedCommunity(Path(name), rulebook=of_format(1))
        try:
            made.enrol(BO, CHEN, GIL)
            for one in (BO, CHEN):
                made.grant(one, "issuer")
            yield made
        finally:
            made.close()


def answer(made: RealCommunity, body: bytes) -> dict[str, str]:
    """The server's answer to a submission: empty if it is recorded."""
    try:
        made.send(body)
    except Refused as refused:
        return {"code": refused.code, "rule": RULES[refused.code].number}
    return ACCEPTED


def _award(made: RealCommunity, reason: str, **more: Any) -> bytes:
    return made.compose(BO, "award-made", {"reason": reason}, amount=5, to=GIL.member, **more)


def _of_size(made: RealCommunity, size: int) -> bytes:
    least = len(_award(made, ""))
    return _award(made, "w" * (size - least))


Make = Callable[[RealCommunity], bytes]
SUBMISSIONS: Final[dict[str, Make]] = {
    "good-submission-with-its-text": lambda made: _award(made, "for good work"),
    "1.8-a-text-that-was-not-sent-along": lambda made: made.compose(
        BO, "award-made", amount=5, reason="0" * 64, to=GIL.member
    ),
    "1.8-a-text-that-nothing-names": lambda made: _award(made, "for good work", blobs=[made.text("more")[1]]),
    "good-submission-of-the-largest-size": lambda made: _of_size(made, LARGEST_BODY),
    "1.9-a-submission-of-one-byte-too-much": lambda made: _of_size(made, LARGEST_BODY + 1),
}


def vectors() -> Iterator[Vector]:
    """For each submission the record to which it is sent, the body and the answer."""
    for name, make in SUBMISSIONS.items():
        with community() as made:
            with zipfile.ZipFile(made.bundle(made.instance.folder / "record.zip")) as archive:
                files = {path: archive.read(path) for path in archive.namelist()}
            body = make(made)
            yield Vector(name, files, {SUBMISSION: body}, {ANSWER: answer(made, body)}, anew=True)
