"""Device keys: made in the browser, backed up and restored; they cannot be exported again."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from govern.record import envelope, signing, strict_json
from tests.browser.js_site import COMMUNITY, MEMBER, ScriptSite, page, seed_of
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PASSPHRASE = "correct horse battery"


@pytest.fixture
def site() -> ScriptSite:
    return ScriptSite()


@pytest.fixture
def url(site: ScriptSite) -> Iterator[str]:
    with serve(site) as served:
        yield served.url


@pytest.fixture(scope="module")
def bench(playwright_browser: Browser) -> Iterator[Page]:
    """A page for functions that need no site."""
    with serve(ScriptSite()) as served:
        context = playwright_browser.new_context()
        found = context.new_page()
        found.goto(served.url)
        yield found
        context.close()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def code_of(seed: bytes) -> str:
    """The printable code, computed the plain way from its definition."""
    check = int.from_bytes(hashlib.sha256(seed).digest(), "big") >> 236
    number = (int.from_bytes(seed, "big") << 4 << 20) | check
    letters = "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(56)))
    return "-".join(letters[at : at + 4] for at in range(0, 56, 4))


CODES = """async (seeds) => {
  const { makeCode, openCode } = await import("/static/js/device/recovery.js");
  const { base64, fromBase64 } = await import("/static/js/record/bytes.js");
  return Promise.all(seeds.map(async (seed) => {
    const code = await makeCode(fromBase64(seed));
    return [code, base64((await openCode(code)).seed)];
  }));
}"""


@settings(max_examples=25)
@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=8))
def test_every_seed_is_restored_from_its_code(bench: Page, seeds: list[bytes]) -> None:
    assert bench.evaluate(CODES, [b64(one) for one in seeds]) == [[code_of(one), b64(one)] for one in seeds]


OPEN = """async (codes) => {
  const { openCode } = await import("/static/js/device/recovery.js");
  const { base64 } = await import("/static/js/record/bytes.js");
  return Promise.all(codes.map(async (code) => {
    try { return base64((await openCode(code)).seed); } catch (error) { return error.code ?? String(error); }
  }));
}"""


def test_a_code_is_read_tolerantly(bench: Page) -> None:
    seed = bytes([0, 66]) + seed_of("somebody")[2:]
    code = code_of(seed)
    assert code.startswith("01"), "a code in which the letters that are mistaken occur"
    spellings = [
        code.lower(),
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "O").replace("1", "I"),
    ]
    assert bench.evaluate(OPEN, spellings) == [b64(seed)] * len(spellings)


def test_a_mistyped_code_is_refused(bench: Page) -> None:
    code = code_of(seed_of("somebody")).replace("-", "")
    wrong = [code[:at] + CROCKFORD[(CROCKFORD.index(one) + 1) % 32] + code[at + 1 :] for at, one in enumerate(code)]
    assert set(bench.evaluate(OPEN, wrong)) == {"recovery.code_check"}
    assert bench.evaluate(OPEN, [code[:-1], "", "U" + code[1:]]) == ["recovery.code_length"] * 2 + [
        "recovery.code_character"
    ]


FILES = """async ({ seed, owner, made, tried }) => {
  const { makeFile, openFile } = await import("/static/js/device/recovery.js");
  const { base64, fromBase64 } = await import("/static/js/record/bytes.js");
  const file = await makeFile(fromBase64(seed), { ...owner, publicKey: new Uint8Array(32) }, made);
  const opened = [];
  for (const passphrase of tried) {
    try { opened.push(base64((await openFile(file, passphrase)).seed)); } catch (error) { opened.push(error.code); }
  }
  return { file, opened };
}"""


def test_a_recovery_file_opens_with_every_unicode_form_of_its_passphrase(bench: Page) -> None:
    owner = {"community": COMMUNITY, "member": MEMBER}
    made = bench.evaluate(
        FILES,
        {
            "seed": b64(seed_of("x")),
            "owner": owner,
            "made": "cafe\u0301 crème brûlée",
            "tried": ["café crème brûlée", "cafe creme brulee"],
        },
    )
    assert made["opened"] == [b64(seed_of("x")), "recovery.wrong_passphrase"]
    file = json.loads(made["file"])
    assert (file["format"], file["kdf"], file["iterations"]) == ("govern-recovery/1", "PBKDF2-SHA-256", 600_000)
    assert {**file, **owner} == file
    assert len(base64.b64decode(file["ciphertext"])) == 48


def test_an_invalid_backup_is_refused(bench: Page) -> None:
    codes = bench.evaluate(
        """async (files) => {
          const { openFile } = await import("/static/js/device/recovery.js");
          const open = (file) => openFile(file, "x").then(() => "opened", (error) => error.code ?? String(error));
          return Promise.all(files.map(open));
        }""",
        [
            *("", "hello", "null", "{}", '{"format":"govern-key/1","seed":"AAAA"}'),
            '{"format":"govern-recovery/1","kdf":"none","iterations":600000}',
            '{"format":"govern-recovery/1","kdf":"PBKDF2-SHA-256","iterations":99999999}',
            '{"format":"govern-recovery/1","kdf":"PBKDF2-SHA-256","iterations":1,"salt":"?"}',
        ],
    )
    assert codes == ["recovery.not_a_file"] * 8


def device(site: ScriptSite, *, enrolled: bytes = b"", claimed: bytes = b"", lang: str = "en") -> None:
    place = (
        f'<div data-device data-claim-url="/device/claim" data-community-name="Test Town"'
        f' data-public-keys="{b64(enrolled)}" data-claimed-key="{b64(claimed)}"'
        f"{' data-is-member' * bool(enrolled)}></div>"
    )
    site.pages["/device"] = page(place, lang, ("page/app.js", "device/device.js"))


KEPT = """async ([community, member]) => {
  const { getKey } = await import("/static/js/browser/storage.js");
  const { base64 } = await import("/static/js/record/bytes.js");
  const key = await getKey(community, member);
  if (key === undefined) return null;
  const outcomes = await Promise.all(["pkcs8", "jwk", "raw"].map((form) =>
    crypto.subtle.exportKey(form, key.privateKey).then(() => "exported", (error) => error.name)));
  const { extractable, usages } = key.privateKey;
  return { extractable, usages, publicKey: base64(key.publicKey), outcomes };
}"""


def kept_key(tab: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = tab.evaluate(KEPT, [COMMUNITY, MEMBER])
    return found


def make_key_with_file(tab: Page, folder: Path) -> Path:
    tab.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    tab.get_by_label("The passphrase once more").fill(PASSPHRASE)
    tab.get_by_role("button", name="Make my key").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Save the recovery file").click()
    saved = folder / download.value.suggested_filename
    download.value.save_as(saved)
    return saved


def test_a_key_is_created_claimed_stored_unextractable_and_restored_from_its_file(
    site: ScriptSite, url: str, new_profile: Profiles, tmp_path: Path
) -> None:
    device(site)
    tab = new_profile().new_page()
    tab.goto(f"{url}/device")
    saved = make_key_with_file(tab, tmp_path)
    tab.get_by_role("button", name="I have my backup; register this key").click()
    expect(tab.locator('[data-state="waiting"]')).to_be_visible()
    claimed = envelope.from_value(site.claims[0]["claim"])
    payload = strict_json.decode(claimed.payload)
    assert isinstance(payload, dict)
    public_key = base64.b64decode(str(payload["public_key"]))
    assert (payload["community"], payload["member"]) == (COMMUNITY, MEMBER)
    assert claimed.payload_type == "application/vnd.govern.key-claim.v1+json"
    assert signing.verify(public_key, claimed.message, claimed.signatures[0].sig)
    assert claimed.signatures[0].keyid == signing.key_id(public_key)
    kept = kept_key(tab)
    assert kept is not None
    assert kept == {
        "extractable": False,
        "usages": ["sign"],
        "publicKey": b64(public_key),
        "outcomes": kept["outcomes"],
    }
    assert "exported" not in kept["outcomes"]

    device(site, enrolled=public_key)
    other = new_profile().new_page()
    other.goto(f"{url}/device")
    expect(other.get_by_text("Your key is not on this device")).to_be_visible()
    other.get_by_label("Recovery file or key file").set_input_files(saved)
    restoring = other.locator(".device-restore")
    restoring.get_by_label("Passphrase", exact=True).fill("a wrong passphrase")
    other.get_by_role("button", name="Restore my key").first.click()
    expect(other.get_by_text("The passphrase does not open this file.")).to_be_visible()
    restoring.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    other.get_by_role("button", name="Restore my key").first.click()
    expect(other.locator('[data-state="ready"]')).to_be_visible()
    restored = kept_key(other)
    assert restored is not None
    assert restored["publicKey"] == b64(public_key)


def test_without_a_confirmed_backup_no_key_is_registered(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    device(site)
    tab = new_profile().new_page()
    tab.goto(f"{url}/device")
    tab.get_by_label("A file, locked with a passphrase").uncheck()
    tab.get_by_role("button", name="Make my key").click()
    expect(tab.get_by_text("Choose at least one kind of backup.")).to_be_visible()
    tab.get_by_label("A code to print or write down").check()
    tab.get_by_role("button", name="Make my key").click()
    finish = tab.get_by_role("button", name="I have my backup; register this key")
    expect(finish).to_be_disabled()
    code = str(tab.locator(".recovery-code").get_attribute("data-code"))
    assert re.fullmatch(rf"(?:[{CROCKFORD}]{{4}}-){{13}}[{CROCKFORD}]{{4}}", code)
    assert_accessible(tab)
    tab.get_by_label("type its last group of four").fill(code[:4])
    expect(finish).to_be_disabled()
    tab.get_by_label("type its last group of four").fill(code[-4:].lower())
    finish.click()
    expect(tab.locator('[data-state="waiting"]')).to_be_visible()
    assert len(site.claims) == 1


def test_short_or_differing_passphrases_are_refused(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    device(site)
    tab = new_profile().new_page()
    tab.goto(f"{url}/device")
    tab.get_by_label("Passphrase", exact=True).fill("short")
    tab.get_by_role("button", name="Make my key").click()
    expect(tab.get_by_text("The passphrase needs at least 10 characters.")).to_be_visible()
    tab.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    tab.get_by_role("button", name="Make my key").click()
    expect(tab.get_by_text("The two passphrases are not the same.")).to_be_visible()


def test_a_code_or_a_plain_key_file_restores_only_the_key_the_community_knows(
    site: ScriptSite, url: str, new_profile: Profiles, tmp_path: Path
) -> None:
    own, other = seed_of("own"), seed_of("other")
    device(site, enrolled=signing.public_key(own), lang="zh-Hans")
    tab = new_profile(locale="zh-CN").new_page()
    tab.goto(f"{url}/device")
    tab.get_by_label("恢复码", exact=True).fill(code_of(other))
    tab.get_by_role("button", name="恢复我的密钥").last.click()
    expect(tab.get_by_text("备份本身完好，但不是社区所认得的您的密钥。")).to_be_visible()
    assert kept_key(tab) is None
    file = tmp_path / "key.json"
    file.write_text(
        json.dumps({"format": "govern-key/1", "public_key": b64(signing.public_key(own)), "seed": b64(own)})
    )
    tab.get_by_label("恢复文件或密钥文件").set_input_files(file)
    assert_accessible(tab)
    tab.get_by_role("button", name="恢复我的密钥").first.click()
    expect(tab.locator('[data-state="ready"]')).to_be_visible()
    tab.get_by_text("从此设备移除密钥").click()
    tab.get_by_role("button", name="是的，从此设备移除").click()
    expect(tab.locator('[data-state="absent"]')).to_be_visible()
    assert kept_key(tab) is None
    tab.get_by_label("恢复码", exact=True).fill(code_of(own))
    tab.get_by_role("button", name="恢复我的密钥").last.click()
    expect(tab.locator('[data-state="ready"]')).to_be_visible()


def test_a_claim_that_did_not_arrive_is_sent_again_with_the_same_key(
    site: ScriptSite, url: str, new_profile: Profiles, tmp_path: Path
) -> None:
    device(site)
    tab = new_profile(allow=["ERR_FAILED"]).new_page()
    tab.goto(f"{url}/device")
    make_key_with_file(tab, tmp_path)
    tab.route("**/device/claim", lambda route: route.abort())
    tab.get_by_role("button", name="I have my backup; register this key").click()
    expect(tab.locator('[data-state="unclaimed"]')).to_be_visible()
    kept = kept_key(tab)
    tab.unroute("**/device/claim")
    tab.get_by_role("button", name="Register this key").click()
    expect(tab.locator('[data-state="waiting"]')).to_be_visible()
    payload = strict_json.decode(envelope.from_value(site.claims[0]["claim"]).payload)
    assert isinstance(payload, dict)
    assert kept is not None
    assert payload["public_key"] == kept["publicKey"]


def test_a_page_without_a_secure_context_says_so_and_what_to_do(
    site: ScriptSite, url: str, new_profile: Profiles
) -> None:
    device(site)
    tab = new_profile().new_page()
    # The same pages under a plain http name: the browser itself takes the cryptography away.
    tab.route(
        "http://plain.example/**",
        lambda route: route.fulfill(response=route.fetch(url=from_plain(route.request.url, url))),
    )
    tab.goto("http://plain.example/device")
    assert tab.evaluate("[isSecureContext, crypto.subtle === undefined]") == [False, True]
    expect(tab.locator("[data-support] [data-missing=secure]")).to_contain_text("https://")
    expect(tab.locator("[data-device] [data-missing=secure]")).to_be_visible()


def from_plain(address: str, url: str) -> str:
    return address.replace("http://plain.example", url)


def test_a_browser_without_ed25519_says_so_and_what_to_do(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    tab = new_profile().new_page()
    tab.add_init_script(
        "SubtleCrypto.prototype.generateKey = () => Promise.reject(new DOMException('unknown', 'NotSupportedError'))"
    )
    tab.goto(url)
    expect(tab.locator("[data-support]")).to_contain_text("Firefox 129")
