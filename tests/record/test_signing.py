"""Ed25519 by the pinned rule: published vectors, and signatures made to fall between other verifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import signing
from govern.record.errors import KeyInvalid

from . import curve

# RFC 8032 section 7.1, TEST 1 to 3: seed, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
        "c027beceea1ec40a",
    ),
]

# "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko; 2020), appendix C: message, public key, signature.
# Verifiers disagree on each of these ten; the pinned rule refuses them all.
MANY_EDDSAS = [
    "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6"
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
    "0000000000000000000000000000000000000000000000000000000000000000",
    "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79"
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
    "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
    "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
    "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab"
    "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
    "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e",
    "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79"
    "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"
    "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
    "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
    "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c"
    "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"
    "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512"
    "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
    "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c"
    "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"
    "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7"
    "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405",
    "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40"
    "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623"
    "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e"
    "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
    "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40"
    "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623"
    "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942"
    "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
    "fdaebc429f4a735932a160da1301080c13280eea8bc280d1b392c6b9e6ba3a5a"
    "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
    "454d370c8d9fc323a41450f8d513eafeb5b0697390c1e505a0d4ddc71f566607",
    "84b698d39be126ff55fe45079e6c8bf64a0d7db6994560b4e96b7021eb39c1a1"
    "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
    "084d5b99c2a9463d9c8bd5026916996984eeec87ddf1d3be329006ace1b37b09",
]

SEED = bytes(range(32))
KEY = signing.public_key(SEED)
SCALAR = curve.secret(SEED)
MESSAGE = b"a message"


@pytest.mark.parametrize(("seed", "key", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_hold(seed, key, message, signature):
    seed, key, message, signature = map(bytes.fromhex, (seed, key, message, signature))
    assert signing.public_key(seed) == key
    assert signing.sign(seed, message) == signature
    assert signing.verify(key, message, signature)
    assert signing.verify_checked(key, message, signature)


@pytest.mark.parametrize("case", MANY_EDDSAS, ids=range(10))
def test_signatures_that_verifiers_judge_differently_are_refused(case):
    data = bytes.fromhex(case)
    assert not signing.verify(data[32:64], data[:32], data[64:])


@given(st.binary(max_size=80), st.binary(max_size=80), st.binary(max_size=80))
def test_arbitrary_bytes_are_refused_without_an_exception(key, message, signature):
    assert not signing.verify(key, message, signature)
    assert not signing.verify_checked(key, message, signature)


@given(st.integers(0, 64 * 8 - 1))
def test_a_changed_bit_of_the_signature_is_refused(bit):
    changed = bytearray(signing.sign(SEED, MESSAGE))
    changed[bit // 8] ^= 1 << bit % 8
    assert not signing.verify(KEY, MESSAGE, bytes(changed))


@pytest.mark.parametrize("cut", [0, 1, 31, 33, 64])
def test_a_key_of_another_length_is_refused(cut):
    key = (KEY * 3)[:cut]
    assert not signing.verify(key, MESSAGE, signing.sign(SEED, MESSAGE))
    assert not signing.verify_checked(key, MESSAGE, signing.sign(SEED, MESSAGE))
    with pytest.raises(KeyInvalid, match="public_key_invalid"):
        signing.check_public_key(key)


def test_bytes_moved_between_signature_and_message_are_refused():
    whole = signing.sign(SEED, MESSAGE) + MESSAGE
    assert signing.verify(KEY, whole[64:], whole[:64])
    assert not signing.verify(KEY, whole[63:], whole[:63])
    assert not signing.verify(KEY, whole[65:], whole[:65])


def test_a_scalar_of_l_or_more_is_refused():
    signature = signing.sign(SEED, MESSAGE)
    larger = int.from_bytes(signature[32:], "little") + curve.L
    assert not signing.verify(KEY, MESSAGE, curve.signature(signature[:32], larger))


@pytest.mark.parametrize("r", [1, curve.P + 1], ids=["canonical", "not canonical"])
def test_a_commitment_of_small_order_is_refused_although_the_equation_holds(r):
    encoded = r.to_bytes(32, "little")  # the neutral element
    s = curve.challenge(encoded, KEY, MESSAGE) * SCALAR % curve.L
    assert holds(KEY, MESSAGE, encoded, s, cofactor=1)
    assert not signing.verify(KEY, MESSAGE, curve.signature(encoded, s))


def test_a_signature_that_needs_the_cofactor_is_refused():
    nonce = 12345
    crooked = curve.encode(curve.add(curve.times(nonce, curve.BASE), curve.torsion()[1]))
    s = (nonce + curve.challenge(crooked, KEY, MESSAGE) * SCALAR) % curve.L
    assert holds(KEY, MESSAGE, crooked, s, cofactor=8)
    assert not holds(KEY, MESSAGE, crooked, s, cofactor=1)
    assert not signing.verify(KEY, MESSAGE, curve.signature(crooked, s))


def test_a_key_of_mixed_order_is_refused_although_its_signature_holds():
    key = curve.encode(curve.add(curve.times(SCALAR, curve.BASE), curve.torsion()[1]))
    r = curve.encode(curve.times(12345, curve.BASE))
    number = next(n for n in range(1000) if curve.challenge(r, key, b"%d" % n) % 8 == 0)
    message = b"%d" % number
    s = (12345 + curve.challenge(r, key, message) * SCALAR) % curve.L
    assert holds(key, message, r, s, cofactor=1)
    assert not signing.verify(key, message, curve.signature(r, s))
    with pytest.raises(KeyInvalid):
        signing.check_public_key(key)


@pytest.mark.parametrize("point", curve.torsion(), ids=range(8))
def test_keys_of_small_order_are_refused(point):
    with pytest.raises(KeyInvalid):
        signing.check_public_key(curve.encode(point))


@pytest.mark.parametrize("y", [curve.P, curve.P + 1, curve.P + 3, curve.P + 18, 2**255 - 1, 2, 7])
@pytest.mark.parametrize("sign", [0, 1])
def test_keys_that_are_not_canonical_or_no_points_are_refused(y, sign):
    data = (y | sign << 255).to_bytes(32, "little")
    with pytest.raises(KeyInvalid):
        signing.check_public_key(data)


def test_a_sound_key_passes():
    signing.check_public_key(KEY)
    assert curve.encode(curve.times(SCALAR, curve.BASE)) == KEY


def test_new_seeds_differ_and_sign():
    one, other = signing.new_seed(), signing.new_seed()
    assert one != other
    assert signing.verify(signing.public_key(one), MESSAGE, signing.sign(one, MESSAGE))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_seed_of_another_length_is_refused(length):
    for use in (signing.public_key, lambda seed: signing.sign(seed, MESSAGE)):
        with pytest.raises(KeyInvalid, match="seed_invalid"):
            use(bytes(length))


def test_the_key_id_is_the_hash_of_the_key():
    # SHA-256 of the public key of RFC 8032 TEST 1, by another program (sha256sum).
    key = bytes.fromhex(RFC_8032[0][1])
    assert signing.key_id(key) == "21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9"


def holds(key: bytes, message: bytes, r: bytes, s: int, cofactor: int) -> bool:
    """Whether [c*S]B = [c]R + [c*k]A, with points decoded leniently."""
    k = curve.challenge(r, key, message)
    point, commitment = curve.decode(key), curve.decode(r)
    assert point
    assert commitment
    right = curve.add(commitment, curve.times(k, point))
    return curve.times(cofactor * s, curve.BASE) == curve.times(cofactor, right)
