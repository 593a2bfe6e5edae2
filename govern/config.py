"""The instance folder: settings, the server's keys and the last published checkpoint."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from govern import database_url
from govern.cli_i18n import _
from govern.database_url import DatabaseOutsideFolder
from govern.record import signing

KEY_FORMAT = "govern-key/1"
LOCAL: Final = ("localhost", "127.0.0.1")
DEFAULT_PORT: Final = 8000
PORTS: Final = {"none": 25, "starttls": 587, "tls": 465}  # default ports


class InstanceError(Exception):
    """The instance folder is not usable; the message gives advice."""


def instance_folder() -> Path:
    """`GOVERN_INSTANCE`, or `instance/` of a checkout, or `instance/` in the current folder."""
    named = os.environ.get("GOVERN_INSTANCE")
    if named:
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parent.parent
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / "instance"


@dataclass(frozen=True)
class Mail:
    """The SMTP server for outgoing mail; `security` is `none`, `starttls` or `tls`, `user` is empty for no sign-in."""

    host: str
    port: int
    security: str
    user: str
    password_file: str
    sender: str


@dataclass(frozen=True)
class Instance:
    """A running community: its folder and its data outside the database."""

    folder: Path
    database: str
    secret: str
    origin_name: str
    clerk_seed: bytes
    log_seed: bytes
    private_key: bytes
    mail: Mail | None = None
    public_url: str = ""
    port: int = DEFAULT_PORT  # the local port; public only without a proxy

    @property
    def url(self) -> str:
        """The public address, without a trailing slash."""
        if self.public_url:
            return self.public_url
        if self.https:
            return f"https://{self.origin_name}"
        return f"http://{self.origin_name}" if ":" in self.origin_name else f"http://{self.origin_name}:{self.port}"

    @property
    def https(self) -> bool:
        """Whether people reach the server by HTTPS: always except on the machine itself."""
        host = urlsplit(self.public_url).hostname if self.public_url else self.origin_name.partition(":")[0]
        return host not in LOCAL

    @property
    def guard(self) -> Path:
        """The file with the last published checkpoint."""
        return self.folder / "last-checkpoint"

    @property
    def attachments(self) -> Path:
        """The folder of encrypted uploads, named by SHA-256; only the application's views serve it."""
        return self.folder / "attachments"

    @property
    def lock(self) -> Path:
        """The lock file of writers."""
        return self.folder / "writer.lock"


def create(folder: Path, origin_name: str, database: str = "") -> Instance:
    """Create the folder with new server keys; raises InstanceError if it already has a community."""
    if (folder / "settings.json").exists():
        message = _(
            "There is a community in %(folder)s already. Choose another folder with GOVERN_INSTANCE.", folder=folder
        )
        raise InstanceError(message)
    try:
        database = database_url.relative(folder, database or database_url.DEFAULT)
    except DatabaseOutsideFolder as error:
        raise InstanceError(str(error)) from error
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_key(folder / "clerk.key", signing.new_seed())
    write_key(folder / "log.key", signing.new_seed())
    write_key(folder / "private.key", secrets.token_bytes(32))
    settings = {
        "database": database,
        "origin_name": origin_name,
        "secret": secrets.token_urlsafe(32),
    }
    _write_private(folder / "settings.json", json.dumps(settings, indent=1) + "\n")
    return load(folder)


def load(folder: Path) -> Instance:
    """The instance in a folder; raises InstanceError if it is missing or unreadable."""
    try:
        settings = json.loads((folder / "settings.json").read_text())
        return Instance(
            folder=folder,
            database=os.environ.get("GOVERN_DATABASE") or database_url.located(folder, settings["database"]),
            secret=settings["secret"],
            origin_name=settings["origin_name"],
            clerk_seed=read_key(folder / "clerk.key"),
            log_seed=read_key(folder / "log.key"),
            private_key=read_key(folder / "private.key"),
            mail=_read_mail(settings.get("mail")),
            public_url=str(settings.get("public_url", "")).rstrip("/"),
        )
    except FileNotFoundError as error:
        raise InstanceError(
            _(
                "No community lies in %(folder)s. Make one with “govern init --name NAME”, "
                "or name its folder in GOVERN_INSTANCE.",
                folder=folder,
            )
        ) from error
    except DatabaseOutsideFolder as error:
        raise InstanceError(str(error)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InstanceError(
            _("The settings in %(folder)s cannot be read: %(why)s", folder=folder, why=error)
        ) from error


def _read_mail(raw: Any) -> Mail | None:
    if raw is None:
        return None
    port = raw.get("port", PORTS.get(raw.get("security", "starttls"), 0))
    texts = {name: raw.get(name, "") for name in ("host", "user", "password_file", "from")}
    security = raw.get("security", "starttls")
    plain = all(isinstance(value, str) and value.isprintable() for value in texts.values())
    if not plain or security not in PORTS or type(port) is not int or not 0 < port < 65536:
        raise ValueError(_("“mail” needs host, port, security (none, starttls or tls), user, password_file and from"))
    if not texts["host"] or "@" not in texts["from"]:
        raise ValueError(_("“mail” needs a host, and in “from” the address that mail comes from"))
    return Mail(texts["host"], port, security, texts["user"], texts["password_file"], texts["from"])


def set_mail(folder: Path, mail: Mapping[str, Any] | None, public_url: str) -> Instance:
    """Change the mail settings, None for no mail; raises InstanceError for unusable settings."""
    return change(folder, {"mail": dict(mail) if mail else None, "public_url": public_url or None})


def change(folder: Path, values: Mapping[str, Any]) -> Instance:
    """Change settings, None to remove one; raises InstanceError for unusable values."""
    load(folder)
    settings = json.loads((folder / "settings.json").read_text())
    changed = {name: value for name, value in {**settings, **values}.items() if value is not None}
    try:
        _read_mail(changed.get("mail"))
    except ValueError as error:
        raise InstanceError(str(error)) from error
    fresh = folder / "settings.new"
    fresh.unlink(missing_ok=True)
    _write_private(fresh, json.dumps(changed, indent=1) + "\n")
    fresh.replace(folder / "settings.json")
    return load(folder)


def make_movable(folder: Path) -> None:
    """Make an absolute path to the database, written by earlier versions, relative to the folder."""
    if os.environ.get("GOVERN_DATABASE"):
        return
    written = json.loads((folder / "settings.json").read_text())["database"]
    relative = database_url.relative(folder, written)
    if relative != written:
        change(folder, {"database": relative})


def write_key(path: Path, seed: bytes) -> None:
    """Write a key file readable only by its owner; raises FileExistsError if it exists."""
    value = {
        "format": KEY_FORMAT,
        "public_key": base64.b64encode(signing.public_key(seed)).decode(),
        "seed": base64.b64encode(seed).decode(),
    }
    _write_private(path, json.dumps(value, indent=1) + "\n")


def read_key(path: Path) -> bytes:
    """The seed in a key file; raises InstanceError if it has none."""
    try:
        value: Any = json.loads(path.read_text())
        seed = base64.b64decode(value["seed"], validate=True)
        if value["format"] != KEY_FORMAT or len(seed) != 32:
            raise ValueError(_("not a key of this program"))
        if base64.b64decode(value["public_key"]) != signing.public_key(seed):
            raise ValueError(_("its two halves do not belong together"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InstanceError(_("The key file %(path)s cannot be used: %(why)s", path=path, why=error)) from error
    return seed


def _write_private(path: Path, content: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
