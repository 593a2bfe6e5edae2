"""Health checks of files: permissions, owner, misplaced keys, disk space."""

import os
import shutil
from collections.abc import Iterator
from typing import Final

from govern.cli_i18n import _
from govern.config import Instance
from govern.operations import permissions
from govern.operations.doctor.finding import HealthFinding, bad, ok, warn

MEGABYTE: Final = 1_000_000
LITTLE_ROOM: Final = 1000 * MEGABYTE
NO_ROOM: Final = 100 * MEGABYTE


def examine(instance: Instance) -> Iterator[HealthFinding]:
    """The findings about files."""
    yield _permissions(instance)
    yield _owner(instance)
    yield _user()
    yield _founder_key(instance)
    yield _room(instance)


def _permissions(instance: Instance) -> HealthFinding:
    exposed = permissions.exposed(instance)
    if not exposed:
        return ok("permissions", _("Only their owner can read the files."))
    names = ", ".join(path.name for path in exposed)
    return bad(
        "permissions",
        _("Other users of this machine can read: %(names)s", names=names),
        _("Any other command closes them, run by their owner; or use: chmod -R go= %(folder)s", folder=instance.folder),
    )


def _owner(instance: Instance) -> HealthFinding:
    foreign = [path.name for path in instance.folder.iterdir() if path.stat().st_uid != os.geteuid()]
    if not foreign:
        return ok("owner", _("All files belong to the user who runs this command."))
    text = _("Files of another user than the one who runs this command: %(names)s", names=", ".join(sorted(foreign)))
    return warn("owner", text, _("Run commands as the user that the server runs as; give it the files with chown."))


def _user() -> HealthFinding:
    if os.geteuid() != 0:
        return ok("user", _("The command is run by an ordinary user."))
    return warn(
        "user",
        _("The command is run by root."),
        _("Let an ordinary user own the folder and run the server: README, “Running as a service”."),
    )


def _founder_key(instance: Instance) -> HealthFinding:
    file = instance.folder / "founder.key"
    if not file.exists():
        return ok("founder-key", _("The server has nobody's key."))
    return warn(
        "founder-key",
        _("The founder's key still lies in %(file)s: whoever reads it can sign for the founder.", file=file),
        _("Bring it into your browser, save a recovery file there, then delete it here."),
    )


def _room(instance: Instance) -> HealthFinding:
    free = shutil.disk_usage(instance.folder).free
    text = _("%(free)s MB of the disk are free.", free=free // MEGABYTE)
    if free >= LITTLE_ROOM:
        return ok("disk", text)
    mend = _("Make room: nothing can be recorded on a full disk.")
    return warn("disk", text, mend) if free >= NO_ROOM else bad("disk", text, mend)
