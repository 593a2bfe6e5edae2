"""Tasks of members in words: a line, an explaining sentence, and a link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from govern.store.views.tasks.task import Task
from govern.web.frame.gettext import _
from govern.web.prose.texts import text_of
from govern.web.words.rules.rule_words import moment_words


@dataclass(frozen=True)
class TaskMessage:
    """A task in the reader's language: a line, an explanation, and the text of the link."""

    line: str
    sentence: str
    action: str


def message(task: Task, kind: str = "") -> TaskMessage:
    """A task in words; `kind` is `reminder` for a vote that will close soon."""
    title = text_of(task.text) or _("a text that is withheld")
    said = kind if kind == "reminder" and task.kind == "vote" else task.kind
    return _WORDS[said](title, when(task.until))


def when(at: int) -> str:
    """A time for mail, where the reader's time zone is unknown; empty for none."""
    return moment_words(at) if at else ""


def path(task: Task) -> str:
    """The page of this site for the task."""
    return _PATHS[task.kind].format(task.about)


_PATHS: Final = {
    "vote": "/proposals/{}/ballot",
    "unheard": "/proposals/{}/ballot",
    "roll": "/proposals/{}",
    "sponsor": "/proposals/{}",
    "revised": "/proposals/{}",
    "stand": "/proposals/{}/candidates",
    "mention": "/comments/{}",
    "rule": "/proposals/{}",
    "veto": "/proposals/{}",
    "admit": "/clubs/{}/desk",
    "enrol": "/admin/people",
    "renew": "/admin/people",
    "renewed": "/device",
    "confirm": "/admin/tokens",
    "reverse": "/admin/tokens/{}",
    "approve": "/treasury/disbursements/{}",
    "pay": "/treasury/disbursements/{}",
    "score": "/grants/{}",
    "granted": "/treasury/mandates/{}",
    "report": "/grants/applications/{}",
}


def _vote(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("Your vote is open: %(title)s", title=title),
        _(
            "You are on the roll of this vote. Voting ends on %(until)s; until then you can change your ballot.",
            until=until,
        ),
        _("Cast your ballot"),
    )


def _reminder(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("You have not voted yet: %(title)s", title=title),
        _("Voting ends on %(until)s. This is the only reminder.", until=until),
        _("Cast your ballot"),
    )


def _unheard(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("Your delegate has not voted yet: %(title)s", title=title),
        _(
            "You let others vote for you, and none of them has cast a ballot so far. Voting ends on %(until)s; your "
            "own ballot always comes first.",
            until=until,
        ),
        _("Vote yourself"),
    )


def _mention(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("Somebody mentions you in the discussion of: %(title)s", title=title),
        _("They may hope for an answer from you."),
        _("Read the comment"),
    )


def _roll(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("A vote was announced: %(title)s", title=title),
        _(
            "You are on its roll. If your weight or someone else’s seems wrong, you can object before voting opens on "
            "%(until)s.",
            until=until,
        ),
        _("Look at the proposal and its roll"),
    )


def _sponsor(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("A proposal seeks sponsors: %(title)s", title=title),
        _("It is put to the vote only if enough members sponsor it before %(until)s.", until=until),
        _("Read the proposal"),
    )


def _revised(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("There is a new version of what you sponsored: %(title)s", title=title),
        _("You sponsored an earlier version. See what has changed before %(until)s.", until=until),
        _("See the new version"),
    )


def _stand(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("You were nominated: %(title)s", title=title),
        _("You are a candidate only if you accept, with a few words on yourself, before the vote is announced."),
        _("Accept or decline"),
    )


def _rule(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("A challenge waits for your ruling: %(title)s", title=title),
        _(
            "The outcome of this vote was challenged. If nobody rules before %(until)s, the outcome stands.",
            until=until,
        ),
        _("Read the challenge"),
    )


def _veto(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("You could veto this until its standstill ends: %(title)s", title=title),
        _("It has passed, and will be carried out unless it is stopped before %(until)s.", until=until),
        _("Read the proposal"),
    )


def _admit(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("Somebody asks to join your club: %(title)s", title=title),
        _("A convener of the club admits them, or turns them down with a reason."),
        _("Go to the club"),
    )


def _enrol(title: str, until: str) -> TaskMessage:
    del title, until
    return TaskMessage(
        _("A key waits to be enrolled"),
        _("Somebody has made a key. They become a member when a registrar enrols it."),
        _("Go to the keys"),
    )


def _renew(title: str, until: str) -> TaskMessage:
    del title, until
    return TaskMessage(
        _("A member asks for a new key"),
        _("Somebody has lost their key. Make sure that it is they who ask; two registrars must agree."),
        _("Go to the keys"),
    )


def _renewed(title: str, until: str) -> TaskMessage:
    del title
    return TaskMessage(
        _("Registrars agreed to a new key in your name"),
        _("From %(until)s on it replaces your other keys. If it is not yours, stop it before then.", until=until),
        _("Look at your keys"),
    )


def _confirm(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("An award of tokens waits for your confirmation: %(title)s", title=title),
        _("Tokens count only after a second issuer has confirmed them."),
        _("Look at the award"),
    )


def _reverse(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("An issuer asks to take back an award of tokens: %(title)s", title=title),
        _("A confirmed award is taken back only if a second issuer signs the same."),
        _("Look at the award"),
    )


def _approve(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("A request for payment waits for your approval: %(title)s", title=title),
        _("Compare it with what was voted. The mandate ends on %(until)s.", until=until),
        _("Look at the request"),
    )


def _pay(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("An approved request waits to be paid: %(title)s", title=title),
        _("It has all the approvals it needs. The mandate ends on %(until)s.", until=until),
        _("Look at the request"),
    )


def _score(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("Applications wait for your points: %(title)s", title=title),
        _("You are on the committee that scores them. Points can be given and changed until %(until)s.", until=until),
        _("Look at the applications"),
    )


def _granted(title: str, until: str) -> TaskMessage:
    return TaskMessage(
        _("A grant was awarded, and nobody has asked for it to be paid: %(title)s", title=title),
        _("It is paid once you ask for it and say what exactly it is for, until %(until)s.", until=until),
        _("Ask for a payment"),
    )


def _report(title: str, until: str) -> TaskMessage:
    del until
    return TaskMessage(
        _("A report is due: %(title)s", title=title),
        _("The grant was paid. Tell everybody what was done with the money, with receipts or pictures."),
        _("Write the report"),
    )


_WORDS: Final[dict[str, Callable[[str, str], TaskMessage]]] = {
    "vote": _vote,
    "unheard": _unheard,
    "mention": _mention,
    "reminder": _reminder,
    "roll": _roll,
    "sponsor": _sponsor,
    "revised": _revised,
    "stand": _stand,
    "rule": _rule,
    "veto": _veto,
    "admit": _admit,
    "enrol": _enrol,
    "renew": _renew,
    "renewed": _renewed,
    "confirm": _confirm,
    "reverse": _reverse,
    "approve": _approve,
    "pay": _pay,
    "score": _score,
    "granted": _granted,
    "report": _report,
}


def kind_choices() -> dict[str, str]:
    """The label of each kind of notice in the settings."""
    return {
        "vote": _("A vote in which I may take part has opened"),
        "reminder": _("Voting ends soon, and neither I nor my delegate has voted"),
        "roll": _("A vote was announced, with me on its roll"),
        "sponsor": _("A proposal seeks sponsors"),
        "revised": _("There is a new version of a proposal that I sponsored"),
        "stand": _("Somebody nominated me in an election"),
        "mention": _("Somebody mentions me in a discussion"),
        "rule": _("A challenge waits for my ruling"),
        "veto": _("Something has passed that I could veto"),
        "admit": _("Somebody asks to join a club that I convene"),
        "enrol": _("A key waits to be enrolled"),
        "renew": _("A member who lost their key asks for a new one"),
        "renewed": _("Registrars agree to a new key in my name"),
        "confirm": _("An award waits for my confirmation"),
        "reverse": _("Another issuer asks to take back an award"),
        "approve": _("A request for payment waits for my approval"),
        "pay": _("An approved request waits to be paid"),
        "score": _("Applications for grants wait for my points"),
        "granted": _("A grant was awarded for which I applied"),
        "report": _("A report on a grant is due"),
    }
