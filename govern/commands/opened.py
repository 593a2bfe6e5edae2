"""Opens an instance for a command: reads the settings, restricts permissions and checks the database."""

import sys

from govern import config
from govern.cli_i18n import ngettext
from govern.config import Instance


def opened(*, upgraded: bool = True) -> Instance:
    """The instance of GOVERN_INSTANCE; raises InstanceError, or an error of the system or the database.

    Without `upgraded` the tables may be those of an older version, because the command upgrades them.
    """
    from govern.operations import database

    instance = read()
    database.check(instance, upgraded=upgraded)
    return instance


def read() -> Instance:
    """The same without a check of the database."""
    from govern.operations import permissions

    folder = config.instance_folder()
    instance = config.load(folder)
    config.make_movable(folder)
    closed = permissions.tighten(instance)
    if closed:
        message = ngettext(
            "Other users of this machine could read %(num)s file or folder of the community; now only its owner can.",
            "Other users of this machine could read %(num)s files or folders of the community; now only its owner can.",
            len(closed),
        )
        print(f"govern: {message}", file=sys.stderr)
    return instance
