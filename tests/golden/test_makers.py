"""The maker of golden records: it makes a valid record of each known format."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from govern.actions.writing import rebuild
from govern.rules.rulebook.formats import FORMATS
from govern.store.database import open_engine
from govern.verify import verify
from tests.tools.golden import maker
from tests.tools.golden import records as golden
from tests.tools.prepared import make_tables


@pytest.mark.parametrize("number", FORMATS)
def test_a_record_is_made_in_each_format(number: int, tmp_path: Path, lock: Path) -> None:
    folder = tmp_path / "golden"
    maker.make(number, folder, small=True)
    report = json.loads(verify(folder / "record.zip", vkey=folder / "vkey").json())
    assert golden.expected(folder).items() <= report.items()
    engine = _loaded(folder, tmp_path)
    rebuild.rebuild(engine, lock)
    assert golden.tables(engine) == golden.expected_tables(folder)
    engine.dispose()
    with pytest.raises(FileExistsError):
        maker.make(number, folder, small=True)


def _loaded(folder: Path, place: Path) -> Engine:
    make_tables(url := f"sqlite:///{place / 'again.db'}")
    engine = open_engine(url)
    golden.load(folder, engine)
    return engine
