"""The record that most of these tests verify, valid or damaged: made once, then copied."""

from collections.abc import Callable
from pathlib import Path

import pytest

from govern.verify import VerificationReport, verify
from tests.verify.forging.forger import Files, Forger, write_files
from tests.verify.forging.story import StoryIds, record_story


@pytest.fixture(scope="session")
def honest() -> tuple[Forger, StoryIds]:
    """A record kept honestly, and what was told; to be left as it is."""
    return retold()


@pytest.fixture
def story() -> tuple[Forger, StoryIds]:
    """The same record once more, to go on with."""
    return retold()


def retold() -> tuple[Forger, StoryIds]:
    """The tale told to another forger, which makes the very same record."""
    forger = Forger()
    return forger, record_story(forger)


@pytest.fixture
def files(honest: tuple[Forger, StoryIds]) -> Files:
    """The honest record's files, to be changed."""
    return honest[0].files()


Check = Callable[[Files], VerificationReport]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Verifies some files as a bundle."""
    return lambda files: verify(write_files(tmp_path / "bundle.zip", files))
