"""The `govern` command: founding, serving, checking. Each command imports only what it needs."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govern import config, tally_command, treasury_command
from govern.config import InstanceError
from govern.domain.errors import words
from govern.domain.telling import Told, said
from govern.spoken import _, ngettext, speak

if TYPE_CHECKING:
    from govern.verify.report import Report

Command = Callable[[argparse.Namespace], int]
INSTANCE_HELP = words("The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program).")


class Trouble(Exception):
    """What a command tells the person instead of a traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 is success, 1 a check that failed, 2 an input that cannot be used."""
    speak()
    parsed = _parser().parse_args(arguments)
    try:
        run: Command = parsed.run
        return run(parsed)
    except (Trouble, InstanceError, OSError) as error:
        print(f"govern: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govern", description=_("Signed votes, mandates and money, open to checking.")
    )
    commands = parser.add_subparsers(title=_("commands"), required=True, metavar="COMMAND")

    def command(name: str, run: Command, text: str, more: str = "") -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=_both(text, _(more)) if more else text)
        one.set_defaults(run=run)
        return one

    keygen = command(
        "keygen", _keygen, _("Make a new key file."), words("Keep it secret: whoever has it can sign for you.")
    )
    keygen.add_argument("file", type=Path, metavar="FILE")

    init = command("init", _init, _("Found a community."), INSTANCE_HELP)
    init.add_argument("--name", required=True, help=_("the community's public name"))
    init.add_argument(
        "--founder-key", type=Path, metavar="FILE", help=_("a key file; without it one is made and shown")
    )
    init.add_argument("--host", default="localhost", help=_("the name people reach the server by (default: localhost)"))
    init.add_argument("--preset", default="tokens", metavar="NAME", help=_(PRESET_HELP))
    init.add_argument("--database", default="", metavar="URL", help=_("e.g. postgresql+psycopg://…; default: SQLite"))

    serve = command("serve", _serve, _("Serve the community to browsers."), INSTANCE_HELP)
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument(
        "--listen", default="127.0.0.1", metavar="ADDRESS", help=_("where to listen (default: 127.0.0.1)")
    )
    serve.add_argument("--threads", type=int, default=32, help=_("requests handled at once (default: 32)"))

    command("tick", _tick, _("Carry out what is due now: announce, close and apply votes, send mail."), INSTANCE_HELP)

    _add_mail(command("mail", _mail, _("Set up how mail is sent. Without --host none is sent."), INSTANCE_HELP))

    demo = command("demo", _demo, _("Show a made-up community, ready to try."), words("Nothing of it is kept."))
    demo.add_argument("--port", type=_port, default=8000)

    bundle = command("bundle", _bundle, _("Write the whole record as a file that anyone can verify."), INSTANCE_HELP)
    bundle.add_argument("out", type=Path, metavar="OUT.zip")

    rebuild = command("rebuild", _rebuild, _("Replay the record and compare it with the tables."), INSTANCE_HELP)
    rebuild.add_argument("--check", action="store_true", required=True, help=_("compare only; nothing is changed"))

    tally_command.add_arguments(command("tally", _tally, _("Count a file of ballots."), tally_command.HELP))

    treasury_command.add_arguments(
        command("treasury", _treasury, _("Write the books as files; bring in an old ledger."), INSTANCE_HELP)
    )

    _add_verify(command("verify", _verify, _("Check a record without trusting its server."), VERIFY_HELP))
    return parser


def _both(first: str, second: str) -> str:
    """Two sentences; Chinese has no space between them."""
    return _("%(first)s %(second)s", first=first, second=second)


def _add_mail(mail: argparse.ArgumentParser) -> None:
    mail.add_argument("--host", default="", help=_("the SMTP server that takes our mail"))
    mail.add_argument("--port", type=_port, default=0, help=_("its port (default: 587, 465 with tls, 25 with none)"))
    mail.add_argument("--security", choices=sorted(config.PORTS), default="starttls", help=_("default: starttls"))
    mail.add_argument("--user", default="", help=_("whom to sign in as (default: nobody)"))
    mail.add_argument(
        "--password-file", default="", metavar="FILE", help=_("holds the password; in the instance folder")
    )
    mail.add_argument(
        "--from", dest="sender", default="", metavar="ADDRESS", help=_("the address that mail comes from")
    )
    mail.add_argument("--public-url", default="", metavar="URL", help=_("the site's address, for links in mail"))


PRESET_HELP = words(
    "the first rulebook: simple (one member, one vote), tokens (contributions weigh; the default), cooperative "
    "(members are equal, many must take part), foundation (residents, clubs and experts vote in chambers)"
)
VERIFY_HELP = words("Exit status: 0 everything holds, 1 something is false, 2 the input cannot be read.")


def _add_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("source", metavar="SOURCE", help=_("a bundle (.zip), a folder, or the address of a server"))
    verify.add_argument("--vkey", type=Path, metavar="FILE", help=_("the log's verifier key, noted down earlier"))
    verify.add_argument("--checkpoint", type=Path, metavar="FILE", nargs="+", default=[], help=_("earlier checkpoints"))
    verify.add_argument("--receipt", type=Path, metavar="FILE", nargs="+", default=[], help=_("receipts to look up"))
    verify.add_argument(
        "--access-key", type=Path, metavar="FILE", help=_("holds an auditor's key (else GOVERN_ACCESS_KEY)")
    )
    verify.add_argument("--jobs", type=_jobs, default=None, metavar="N", help=_("processes (default: one per core)"))
    verify.add_argument("--json", action="store_true", help=_("print the report for programs"))


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(_("jobs is a number from 1 to 256"))
    return int(text)


def _keygen(arguments: argparse.Namespace) -> int:
    from govern.record import signing

    if arguments.file.exists():
        raise Trouble(_("%(file)s exists already; choose another name, so that no key is lost.", file=arguments.file))
    seed = signing.new_seed()
    config.write_key(arguments.file, seed)
    key = signing.key_id(signing.public_key(seed))
    print(_("A new key lies in %(file)s. Its id is %(key)s.", file=arguments.file, key=key))
    return 0


def _init(arguments: argparse.Namespace) -> int:
    from govern import serving
    from govern.domain.errors import Refused

    try:
        serving.found_community(
            config.instance_folder(),
            name=arguments.name,
            host=arguments.host,
            preset=arguments.preset,
            database=arguments.database,
            founder_key=arguments.founder_key,
        )
    except Refused as refused:
        raise Trouble(said(Told(refused.template, **refused.details), _)) from refused
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from govern import serving

    serving.serve(config.load(config.instance_folder()), arguments.listen, arguments.port, arguments.threads)
    return 0


def _tick(arguments: argparse.Namespace) -> int:
    from govern import serving

    del arguments
    done, sent = serving.tick(config.load(config.instance_folder()))
    told = ngettext("%(num)s statement of the clerk was added.", "%(num)s statements of the clerk were added.", done)
    print(told if done else _("Nothing was due."))
    if sent:
        print(ngettext("%(num)s mail was sent.", "%(num)s mails were sent.", sent))
    return 0


def _mail(arguments: argparse.Namespace) -> int:
    mail = {
        "host": arguments.host,
        "port": arguments.port or config.PORTS[arguments.security],
        "security": arguments.security,
        "user": arguments.user,
        "password_file": arguments.password_file,
        "from": arguments.sender,
    }
    instance = config.set_mail(config.instance_folder(), mail if arguments.host else None, arguments.public_url)
    print(_("Mail is set up.") if instance.mail else _("No mail is sent any more."))
    told = _(
        "Links in it lead to %(url)s. Start “govern serve” again, then look at %(url)s/admin/mail.", url=instance.url
    )
    print(told)
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from govern import serving

    serving.demonstrate(arguments.port)
    return 0


def _bundle(arguments: argparse.Namespace) -> int:
    from govern import serving

    size = serving.write_bundle(config.load(config.instance_folder()), arguments.out)
    told = words("%(file)s holds the record of %(num)s statements. Check it: govern verify %(file)s")
    print(_(told, file=arguments.out, num=size))
    return 0


def _rebuild(arguments: argparse.Namespace) -> int:
    from govern import serving

    del arguments
    differences = serving.rebuild_check(config.load(config.instance_folder()))
    for difference in differences:
        print(difference)
    told = ngettext("%(num)s difference.", "%(num)s differences.", len(differences))
    print(told if differences else _("The tables are what the record says."))
    return 1 if differences else 0


def _verify(arguments: argparse.Namespace) -> int:
    from govern.verify import verify

    report: Report = verify(
        arguments.source,
        vkey=arguments.vkey,
        checkpoints=arguments.checkpoint,
        receipts=arguments.receipt,
        jobs=arguments.jobs,
        progress=_progress if sys.stderr.isatty() else None,
        access_key=_access_key(arguments.access_key),
    )
    print(report.json() if arguments.json else report.text(_))
    return report.exit_status


def _tally(arguments: argparse.Namespace) -> int:
    try:
        print(tally_command.run(arguments))
    except tally_command.CannotTally as error:
        raise Trouble(str(error)) from error
    return 0


def _treasury(arguments: argparse.Namespace) -> int:
    try:
        return treasury_command.run(arguments)
    except treasury_command.Unusable as error:
        raise Trouble(str(error)) from error


def _access_key(file: Path | None) -> str:
    key = (
        os.environ.get("GOVERN_ACCESS_KEY", "") if file is None else file.read_text(encoding="utf-8", errors="replace")
    )
    if not key.strip().isascii() or not key.strip().isprintable():
        raise Trouble(_("This is no access key: it is one line of letters and digits."))
    return key.strip()


def _progress(done: int, total: int) -> None:
    width = 30 * done // max(total, 1)
    end = "\n" if done >= total else ""
    told = _("%(done)s of %(total)s statements", done=done, total=total)
    print(f"\r[{'#' * width}{'.' * (30 - width)}] {told}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
