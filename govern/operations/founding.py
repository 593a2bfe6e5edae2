"""Founds a community on this machine: its folder, tables, first statement, and the founder's invitation."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from govern import config
from govern.actions.people import invitations
from govern.actions.writing import founding
from govern.cli_i18n import _
from govern.config import Instance, InstanceError
from govern.record import signing
from govern.rules.people.signers import Person
from govern.rules.rulebook import presets
from govern.rules.rulebook.formats import newest
from govern.web import create_app
from govern.web.frame.database import private_write
from govern.web.frame.services import Services, system_clock
from govern.web.serving.upgrading import upgrade


@dataclass(frozen=True)
class FoundedCommunity:
    """A new community: its instance, the founder's key file, and the founder's invitation code."""

    instance: Instance
    key_file: Path
    code: str


def found_community(
    folder: Path, *, name: str, host: str, preset: str, database: str, founder_key: Path | None
) -> FoundedCommunity:
    """Create the instance, its database and the founding statement.

    Raises InstanceError for an unusable folder or key, Refused for an unusable name or host.
    """
    if preset not in presets.PRESETS:
        known = ", ".join(sorted(presets.PRESETS))
        raise InstanceError(_("There is no preset “%(preset)s”. There are: %(known)s.", preset=preset, known=known))
    seed = config.read_key(founder_key) if founder_key else signing.new_seed()
    fresh = not folder.exists()
    instance = _create(folder, host, database, fresh)
    try:
        founder = Person(founding.new_member_id(), seed)
        code = _found(instance, name, founder, preset)
    except BaseException:
        _undo(instance, fresh)
        raise
    key_file = founder_key or folder / "founder.key"
    if founder_key is None:
        config.write_key(key_file, seed)
    return FoundedCommunity(instance, key_file, code)


def _create(folder: Path, host: str, database: str, fresh: bool) -> Instance:
    try:
        return config.create(folder, host, database)
    except OSError:  # such as a full disk; files in a folder that existed before may belong to somebody
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _found(instance: Instance, name: str, founder: Person, ready_made: str) -> str:
    app = create_app(instance)
    services: Services = app.extensions["govern"]
    try:
        with app.app_context():
            upgrade()
            founding.found(services.recorder, name, founder, presets.preset(ready_made, newest().number))
            with private_write() as session:
                return invitations.invite_founder(session, instance.secret, founder.member, system_clock())
    finally:
        services.engine.dispose()


def _undo(instance: Instance, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(instance.folder)
        return
    keys = ("clerk.key", "log.key", "private.key")
    for file in ("settings.json", *keys, "govern.db", "govern.db-wal", "govern.db-shm"):
        (instance.folder / file).unlink(missing_ok=True)
