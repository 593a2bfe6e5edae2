"""Compares the server's keys with those in the founding statement."""

import base64

from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.protocol.facts import Community
from govern.record import signing


def check(instance: Instance, community: Community) -> None:
    """Raise InstanceError if `clerk.key` or `log.key` is not the key in this community's founding."""
    kept = {"clerk.key": (instance.clerk_seed, community.clerk_key), "log.key": (instance.log_seed, community.log_key)}
    for name, (seed, founded_with) in kept.items():
        if base64.b64encode(signing.public_key(seed)).decode() != founded_with:
            raise InstanceError(
                _(
                    "%(file)s is not the key that “%(name)s” was founded with, so nothing can be signed for it. "
                    "Put the right file back from a backup of this community’s folder.",
                    file=instance.folder / name,
                    name=community.name,
                )
            )
