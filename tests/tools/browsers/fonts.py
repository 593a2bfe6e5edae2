"""Fonts for the test browser, so that Latin and Chinese text looks the same on every machine."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pylopdf_fonts_zh_cn

from tests.tools.cache import cache_folder, kept

SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def fonts_conf(bundled: Sequence[Path] = ()) -> Path:
    """A fontconfig file naming the folders of fonts that exist here, and the Chinese font of the test extra.

    Chromium ends at once when its fontconfig file names no folder with a font in it.
    """
    chinese = Path(pylopdf_fonts_zh_cn.__file__).parent
    folders = [folder for folder in (*bundled, chinese, *SYSTEM_FOLDERS) if folder.is_dir()]
    text = _configuration(folders)
    name = "fontconfig-" + hashlib.sha256(text.encode()).hexdigest()[:16]
    return kept(name, lambda folder: _write(folder / "fonts.conf", text)) / "fonts.conf"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _configuration(folders: Sequence[Path]) -> str:
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        *(f"  <dir>{escape(str(folder))}</dir>" for folder in folders),
        f"  <cachedir>{escape(str(cache_folder() / 'fontconfig-cache'))}</cachedir>",
        *_preference("sans-serif", ("Open Sans", "Noto Sans SC")),
        *_preference("system-ui", ("Open Sans", "Noto Sans SC")),
        *_preference("serif", ("Noto Serif SC",)),
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _preference(generic: str, families: Sequence[str]) -> list[str]:
    named = "".join(f"<family>{family}</family>" for family in families)
    return [f"  <alias><family>{generic}</family><prefer>{named}</prefer></alias>"]
