"""The browser's hashes, proofs, notes and receipts agree with the Python code, and damaged ones are refused."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from govern.record import envelope, leaf, merkle, note, proof
from govern.record.checkpoint import Checkpoint, sign
from govern.record.note import Signer
from tests.browser.js_site import COMMUNITY, NAME, ScriptSite, seed_of
from tests.tools.server import serve

LEAVES = [b"leaf %d" % number for number in range(70)]
SIGNER = Signer(NAME, seed_of("log"))
STRANGER = Signer(NAME, seed_of("stranger"))


@pytest.fixture(scope="module")
def page(playwright_browser: Browser) -> Iterator[Page]:
    with serve(ScriptSite()) as served:
        context = playwright_browser.new_context()
        page = context.new_page()
        page.goto(served.url)
        yield page
        context.close()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def inclusion_case(index: int, size: int) -> dict[str, Any]:
    leaves = LEAVES[:size]
    path = [b64(one) for one in merkle.inclusion_proof(leaves, index)]
    return {
        "leaf": b64(merkle.leaf_hash(LEAVES[index])),
        "index": index,
        "size": size,
        "proof": path,
        "root": b64(merkle.root(leaves)),
    }


INCLUSION = """async (cases) => {
  const { verifyInclusion } = await import("/static/js/record/merkle.js");
  const { fromBase64 } = await import("/static/js/record/bytes.js");
  const run = (c) => verifyInclusion(fromBase64(c.leaf), c.index, c.size, c.proof.map(fromBase64), fromBase64(c.root));
  return Promise.all(cases.map(run));
}"""

CONSISTENCY = """async (cases) => {
  const { verifyConsistency } = await import("/static/js/record/merkle.js");
  const { fromBase64 } = await import("/static/js/record/bytes.js");
  const run = (c) =>
    verifyConsistency(c.old, fromBase64(c.oldRoot), c.new, fromBase64(c.newRoot), c.proof.map(fromBase64));
  return Promise.all(cases.map(run));
}"""


def damaged(case: dict[str, Any], *roots: str) -> Iterator[dict[str, Any]]:
    """The case with each hash changed, each proof line dropped or doubled, and each root changed."""
    path = case["proof"]
    for at in range(len(path)):
        yield {**case, "proof": [flip(one) if at == place else one for place, one in enumerate(path)]}
        yield {**case, "proof": path[:at] + path[at + 1 :]}
        yield {**case, "proof": [*path[:at], path[at], *path[at:]]}
    yield {**case, "proof": [*path, b64(bytes(32))]}
    for root in roots:
        yield {**case, root: flip(case[root])}


def flip(encoded: str) -> str:
    data = bytearray(base64.b64decode(encoded))
    data[7] ^= 1
    return b64(bytes(data))


def test_every_inclusion_proof_of_small_trees_is_accepted(page: Page) -> None:
    cases = [inclusion_case(index, size) for size in range(1, 34) for index in range(size)]
    assert all(page.evaluate(INCLUSION, cases))


def test_no_damaged_inclusion_proof_is_accepted(page: Page) -> None:
    cases = [
        bad
        for size in (1, 2, 7, 8, 21)
        for index in range(size)
        for bad in damaged(inclusion_case(index, size), "leaf", "root")
    ]
    moved = [
        {**inclusion_case(index, 21), "index": other}
        for index in range(21)
        for other in range(-1, 23)
        if other != index
    ]
    assert not any(page.evaluate(INCLUSION, cases + moved))


def test_a_path_longer_than_the_trees_height_is_refused(page: Page) -> None:
    leaf_hash, other = merkle.leaf_hash(b"leaf"), bytes(32)
    case = {"leaf": b64(leaf_hash), "index": 0, "size": 1, "proof": [b64(other)]}
    roots = [merkle.node_hash(other, leaf_hash), merkle.node_hash(leaf_hash, other)]
    assert not any(page.evaluate(INCLUSION, [{**case, "root": b64(root)} for root in roots]))


def consistency_case(old: int, new: int) -> dict[str, Any]:
    path = [b64(one) for one in merkle.consistency_proof(LEAVES[:new], old)]
    roots = {"oldRoot": b64(merkle.root(LEAVES[:old])), "newRoot": b64(merkle.root(LEAVES[:new]))}
    return {"old": old, "new": new, "proof": path, **roots}


def test_every_consistency_proof_of_small_trees_is_accepted(page: Page) -> None:
    cases = [consistency_case(old, new) for new in range(1, 40) for old in range(new + 1)]
    assert all(page.evaluate(CONSISTENCY, cases))


def test_no_damaged_consistency_proof_is_accepted(page: Page) -> None:
    pairs = [(1, 2), (2, 3), (3, 7), (4, 7), (6, 8), (8, 8), (8, 21), (13, 21), (20, 21), (64, 70)]
    cases = [bad for old, new in pairs for bad in damaged(consistency_case(old, new), "oldRoot", "newRoot")]
    swapped = [{**consistency_case(old, new), "old": new, "new": old} for old, new in pairs if old != new]
    assert not any(page.evaluate(CONSISTENCY, cases + swapped))


def test_browser_and_server_agree_on_proofs_for_a_tree_beyond_32_bits(page: Page) -> None:
    size, index = 2**40 + 5, 2**40 + 4
    path = [bytes([number]) * 32 for number in range(60)]
    expected = next(length for length in range(60) if is_length_for(index, size, path[:length]))
    root = root_over(index, size, path[:expected])
    case = {
        "leaf": b64(bytes(32)),
        "index": index,
        "size": size,
        "proof": [b64(one) for one in path[:expected]],
        "root": b64(root),
    }
    assert page.evaluate(INCLUSION, [case, {**case, "index": index - 2**32}]) == [True, False]


def is_length_for(index: int, size: int, path: list[bytes]) -> bool:
    return merkle.verify_inclusion(bytes(32), index, size, path, root_over(index, size, path))


def root_over(index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path of this length leads to (RFC 9162 section 2.1.3.2, its hashing steps only)."""
    last, found = size - 1, bytes(32)
    for sibling in path:
        if index % 2 or index == last:
            found = merkle.node_hash(sibling, found)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            found = merkle.node_hash(found, sibling)
        index, last = index // 2, last // 2
    return found


OPEN = """async ({ vkey, notes }) => {
  const { parseVerifier } = await import("/static/js/record/note.js");
  const { openSigned } = await import("/static/js/record/checkpoint.js");
  const verifier = await parseVerifier(vkey);
  return Promise.all(notes.map(async (note) => {
    try { return (await openSigned(note, verifier)).size; } catch (error) { return error.code ?? `crashed: ${error}`; }
  }));
}"""


def opened(page: Page, notes: list[bytes]) -> list[Any]:
    vkey = note.format_vkey(SIGNER.verifier)
    return list(page.evaluate(OPEN, {"vkey": vkey, "notes": [one.decode() for one in notes]}))


def head(origin: str = NAME, size: int = 70) -> Checkpoint:
    return Checkpoint(origin, size, merkle.root(LEAVES))


def test_a_checkpoint_of_the_log_is_opened_also_beside_unknown_signatures(page: Page) -> None:
    text = sign(head(), SIGNER)
    witness = note.sign("x\n", Signer("witness.example", seed_of("witness"))).split(b"\n\n")[1]
    assert opened(page, [text, text + witness]) == [70, 70]


def test_checkpoints_that_are_not_the_logs_are_refused(page: Page) -> None:
    text = sign(head(), SIGNER)
    other_origin = note.sign("other.example/log\n70\n" + b64(bytes(32)) + "\n", SIGNER)
    assert opened(
        page,
        [
            sign(head(), STRANGER),
            text.replace(b"\n70\n", b"\n71\n"),
            other_origin,
            note.sign(f"{NAME}\n070\n{b64(bytes(32))}\n", SIGNER),
            note.sign(f"{NAME}\n70\n{b64(bytes(31))}\n", SIGNER),
            note.sign(f"{NAME}\n70\n", SIGNER),
            text.replace(b"\n\n", b"\n"),
            text[:-1],
            text.replace("\N{EM DASH}".encode(), b"-"),
        ],
    ) == [
        *("note_unsigned", "note_signature", "checkpoint_origin", "checkpoint_size", "checkpoint_root"),
        *("checkpoint_malformed", "note_malformed", "note_malformed", "note_malformed"),
    ]


def test_no_changed_character_of_a_checkpoint_goes_unnoticed(page: Page) -> None:
    text = sign(head(), SIGNER)
    letters = text.decode()
    changed = [
        (letters[:at] + ("A" if one != "A" else "B") + letters[at + 1 :]).encode() for at, one in enumerate(letters)
    ]
    assert not [found for found in opened(page, changed) if found == 70 or str(found).startswith("crashed")]


def test_verifier_keys_are_read_as_the_record_writes_them_and_no_others(page: Page) -> None:
    vkey = note.format_vkey(SIGNER.verifier)
    bad = [vkey[:-2] + "A=", vkey.replace("+", " ", 1), f"x{vkey}", vkey + "\n", "a+00000000+AQ==", ""]
    codes = page.evaluate(
        """async (keys) => {
          const { parseVerifier } = await import("/static/js/record/note.js");
          const read = (key) => parseVerifier(key).then((verifier) => verifier.name, (error) => error.code);
          return Promise.all(keys.map(read));
        }""",
        [vkey, *bad],
    )
    assert codes == [NAME] + ["note_key"] * len(bad)


def receipt_for(index: int, extra: bytes = b"") -> bytes:
    return proof.format(proof.Proof(index, merkle.inclusion_proof(LEAVES, index), sign(head(), SIGNER), extra))


PROVE = """async ({ vkey, texts, leaf }) => {
  const { parseVerifier } = await import("/static/js/record/note.js");
  const { format, parse, verify } = await import("/static/js/record/proof.js");
  const { fromBase64 } = await import("/static/js/record/bytes.js");
  const verifier = await parseVerifier(vkey);
  return Promise.all(texts.map(async (text) => {
    try {
      const proof = parse(text);
      if (format(proof) !== text) return "written differently";
      return (await verify(proof, fromBase64(leaf), verifier)).size;
    } catch (error) { return error.code ?? `crashed: ${error}`; }
  }));
}"""


def proved(page: Page, texts: list[str], data: bytes) -> list[Any]:
    argument = {"vkey": note.format_vkey(SIGNER.verifier), "texts": texts, "leaf": b64(data)}
    return list(page.evaluate(PROVE, argument))


def test_receipts_verify_with_and_without_extra_data(page: Page) -> None:
    texts = [receipt_for(5).decode(), receipt_for(5, b"extra").decode()]
    assert proved(page, texts, LEAVES[5]) == [70, 70]
    assert proved(page, texts, LEAVES[6]) == ["proof_inclusion"] * 2


def test_no_changed_character_of_a_receipt_goes_unnoticed(page: Page) -> None:
    text = receipt_for(5).decode()
    changed = [text[:at] + ("A" if one != "A" else "B") + text[at + 1 :] for at, one in enumerate(text)]
    assert not [found for found in proved(page, changed, LEAVES[5]) if found == 70 or str(found).startswith("crashed")]


def test_envelopes_sealed_in_the_browser_equal_those_of_the_server(page: Page) -> None:
    sealed = page.evaluate(
        """async ({ community, seed }) => {
          const { install } = await import("/static/js/device/keys.js");
          const { seal, idOf, payloadTypeOf } = await import("/static/js/record/envelope.js");
          const { encode } = await import("/static/js/record/strict-json.js");
          const { base64, fromBase64 } = await import("/static/js/record/bytes.js");
          const leaf = await import("/static/js/record/leaf.js");
          const key = await install(fromBase64(seed), { community, member: "m_x" }, 0);
          const envelope = await seal(payloadTypeOf("ballot-cast"), encode({ choice: "yes", title: "治" }), key);
          return { id: await idOf(envelope), data: base64(encode(envelope)), leaf: base64(leaf.format(17, envelope)) };
        }""",
        {"community": COMMUNITY, "seed": b64(seed_of("a person"))},
    )
    found = envelope.parse(base64.b64decode(sealed["data"]))
    expected = envelope.seal(found.payload_type, '{"choice":"yes","title":"治"}'.encode(), seed_of("a person"))
    assert found == expected
    assert sealed["id"] == expected.id
    assert base64.b64decode(sealed["leaf"]) == leaf.format(17, expected)


def test_the_page_says_which_version_is_signed(page: Page) -> None:
    types = page.evaluate(
        """async () => {
          const { payloadTypeOf, versionOf } = await import("/static/js/record/envelope.js");
          document.body.dataset.versions = JSON.stringify({ "club-asked": 2 });
          return ["club-asked", "ballot-cast"].map((kind) => payloadTypeOf(kind, versionOf(kind)));
        }"""
    )
    assert types == ["application/vnd.govern.club-asked.v2+json", "application/vnd.govern.ballot-cast.v1+json"]
