"""The output of commands: into a closed pipe, and one sentence for a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BALLOTS = "weight,choice\n" + "".join(f"1,option-{number}\n" for number in range(3000))


@pytest.mark.parametrize("arguments", [("tally", "{file}", "--method", "plurality"), ("--help",)])
def test_a_closed_pipe_is_no_failure(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "ballots.csv"
    file.write_text(BALLOTS)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "govern.cli", *(one.format(file=file) for one in arguments)]
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=60)
    assert done.stderr == b""


def test_an_unforeseen_failure_is_reported_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from govern import cli
    from govern.commands import keygen

    def fail(arguments: object) -> int:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(keygen, "run", fail)
    assert cli.main(["keygen", str(tmp_path / "x.key")]) == 2
    output = capsys.readouterr().err
    assert "ZeroDivisionError: by nothing" in output
    assert "Traceback" not in output
    monkeypatch.setenv("GOVERN_TRACEBACK", "1")
    assert cli.main(["keygen", str(tmp_path / "x.key")]) == 2
    assert "Traceback" in capsys.readouterr().err
