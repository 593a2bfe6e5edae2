"""Security guarantees and their limits, in plain words."""

from dataclasses import dataclass

from govern.web.frame.gettext import _


@dataclass(frozen=True)
class Promise:
    """An attack, what prevents or reveals it, and the remaining risk."""

    cheat: str
    answer: str
    remains: str


def promises() -> list[Promise]:
    """All guarantees, in the order of usual questions."""
    return [*_about_votes(), *_about_people()]


def _about_votes() -> list[Promise]:
    return [
        Promise(
            _("Inventing ballots, or changing what they weigh"),
            _("Every ballot carries its voter's signature, and every weight is computed again from the record."),
            _("Invented members. Enrolments are public; members can ask who somebody is."),
        ),
        Promise(
            _("Dropping a ballot"),
            _("The voter holds a receipt that proves the ballot's place; mirrors hold copies."),
            _("A voter who never looks."),
        ),
        Promise(
            _("Rewriting the past, or showing people different records"),
            _("Every statement quotes the record as its signer had verified it, so each one is a witness."),
            _("Everybody who holds a receipt, a mirror or a checkpoint would have to play along."),
        ),
        Promise(
            _("Counting late ballots"),
            _("Only ballots that stand in the record before the closing statement count."),
            _("The server writes the time. A receipt shows which time it wrote: compare it with your clock."),
        ),
        Promise(
            _("Doing nothing: not closing a vote, not granting what passed"),
            _("Whoever verifies the record is told what was left undone, since when, and whom it concerns."),
            _("Somebody has to verify. A mirror does so by itself."),
        ),
        Promise(
            _("Writing a wrong time"),
            _("Times never go back. The verifier compares them with its own clock and with what witnesses signed."),
            _("A time in the past that no receipt, mirror or witness saw."),
        ),
        Promise(
            _("Using a ballot again elsewhere"),
            _("The vote, the voter and the ballot's number stand inside the signed bytes."),
            _("Nothing."),
        ),
    ]


def _about_people() -> list[Promise]:
    return [
        Promise(
            _("The server acting in somebody's name"),
            _("It has nobody's key. What is signed is shown in words and in bytes before it is signed."),
            _("A server that sends dishonest pages to a browser. Sign from a second device, or from a program."),
        ),
        Promise(
            _("Using a stolen device"),
            _("Its key is ended with another key or with that very one; ballots in open votes can then be replaced."),
            _("What was signed before anybody noticed."),
        ),
        Promise(
            _("Registrars taking over a member"),
            _("A new key takes two of them, and begins a week later. Until then the member is told and can stop it."),
            _("Two who collude while the member looks at nothing for a week. Even then it votes only in later votes."),
        ),
        Promise(
            _("Buying or forcing votes"),
            _("This is not prevented. A ballot can only be replaced until the end."),
            _("Open ballots can be shown to whoever asks for them."),
        ),
        Promise(
            _("Keeping one's vote secret"),
            _("This is not offered. Ballots are public, with who cast them, for ever."),
            _("Do not vote here on what has to stay secret."),
        ),
    ]
