"""Names of roles and offices."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.web.frame.gettext import _

ROLES: Final[Mapping[str, str]] = {
    "administrator": N_("administrator"),
    "registrar": N_("registrar"),
    "issuer": N_("issuer of tokens"),
    "treasurer": N_("treasurer"),
    "moderator": N_("moderator"),
    "arbiter": N_("arbiter"),
    "guardian": N_("guardian"),
    "expert": N_("expert"),
    "convener": N_("convener"),
    "delegate": N_("delegate of a club"),
    "auditor": N_("auditor"),
    "chair": N_("chair"),
    "councillor": N_("council member"),
    "secretary": N_("secretary"),
}


def role_words(role: str) -> str:
    """The name of a role or an elected office; an office unknown here by its own word."""
    return _(ROLES[role]) if role in ROLES else role.replace("-", " ")
