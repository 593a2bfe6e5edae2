"""Keys: added, revoked and reset."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

KEYS, SECOND = "rules/people/keys.py", "rules/people/second_signatures.py"
TALE, SEPARATE = "rules/people/test_keys.py::", "rules/people/test_second_signatures.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "key-added: old and new key both sign",
        (
            KEYS,
            "public_key = unused_key(state, founded(state), payload.claim, payload.member)",
            "public_key = read_claim(payload.claim, founded(state).id)[1]",
            refusal_case("key_taken", "a_key_added_that_somebody_has"),
        ),
        (
            "rules/people/members.py",
            '    if claimed_by != member:\n        raise Refused("claim_invalid", field="claim")\n    keyid',
            "    keyid",
            refusal_case("claim_invalid", "a_key_added_with_the_proof_of_another"),
        ),
        (KEYS, ">= MOST:", "> MOST:", refusal_case("key_too_many", "one_key_too_many")),
        (
            KEYS,
            "replace(signed_with, keyid",
            "replace(signed_with, votes_from=0, keyid",
            f"{TALE}test_a_key_added_with_a_new_key_has_no_more_votes_than_that",
        ),
        (
            KEYS,
            "replace(signed_with, keyid",
            "replace(signed_with, ended_at=0, keyid",
            refusal_case("key_ended", "a_statement_signed_with_a_key_that_the_lost_one_added_meanwhile"),
        ),
    ),
    row(
        "key-revoked: it signs nothing any more",
        (
            "rules/statements.py",
            "keys.need_living(key, statement.at)",
            "pass",
            refusal_case("key_ended", "a_statement_signed_with_a_revoked_key"),
        ),
        (
            KEYS,
            "if key.member != payload.member:",
            "if False:",
            refusal_case("key_other", "a_revocation_of_somebody_elses_key"),
        ),
        (
            KEYS,
            "stopped = replace(key, ended_at=at)",
            "stopped = key",
            f"{TALE}test_a_member_may_end_the_only_key_they_have",
        ),
        (
            KEYS,
            "if one.ended_at == key.starts_at]",
            "]",
            f"{TALE}test_a_key_revoked_before_a_stopped_reset_stays_revoked",
        ),
        (
            KEYS,
            "return stopped, *kept",
            "return (stopped,)",
            f"{TALE}test_a_member_who_is_there_stops_what_registrars_agreed_to",
        ),
    ),
    row(
        "key-reset: k registrars, public delay",
        (
            KEYS,
            'if not count_together(state, still, registrar, "registrar", at):',
            "if False:",
            refusal_case("key_unknown", "a_statement_signed_with_a_key_that_one_registrar_agreed_to"),
        ),
        (
            KEYS,
            'for one in before if holds(state, one, "registrar")]',
            "for one in before]",
            refusal_case("key_unknown", "a_new_key_agreed_to_by_somebody_who_is_no_registrar_any_more"),
        ),
        (
            KEYS,
            "if state.get(KeyReset, keyid, registrar) is not None:",
            "if False:",
            refusal_case("reset_twice", "a_registrar_who_agrees_twice"),
        ),
        (
            KEYS,
            '    need(state, registrar, "registrar")\n',
            "",
            refusal_case("role_needed", "a_new_key_agreed_to_by_somebody_who_is_no_registrar"),
        ),
        (KEYS, "if registrar == member:", "if False:", refusal_case("reset_own", "a_registrars_own_key_reset")),
        (
            KEYS,
            "begins = at + WAIT_MS",
            "begins = at",
            f"{TALE}test_a_new_key_begins_after_the_wait_and_ends_the_lost_one_at_that_moment",
        ),
        (
            KEYS,
            "if key.starts_at > at:\n        raise",
            "if False:\n        raise",
            refusal_case("key_early", "a_statement_signed_with_a_key_that_waits"),
        ),
        (
            KEYS,
            "*ending\n",
            "*ending[:0]\n",
            f"{TALE}test_a_new_key_begins_after_the_wait_and_ends_the_lost_one_at_that_moment",
        ),
    ),
    row(
        "key-reset: useless in votes already open",
        (
            "rules/voting/ballots.py",
            "    need_before_roll(state, statement.keyid, poll)\n",
            "",
            refusal_case("key_after_roll", "a_ballot_with_a_new_key_where_the_roll_was_known"),
        ),
        (
            KEYS,
            "key.votes_from > poll.at",
            "key.votes_from > 0",
            f"{TALE}test_a_new_key_votes_where_the_vote_was_announced_after_it_began",
        ),
    ),
    row(
        "of two who must sign neither gave the other the office, from format 2 on",
        (
            SECOND,
            "if one.given_by == member and",
            "if",
            f"{SEPARATE}test_two_issuers_whom_an_administrator_appointed_are_two",
        ),
        (
            SECOND,
            "return frozenset(given) |",
            "return frozenset() |",
            refusal_case("signer_dependent", "an_award_confirmed_by_whoever_appointed_its_maker"),
        ),
        (
            SECOND,
            "({own.given_by} if own and own.given_by else frozenset())",
            "frozenset()",
            refusal_case("signer_dependent", "an_award_confirmed_by_an_issuer_whom_its_maker_appointed"),
        ),
        (
            SECOND,
            "return any(one not in bound for one in before)",
            "return all(one not in bound for one in before)",
            f"{SEPARATE}test_two_registrars_of_whom_one_appointed_the_other_are_one",
        ),
        (
            SECOND,
            "if not fixed_in_force(state, at).separate_signers:",
            "if False:",
            f"{SEPARATE}test_in_format_1_they_are_two",
        ),
        (
            "rules/people/members.py",
            "ended = replace(before, held=False,",
            'ended = replace(before, held=False, given_by="",',
            refusal_case("signer_dependent", "an_award_of_an_issuer_whom_the_confirmer_has_dismissed_since"),
        ),
    ),
)
