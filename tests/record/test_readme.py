"""The worked examples of the specification, computed again and compared."""

import hashlib
import re
from pathlib import Path

import pytest

from govern import record
from govern.record import checkpoint, cosignature, envelope, leaf, merkle, note, proof, signing, strict_json, tiles

README = Path(record.__file__).with_name("README.md").read_text("utf-8")
WRITTEN = dict(re.findall(r"^```text (\S+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))

SEED, LOG_SEED, WITNESS_SEED = (bytes([first]) * 32 for first in (1, 2, 3))


def made() -> dict[str, str]:
    """Each example by its name, ending in a newline."""
    payload = strict_json.encode({"choice": "yes", "nonce": "00ff", "seq": 1, "title": 'A "new" roof\n屋顶'})
    sealed = envelope.seal("application/vnd.example.vote.v1+json", payload, SEED)
    leaves = [leaf.format(1_700_000_000_000 + i, sealed) for i in range(3)]
    log = note.Signer("example.org/0123456789abcdef", LOG_SEED)
    state = checkpoint.Checkpoint(log.name, 3, merkle.root(leaves))
    signed = checkpoint.sign(state, log)
    witness = cosignature.Witness("witness.example/w1", signing.public_key(WITNESS_SEED))
    found = {
        "strict-json": payload.decode(),
        "public-key": signing.public_key(SEED).hex(),
        "key-id": signing.key_id(signing.public_key(SEED)),
        "pae": sealed.message.decode(),
        "statement-id": sealed.id,
        "envelope": envelope.format(sealed).decode(),
        "leaf": leaves[0].decode(),
        "leaf-hashes": "\n".join(merkle.leaf_hash(one).hex() for one in leaves),
        "node": merkle.root(leaves[:2]).hex(),
        "root": merkle.root(leaves).hex(),
        "inclusion": "\n".join(one.hex() for one in merkle.inclusion_proof(leaves, 1)),
        "consistency": "\n".join(one.hex() for one in merkle.consistency_proof(leaves, 1)),
        "tile-path": tiles.tile_path(0, 1_234_067, 5),
        "entries": tiles.format_entries([b"ab", b"c"]).hex(),
        "vkey": note.format_vkey(log.verifier),
        "skey": note.format_skey(log),
        "checkpoint": signed.decode(),
        "witness-vkey": cosignature.format_vkey(witness),
        "cosigned": cosignature.cosign(signed, witness.name, WITNESS_SEED, 1_700_000_001).decode(),
        "receipt": proof.format(proof.Proof(1, merkle.inclusion_proof(leaves, 1), signed)).decode(),
    }
    return {name: text.removesuffix("\n") + "\n" for name, text in found.items()}


MADE = made()


@pytest.mark.parametrize("name", MADE)
def test_the_example_is_what_the_code_makes(name):
    assert WRITTEN[name] == MADE[name]


def test_every_example_is_checked():
    assert set(WRITTEN) == set(MADE)


def test_the_examples_follow_from_the_text_alone():
    """The same figures with nothing but SHA-256 and the words of the specification."""

    def example(name: str) -> bytes:
        return WRITTEN[name].removesuffix("\n").encode()

    payload, kind = example("strict-json"), b"application/vnd.example.vote.v1+json"
    pae = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    assert pae == example("pae")
    assert hashlib.sha256(pae).hexdigest().encode() == example("statement-id")
    hashes = [bytes.fromhex(one) for one in WRITTEN["leaf-hashes"].split()]
    assert hashes[0] == hashlib.sha256(b"\x00" + example("leaf")).digest()
    node = hashlib.sha256(b"\x01" + hashes[0] + hashes[1]).digest()
    assert node.hex().encode() == example("node")
    assert hashlib.sha256(b"\x01" + node + hashes[2]).hexdigest().encode() == example("root")
    assert WRITTEN["inclusion"].split() == [hashes[0].hex(), hashes[2].hex()]
    assert WRITTEN["consistency"].split() == [hashes[1].hex(), hashes[2].hex()]
    assert hashlib.sha256(bytes.fromhex(WRITTEN["public-key"])).hexdigest().encode() == example("key-id")
