"""Failing disks for tests: a full one, and a folder that cannot be written.

Root of a machine gets a small file system of its own and a read-only view of a folder. Elsewhere the next best thing is
used, and `means` says which, so that nobody takes one for the other: a limit of the size of files, permissions, or
folders that lie where files would be written.
"""

import os
import resource
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = 8 * 1024 * 1024  # of the small file system
FILE_LIMIT = 8 * 1024  # bytes, where there is no such file system


@dataclass(frozen=True)
class SmallDisk:
    """A folder on a disk that can be filled; `means` is `tmpfs` or `file size limit`."""

    folder: Path
    means: str

    @contextmanager
    def full(self) -> Iterator[None]:
        """For the length of the block nothing more fits."""
        if self.means == "tmpfs":
            ballast = self.folder / "ballast"
            _fill(ballast)
            try:
                yield
            finally:
                ballast.unlink()
            return
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


@contextmanager
def small_disk(folder: Path, size: int = SIZE) -> Iterator[SmallDisk]:
    """A new folder on a disk that can be filled."""
    folder.mkdir()
    if not _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        yield SmallDisk(folder, "file size limit")
        return
    try:
        yield SmallDisk(folder, "tmpfs")
    finally:
        _run("umount", "--lazy", str(folder))


@contextmanager
def read_only(folder: Path, written: Sequence[str]) -> Iterator[str]:
    """For the length of the block nothing in the folder can be opened for writing; by which means.

    `written` names the files that would be written: where there is no other way, folders lie in their places.
    """
    if _run("mount", "--bind", str(folder), str(folder)):
        assert _run("mount", "-o", "remount,ro,bind", str(folder))
        try:
            yield "read-only mount"
        finally:
            _run("umount", "--lazy", str(folder))
    elif os.geteuid() != 0:
        with _without_permission(folder, written):
            yield "permissions"
    else:
        with _occupied(folder, written):
            yield "folders in place of files"


@contextmanager
def _without_permission(folder: Path, written: Sequence[str]) -> Iterator[None]:
    there = [path for name in written if (path := folder / name).exists()]
    for path in (*there, folder):
        path.chmod(0o500)
    try:
        yield
    finally:
        for path in (folder, *there):
            path.chmod(0o700)


@contextmanager
def _occupied(folder: Path, written: Sequence[str]) -> Iterator[None]:
    for name in written:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir()
    try:
        yield
    finally:
        for name in written:
            (folder / name).rmdir()


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
