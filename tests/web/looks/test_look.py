"""The look: sufficient contrast in both themes, and nothing inline."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from govern.web.serving.stylesheet import PARTS, joined

ROOT = Path(__file__).resolve().parents[3]
CSS = ROOT / "govern" / "static" / "css"
TEMPLATES = ROOT / "templates"

TEXT_ON = [
    ("ink", "ground surface sunk leaf-wash honey-wash brick-wash sky-wash slate-wash"),
    ("ink-soft", "ground surface sunk"),
    ("leaf", "ground surface sunk leaf-wash honey-wash"),
    ("leaf-deep", "ground surface leaf-wash"),
    ("brick", "ground surface brick-wash"),
    ("brick-deep", "brick-wash"),
    ("honey", "surface honey-wash"),
    ("sky", "surface sky-wash"),
    ("slate-deep", "slate-wash"),
    ("on-fill", "leaf leaf-deep brick"),
]
LINE_ON = [
    ("line-strong", "ground surface"),
    ("sky", "ground surface sunk"),
    ("leaf", "surface leaf-wash sunk"),
    ("brick", "surface sunk"),
    ("slate", "surface sunk"),
    ("honey", "honey-wash sunk"),
    ("ink", "surface"),
]


def files() -> dict[str, str]:
    """The files of the stylesheet."""
    return {path.stem: path.read_text() for path in CSS.glob("*.css")}


def blocks() -> dict[str, dict[str, str]]:
    """Read the colours of each theme from the tokens."""
    found = re.findall(r"(:root[^{]*)\{([^}]*)\}", files()["tokens"])
    return {name.strip(): dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body)) for name, body in found}


def luminance(colour: str) -> Fraction:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return Fraction(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def contrast(one: str, other: str) -> Fraction:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + Fraction(1, 20)) / (low + Fraction(1, 20))


def pairs(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spell out a table of "this on those" as single pairs."""
    return [(front, back) for front, backs in table for back in backs.split()]


@pytest.mark.parametrize("theme", [":root", ':root[data-theme="dark"]'])
@pytest.mark.parametrize(("table", "least"), [(TEXT_ON, Fraction(9, 2)), (LINE_ON, Fraction(3))])
def test_every_pair_of_colours_has_enough_contrast(theme: str, table: list[tuple[str, str]], least: Fraction) -> None:
    colours = blocks()[theme]
    measured = {(front, back): contrast(colours[front], colours[back]) for front, back in pairs(table)}
    assert {pair: round(float(ratio), 2) for pair, ratio in measured.items() if ratio < least} == {}


def test_the_dark_theme_is_the_same_whether_chosen_or_found() -> None:
    themes = blocks()
    assert themes[':root[data-theme="dark"]'] == themes[":root:not([data-theme])"]
    assert set(themes[':root[data-theme="dark"]']) == set(themes[":root"])


def test_each_file_of_the_stylesheet_is_short_and_a_part_of_one_layer() -> None:
    assert set(PARTS) == set(files())
    assert max(len(text.splitlines()) for text in files().values()) <= 400
    layers = {name: re.findall(r"(?m)^@layer ([a-z]+) \{", text) for name, text in files().items()}
    assert {name for name, found in layers.items() if len(found) != 1} == set()
    (order,) = re.findall(r"(?m)^@layer ([a-z, ]+);", files()["tokens"])
    assert PARTS[0] == "tokens"  # it says the order of the layers, which has to come first
    assert {found for (found,) in layers.values()} == set(order.split(", "))


def test_the_stylesheet_names_no_unknown_token() -> None:
    text = joined(CSS.parent).decode()
    known = set(re.findall(r"--([a-z0-9-]+):", text))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", text)) <= known


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("parts/*.html")), ids=lambda path: path.name)
def test_no_part_has_style_or_script_inside(path: Path) -> None:
    assert re.findall(r"""\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*src=)""", path.read_text()) == []
