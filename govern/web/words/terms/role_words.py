"""Names of roles and offices."""

from govern.web.frame.gettext import _


def role_words(role: str) -> str:
    """The name of a role or an elected office; an office unknown here by its own word."""
    sentences = {
        "administrator": _("administrator"),
        "registrar": _("registrar"),
        "issuer": _("issuer of tokens"),
        "treasurer": _("treasurer"),
        "moderator": _("moderator"),
        "arbiter": _("arbiter"),
        "guardian": _("guardian"),
        "expert": _("expert"),
        "convener": _("convener"),
        "delegate": _("delegate of a club"),
        "auditor": _("auditor"),
        "chair": _("chair"),
        "councillor": _("council member"),
        "secretary": _("secretary"),
    }
    return sentences.get(role) or role.replace("-", " ")
