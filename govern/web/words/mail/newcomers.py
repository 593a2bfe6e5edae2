"""Mail to newcomers: the invitation, the welcome with the confirmation of the address, and the enrolment."""

from govern.actions.mail import notices
from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.actions.people import secret_links
from govern.config import Instance
from govern.web.frame.gettext import _
from govern.web.words.tasks.task_messages import when


def invitation(order: MailJob, instance: Instance) -> Letter:
    """The mail with the link to join; following it confirms the address."""
    number, _colon, code_hash = order.subject.partition(":")
    token = secret_links.make(instance.secret, "invitation", int(number), code_hash)
    return Letter(
        language=order.language,
        subject=invitation_title(order.by, order.community),
        paragraphs=(greeting(order.name), *invitation_sentences(order.community, order.until)),
        action=_("Accept the invitation"),
        link=f"{instance.url}/join/{token}?lang={order.language}",
        footer=_(
            "You get this mail because an administrator or a registrar of %(community)s gave your address. "
            "If you know nothing of this, do nothing: no account is made then.",
            community=order.community,
        ),
    )


def invitation_title(by: str, community: str) -> str:
    """The title of an invitation."""
    if not by:
        return _("You are invited to %(community)s", community=community)
    return _("%(name)s invites you to %(community)s", name=by, community=community)


def invitation_sentences(community: str, until: int) -> tuple[str, ...]:
    """The text of an invitation, by mail or pasted by hand."""
    return (
        _(
            "You are invited to join %(community)s, whose members decide together by vote. You make an account and a "
            "key of your own with which you sign; this takes about five minutes.",
            community=community,
        ),
        _(
            "Open the link in the browser that you use every day, and not within a mail or chat program: your key "
            "stays in that browser."
        ),
        _("The link is for you alone and works once, until %(moment)s.", moment=when(until)),
    )


def greeting(name: str) -> str:
    """The greeting of a mail."""
    return _("Hello %(name)s,", name=name) if name else _("Hello,")


def welcome(order: MailJob, instance: Instance) -> Letter:
    """The first mail after sign-up: the next steps, and the confirmation of the address."""
    return Letter(
        language=order.language,
        subject=_("Welcome to %(community)s", community=order.community),
        paragraphs=(
            greeting(order.name),
            _("You have an account at %(community)s now. It is good to have you here.", community=order.community),
            _("Please confirm that this is your address. Then you are told when a vote opens and when you are needed."),
            _(
                "What comes next: you make your key on your device, and a registrar enrols it. As soon as you are a "
                "member we write to you again."
            ),
        ),
        action=_("Confirm my address"),
        link=address_link(order, instance),
        footer=_(
            "You get this mail because somebody made an account at %(community)s with your address. If it was not "
            "you, do nothing: no other mail will come.",
            community=order.community,
        ),
    )


def address_link(order: MailJob, instance: Instance) -> str:
    """The link that confirms an address."""
    token = secret_links.make(instance.secret, "address", order.account, notices.fingerprint(order.email))
    return f"{instance.url}/notices/address/{token}?lang={order.language}"


def enrolled(order: MailJob, instance: Instance) -> Letter:
    """The mail to a new member: how to vote."""
    return Letter(
        language=order.language,
        subject=_("You are a member of %(community)s now", community=order.community),
        paragraphs=(
            greeting(order.name),
            _("A registrar has enrolled your key. From now on you can propose, discuss and vote."),
            _(
                "This is how one votes: when a vote opens, it stands on your home page, and you get a mail with its "
                "link. You choose, read what you are about to sign, and sign it with the key on your device. Until "
                "the vote ends you can change your ballot."
            ),
            _(
                "Keep the backup of your key away from this device. With it you bring your key to a new phone or "
                "computer; nobody else can do that for you."
            ),
        ),
        action=_("See what is being decided"),
        link=f"{instance.url}/",
        footer=_("You get this mail because you have an account at %(community)s.", community=order.community),
    )
