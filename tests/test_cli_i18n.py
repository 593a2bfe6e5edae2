"""Commands use the language of GOVERN_LANG, else of the locale; machine-readable output stays the same."""

import json
import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from govern.cli_i18n import WISHES
from govern.protocol.messages import Message, translate
from tests.tools.server import run_govern

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def output_of(*arguments: str, **wishes: str) -> str:
    """The output of a command if these languages are requested."""
    done = run_govern(*arguments, env={**dict.fromkeys(WISHES, ""), "PYTHONUTF8": "1", **wishes})
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("wishes", "chinese"),
    [
        ({"GOVERN_LANG": "zh-Hans"}, True),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_SG.UTF-8", "LANG": "de_DE.UTF-8"}, True),
        ({"GOVERN_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, False),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({}, False),
    ],
)
def test_the_first_wish_that_is_set_decides(wishes: Mapping[str, str], chinese: bool) -> None:
    assert bool(CHINESE.search(output_of("verify", "/nowhere", **wishes))) is chinese


def test_a_report_is_in_chinese_and_its_json_in_english(tmp_path: Path) -> None:
    for name in ("checkpoint", "vkey"):
        (tmp_path / name).write_text("not one\n", encoding="utf-8")
    report = output_of("verify", str(tmp_path), GOVERN_LANG="zh-Hans")
    assert "发现 1 处问题：" in report
    assert "整份记录：检查点不符合约定格式" in report
    document = json.loads(output_of("verify", str(tmp_path), "--json", GOVERN_LANG="zh-Hans"))
    assert [one["sentence"] for one in document["findings"]] == [
        "The checkpoint is not in the agreed form (note_malformed)."
    ]


@pytest.mark.parametrize(
    "command", ["", "keygen", "init", "serve", "mail", "bundle", "tally", "verify", "treasury import"]
)
def test_the_help_is_chinese_but_for_names(command: str) -> None:
    text = output_of(*command.split(), "--help", GOVERN_LANG="zh-Hans")
    lines = [
        line for line in text.partition("\n\n")[2].splitlines() if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", line)
    ]
    assert lines == []
    assert CHINESE.search(text)


def test_refusals_of_commands_are_in_chinese(tmp_path: Path) -> None:
    key = tmp_path / "a.key"
    assert "新密钥已保存在" in output_of("keygen", str(key), GOVERN_LANG="zh-Hans")
    assert "已存在；请换一个名称" in output_of("keygen", str(key), GOVERN_LANG="zh-Hans")
    assert "缺少以下参数：SOURCE" in output_of("verify", GOVERN_LANG="zh-Hans")
    folder = str(tmp_path / "none")
    assert "中没有社区" in output_of("tick", GOVERN_LANG="zh-Hans", GOVERN_INSTANCE=folder)


def test_a_message_is_plain_english_that_can_be_translated() -> None:
    words = {"%(what)s is missing: %(count)s": "缺少%(what)s：%(count)s", "the key": "密钥"}
    sentence = Message("%(what)s is missing: %(count)s", what="the key", count=3)
    assert sentence == "the key is missing: 3"
    for one in (sentence, pickle.loads(pickle.dumps(sentence))):
        assert translate(one, lambda text: words.get(text, text)) == "缺少密钥：3"
    assert translate("", words.__getitem__) == ""


def test_an_argument_of_a_message_may_be_a_message() -> None:
    words = {"The receipt in %(file)s": "%(file)s 中的回执", "%(what)s is short.": "%(what)s太短。"}
    sentence = Message("%(what)s is short.", what=Message("The receipt in %(file)s", file="a.txt"))
    assert translate(sentence, lambda text: words.get(text, text)) == "a.txt 中的回执太短。"
