"""Finds or fetches the tests' Chromium and gives its launch options.

The order: `$GOVERN_CHROMIUM`, one on PATH, else the npm package below, fetched once into the user's cache.
"""

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import brotli

from tests.tools.browsers.fonts import fonts_conf
from tests.tools.browsers.node import npm_command
from tests.tools.cache import kept

NAMES_ON_PATH = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
# The package's integrity figure: SHA-512 of the tarball, base64 (Subresource Integrity notation without its prefix).
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
BUNDLE = f"chromium-{VERSION}"
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of tests are left so soon that compiling their scripts in the optimizing tiers costs more than it saves.
    "--js-flags=--no-opt --no-maglev",
)


@cache
def chromium_path() -> Path:
    """The Chromium to test with. Raises RuntimeError with what to do when none can be had."""
    named = os.environ.get("GOVERN_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise RuntimeError(f"GOVERN_CHROMIUM names no file: {named}")
        return Path(named)
    found = next(filter(None, map(shutil.which, NAMES_ON_PATH)), None)
    return Path(found) if found else kept(BUNDLE, _install) / "chromium"


def launch_options() -> dict[str, Any]:
    """The keyword arguments for Playwright's `chromium.launch` and `launch_persistent_context`."""
    path = chromium_path()
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"executable_path": str(path), "args": arguments, "env": {**os.environ, **_environment(path)}}


@cache
def _environment(path: Path) -> dict[str, str]:
    bundle = path.parent
    if bundle.name != BUNDLE:
        return {"FONTCONFIG_FILE": str(fonts_conf())}
    settings = {"FONTCONFIG_FILE": str(fonts_conf([bundle / "fonts"]))}
    if not _starts(path):
        settings["LD_LIBRARY_PATH"] = str(bundle / "lib")
    return settings


def _starts(path: Path) -> bool:
    """Whether the system has the few shared libraries (NSS, NSPR, expat) that Chromium links to."""
    return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0


def _install(folder: Path) -> None:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise RuntimeError("no packaged Chromium for this kind of machine: install one and name it in GOVERN_CHROMIUM")
    with tarfile.open(_fetch(folder)) as package:
        _unbrotli(package, "chromium.br", folder / "chromium")
        (folder / "chromium").chmod(0o755)
        for name in ("al2023", "fonts"):
            _unbrotli(package, f"{name}.tar.br", folder / f"{name}.tar")
            _unpack(folder / f"{name}.tar", folder)
            (folder / f"{name}.tar").unlink()
    _tarball(folder).unlink()


def _unpack(archive: Path, folder: Path) -> None:
    # Plain files only, by hand: extractall's filter came with Python 3.11.4, and 3.12 warns where it is not given.
    with tarfile.open(archive) as members:
        for member in members:
            content = members.extractfile(member)
            if content is not None:
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def _tarball(folder: Path) -> Path:
    return folder / f"{PACKAGE.strip('@').replace('/', '-')}-{VERSION}.tgz"


def _fetch(folder: Path) -> Path:
    """The package's tarball, fetched by npm and checked. Raises RuntimeError if it is not the one we know."""
    command = [*npm_command(), "pack", "--silent", f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=900)
    with _tarball(folder).open("rb") as file:
        digest = base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
    if digest != SHA512:
        raise RuntimeError(f"{PACKAGE} {VERSION} has SHA-512 {digest}, not {SHA512}")
    return _tarball(folder)


def _unbrotli(package: tarfile.TarFile, name: str, target: Path) -> None:
    source = package.extractfile(f"package/bin/{name}")
    if source is None:
        raise RuntimeError(f"{PACKAGE} {VERSION} holds no {name}")
    decompressor = brotli.Decompressor()
    with source, target.open("wb") as out:
        while chunk := source.read(1 << 20):
            out.write(decompressor.process(chunk))
    if not decompressor.is_finished():
        raise RuntimeError(f"{PACKAGE} {VERSION}: {name} is cut short")
