"""The zip container has the same bytes each time, and any program can read it."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.verify.inputs import archive

NAMES = st.text("abcdefghij/0123456789", min_size=1, max_size=20)


def _written(files: dict[str, bytes]) -> io.BytesIO:
    return _in_order([(name, files[name]) for name in sorted(files)])


def _in_order(files: list[tuple[str, bytes]]) -> io.BytesIO:
    out = io.BytesIO()
    writer = archive.ArchiveWriter(out)
    for name, data in files:
        writer.add(name, data)
    writer.finish()
    return out


def _listed(out: io.BytesIO) -> list[archive.File]:
    with zipfile.ZipFile(out) as found:
        return [archive.File(one.filename, one.CRC, one.file_size, one.header_offset) for one in found.infolist()]


@given(st.dictionaries(NAMES, st.binary(max_size=100), max_size=8))
def test_a_written_archive_is_readable_and_regular(files: dict[str, bytes]) -> None:
    out = _written(files)
    with zipfile.ZipFile(out) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == files
    assert archive.is_regular(out, _listed(out))


def test_more_files_than_sixteen_bits_can_count() -> None:
    out = _written({f"{number:06}": b"" for number in range(70_000)})
    listed = _listed(out)
    assert len(listed) == 70_000
    assert archive.is_regular(out, listed)


@pytest.mark.parametrize(("number", "is_large"), [(65_534, False), (65_535, True)])
def test_from_what_number_on_the_directory_counts_in_more_bits(number: int, is_large: bool) -> None:
    out = _written({f"{one:05}": b"" for one in range(number)})
    assert (b"PK\x06\x06" in out.getvalue()[-200:]) == is_large
    assert len(_listed(out)) == number


@pytest.mark.parametrize(("place", "is_large"), [(0xFFFFFFFE, False), (0xFFFFFFFF, True)])
def test_from_what_length_on_places_are_said_in_more_bits(place: int, is_large: bool) -> None:
    end = b"".join(archive._directory([], place))
    assert end.startswith(b"PK\x06\x06") == is_large
    far = archive._central(archive.File("a", 0, 0, place))
    assert (len(far) == len(archive._central(archive.File("a", 0, 0, 0))) + 12) == is_large


def test_a_file_beyond_four_gigabytes_is_found(tmp_path: Path) -> None:
    crc, offset, files = zlib.crc32(b"far"), 0, []
    with (tmp_path / "sparse.zip").open("w+b") as out:  # six gigabytes that are never written
        for entry in (("a", 0, 3 << 30), ("b", 0, 3 << 30), ("c", crc, 3)):
            files.append(archive.File(*entry, offset))
            header = archive._local(files[-1])
            out.write(header)
            offset += len(header) + files[-1].size
            out.seek(offset)
        out.seek(offset - 3)
        out.write(b"far")
        for block in archive._directory(files, offset):
            out.write(block)
        with zipfile.ZipFile(out) as found:
            assert found.getinfo("c").header_offset > 6 << 30
            assert found.read("c") == b"far"
        assert archive.is_regular(out, files)


@given(st.data())
def test_any_other_byte_is_irregular(data: st.DataObject) -> None:
    out = _written({"a": b"first", "b/c": b"second"})
    listed = _listed(out)
    held = {(one.offset + 30 + len(one.name) + place) for one in listed for place in range(one.size)}
    place = data.draw(st.sampled_from([at for at in range(len(out.getvalue())) if at not in held]))
    changed = bytearray(out.getvalue())
    changed[place] ^= data.draw(st.integers(1, 255))
    assert not archive.is_regular(io.BytesIO(bytes(changed)), listed)
    assert not archive.is_regular(io.BytesIO(out.getvalue() + b"\x00"), listed)


@pytest.mark.parametrize(
    "files",
    [
        [("b", b"second"), ("a", b"first")],
        [("a", b"first"), ("a", b"another")],
        [("a", b""), ("b", b""), ("b", b"")],
        [("a", b""), ("c", b""), ("b", b"")],
    ],
    ids=["out of order", "twice", "twice at the end", "the last out of order"],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_out_of_order_or_twice_are_irregular_though_each_byte_is_as_written(
    files: list[tuple[str, bytes]],
) -> None:
    out = _in_order(files)
    listed = _listed(out)
    assert [one.name for one in listed] == [name for name, _ in files]
    assert not archive.is_regular(out, listed)
    ordered = _written(dict(files))
    assert archive.is_regular(ordered, _listed(ordered))
