"""The founding of a community: the first statement of its record, signed by the founder."""

import base64
import secrets
from typing import Any

from govern.actions.writing.submissions import Submission, receive
from govern.actions.writing.work import AcceptedStatement, Recorder
from govern.protocol.errors import Refused
from govern.record import envelope, signing
from govern.rules.people.signers import Person, seal_founding


def new_member_id() -> str:
    """A new opaque member id."""
    return "m_" + secrets.token_hex(12)


def found(
    recorder: Recorder, name: str, founder: Person, rulebook: dict[str, Any], nonce: str = ""
) -> AcceptedStatement:
    """Found the community with the instance's keys; raises Refused(field_*, rulebook_*, founded_twice).

    Without a nonce it takes a random one, so that no two communities have the same id.
    """
    instance = recorder.instance
    payload = {
        "clerk_key": base64.b64encode(signing.public_key(instance.clerk_seed)).decode(),
        "founder": {"member": founder.member, "public_key": founder.public_key},
        "log_key": base64.b64encode(signing.public_key(instance.log_seed)).decode(),
        "name": name,
        "nonce": nonce or secrets.token_hex(16),
        "origin_name": instance.origin_name,
        "rulebook": rulebook,
    }
    submission: Submission = receive(envelope.format(seal_founding(founder, payload)))
    answer = recorder.record([submission])[0]
    if isinstance(answer, Refused):
        raise answer
    return answer
