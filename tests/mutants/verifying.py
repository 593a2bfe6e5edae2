"""The verifier, step by step: what it detects in the bundle of a cheating server (govern/verify/README.md)."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

CHECKS, REPLAY, LEAVES = "verify/steps/checks.py", "verify/replay.py", "verify/leaves.py"
TEXTS = "actions/writing/test_texts_at_intake.py::"
FALSE_FILE = "verify/test_forgeries.py::test_a_false_file_is_found_by_its_step_alone"
SPOILT, SPOILT_MONEY = (
    "verify/test_ledger.py::test_a_spoilt_fact_is_noticed",
    "verify/test_money.py::test_a_spoilt_fact_is_noticed",
)


def forgery(name: str) -> str:
    """The test that finds a forgery by its rule and by nothing else."""
    return f"verify/test_forgeries.py::test_a_forgery_is_found_by_its_rule_alone[{name}]"


SILENCE, TIMES = "verify/steps/test_silence.py::", "verify/steps/test_times.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Verifier 6: what was due is stated",
        (
            REPLAY,
            "        self.watch.advance(at, index)\n",
            "",
            SILENCE + "test_an_announcement_delayed_to_choose_the_roll",
        ),
        (
            "verify/audit.py",
            "    replay.watch.finish()\n",
            "",
            SILENCE + "test_sixty_days_of_silence_are_found_at_the_next_leaf",
        ),
        (
            REPLAY,
            "            self.watch.expire(payload, index)\n",
            "            pass\n",
            SILENCE + "test_a_decision_that_lapsed_while_nothing_was_recorded_is_a_note",
        ),
        (
            "verify/omissions.py",
            " or is_waiting(self._state, due, at):",
            ":",
            SILENCE + "test_a_decision_that_was_never_possible_expires_without_a_finding",
        ),
    ),
    row(
        "Verifier 1 and 3: no time is later than a clock outside the record",
        (
            "verify/steps/times.py",
            "max(times) <= audit.now + TOLERANCE",
            "True",
            TIMES + "test_a_leaf_of_the_year_2100_is_later_than_the_auditors_clock",
        ),
        (
            "verify/steps/times.py",
            "if times[size - 1] > limit:",
            "if False:",
            TIMES + "test_a_clock_eight_days_ahead_is_shown_by_a_witness",
        ),
    ),
    row(
        "Verifier 1: the note's signature and every cosignature it has a key for",
        (
            CHECKS,
            "        checkpoint.open_signed(audit.signed, known_keys(key, audit.evidence.witnesses))\n",
            "        pass\n",
            "verify/test_tampering.py::test_a_flipped_bit_in_any_other_file_is_found",
        ),
        (
            CHECKS,
            'if audit.vkey != (note.format_vkey(log) + "\\n").encode():',
            "if not audit.vkey:",
            FALSE_FILE,
        ),
        (CHECKS, "if audit.stated.origin != log.name:", "if not audit.stated.origin:", FALSE_FILE),
        (
            CHECKS,
            "if audit.evidence.log_key not in (None, log):",
            "if False:",
            "verify/test_tampering.py::test_evidence_signed_by_another_log_is_found",
        ),
        (
            CHECKS,
            "signed_by = cosignature.verify(audit.signed, audit.evidence.witnesses)",
            "signed_by = ()",
            "verify/test_honest.py::test_a_witness_whose_key_is_known_is_named",
        ),
    ),
    row(
        "Verifier 2: the root from the entries; every earlier checkpoint, receipt and quoted root",
        (CHECKS, "if audit.is_whole and audit.replay.tree.root() != audit.stated.root:", "if False:", FALSE_FILE),
        (CHECKS, "        elif actual != expected:\n", "        elif False:\n", FALSE_FILE),
        (
            CHECKS,
            "if tree.root(size) != seen.checkpoint.root:",
            "if False:",
            "verify/test_tampering.py::test_a_forked_record_is_found_by_receipt_and_checkpoint",
        ),
        (
            CHECKS,
            "    if size > tree.size:\n",
            "    if size < 0:\n",
            "verify/test_tampering.py::test_a_dropped_last_ballot_is_found_by_its_receipt",
        ),
        (
            CHECKS,
            "        yield from _is_signed(seen, key)\n",
            "",
            "verify/test_tampering.py::test_evidence_signed_by_another_log_is_found",
        ),
        (
            REPLAY,
            "self._root(payload.log_size) != payload.log_root",
            "False",
            forgery("a_quoted_state_that_never_was"),
        ),
    ),
    row(
        "Verifier 3: every leaf is strict; `at` never decreases; every blob named is there, or withheld by a statement",
        (REPLAY, "if 0 <= at < self._at:", "if at < 0:", forgery("a_leaf_dated_back")),
        (
            "record/strict_json.py",
            "    if _write(value) != data:\n",
            "    if False:\n",
            forgery("a_payload_that_is_not_strict"),
        ),
        (
            CHECKS,
            "        if data is None:\n",
            "        if False:\n",
            "verify/test_withheld.py::test_a_text_that_is_shown_again_must_be_there",
        ),
        (
            CHECKS,
            "        elif hash_of(data) != digest:\n            yield found(3",
            "        elif False:\n            yield found(3",
            "verify/test_tampering.py::test_another_text_in_the_place_of_one_is_found",
        ),
        (
            CHECKS,
            "return hidden is not None and hidden.hidden and not",
            "return not",
            "verify/test_withheld.py::test_a_text_withheld_by_somebody_who_may_not_must_be_there",
        ),
        (
            CHECKS,
            "hidden.hidden and not audit.replay.named[digest].is_roll",
            "hidden.hidden",
            "verify/test_withheld.py::test_a_roll_must_be_there_though_a_moderator_withheld_it",
        ),
        (CHECKS, 'if path.removeprefix("blob/") not in audit.replay.named:', "if not path:", FALSE_FILE),
    ),
    row(
        "Verifier 4: replays keys: proofs of possession, valid points, authority for each",
        (
            "rules/people/members.py",
            "signature.keyid == signing.key_id(key) and signing.verify(key, claim.message, signature.sig)",
            "signature.keyid == signing.key_id(key)",
            forgery("an_enrolment_with_a_claim_that_its_key_never_signed"),
        ),
        (
            "rules/people/members.py",
            '    need(state, payload.member, "registrar")\n',
            "\n",
            forgery("an_enrolment_by_someone_who_is_no_registrar"),
        ),
    ),
    row(
        "Verifier 5: every signature, by the signer's key as it stood at that place",
        (
            LEAVES,
            'return kind.key, keyid, content, None if holds else ("signature_invalid", {})',
            "return kind.key, keyid, content, None",
            forgery("a_ballot_changed_after_it_was_signed"),
        ),
        (
            LEAVES,
            'return kind.key, keyid, content, None if holds else ("signature_invalid", {})',
            "return kind.key, keyid, content, None",
            "verify/test_forgeries.py::test_a_founding_that_its_founder_did_not_sign",
        ),
        (
            REPLAY,
            "if wrong is not None and not self._is_signed(keyid, **wrong[1]):",
            "if False:",
            forgery("a_statement_in_the_name_of_somebody_admitted_by_vote"),
        ),
        (
            REPLAY,
            "        if id_ in self._ids:\n",
            "        if False:\n",
            forgery("a_statement_played_twice"),
        ),
    ),
    row(
        "Verifier 6: replays every rule",
        (
            "rules/statements.py",
            'raise Refused("clerk_only")',
            "pass",
            forgery("a_closing_signed_by_an_administrator"),
        ),
        (
            "rules/statements.py",
            "if key.member != payload.member:",
            "if not key.member:",
            forgery("a_ballot_in_another_members_name"),
        ),
        (
            "rules/statements.py",
            'raise Refused("community_other")',
            "pass",
            forgery("a_statement_of_another_community"),
        ),
        (
            REPLAY,
            "                self._note_refusal(refusal, index, row)\n",
            "                pass\n",
            "verify/test_forgeries.py::test_the_replay_goes_on_after_a_finding",
        ),
    ),
    row(
        "Verifier 7: every weight roll, tally and outcome anew",
        (
            "rules/voting/announcements.py",
            "    compare(payload, expected.payload)\n    poll =",
            "    poll =",
            forgery("a_changed_weight"),
        ),
        (
            "rules/voting/closings.py",
            "    compare(payload, expected.payload)\n    rules =",
            "    rules =",
            forgery("a_forged_outcome"),
        ),
        (
            CHECKS,
            "if hash_of(data) != digest or digest not in audit.replay.state.rolls:",
            "if digest not in audit.replay.state.rolls:",
            "verify/test_forgeries.py::test_a_roll_in_the_bundle_that_is_not_the_one_computed",
        ),
    ),
    row(
        "Verifier 8: entries balance, floors hold, payments trace to a passed proposal within amount, payee and term",
        ("verify/steps/books.py", "        if total:\n", "        if False:\n", SPOILT),
        ("verify/steps/books.py", "        if account.balance != expected:\n", "        if False:\n", SPOILT),
        ("verify/steps/books.py", "if moved[entry, account] != amount:", "if False:", SPOILT),
        ("verify/steps/books.py", "        if proof.balance != expected:\n", "        if False:\n", SPOILT_MONEY),
        (
            "verify/steps/books.py",
            "        if fund.balance != expected or expected < 0:\n",
            "        if False:\n",
            SPOILT_MONEY,
        ),
        (
            "verify/steps/books.py",
            'if account.kind == "assets" and expected < min(account.floor, 0):',
            "if False:",
            "verify/test_ledger.py::test_an_account_below_its_floor_is_noticed",
        ),
        (
            "verify/steps/spending.py",
            "and request.approvals >= request.approvals_needed >= 1",
            "",
            "verify/test_ledger.py::test_a_payment_needs_its_approvals",
        ),
        (
            "verify/steps/spending.py",
            "and mandate.at <= request.at <= payment.at < mandate.expires",
            "",
            SPOILT,
        ),
        (
            "verify/steps/spending.py",
            "and payment.recorded_by not in (request.requested_by, mandate.payee_member)",
            "",
            SPOILT,
        ),
        ("verify/steps/spending.py", "and payment.currency == mandate.currency\n", "\n", SPOILT),
    ),
    row(
        "Verifier 9: reports all findings, each with leaf, kind and rule; exit status 0, 1 or 2",
        (
            "verify/report.py",
            "return 2 if self.unreadable else 1 if self.findings else 0",
            "return 1 if self.unreadable or self.findings else 0",
            "verify/test_unreadable.py::test_a_file_that_is_no_bundle_is_unreadable",
        ),
    ),
    row(
        "names and titles have characters that can be seen, texts a largest size, from format 2 on",
        (
            "actions/writing/batch.py",
            "if submission.named and bounded_texts.are_bounded(self.state, self.at):",
            "if False:",
            f"{TEXTS}test_an_invalid_name_is_refused_in_every_field_for_a_name",
        ),
        (
            "rules/bounded_texts.py",
            "return fixed_in_force(state, at).bounded_texts",
            "return True",
            f"{TEXTS}test_format_1_accepts_an_invalid_name",
        ),
        (
            "rules/bounded_texts.py",
            'NAMES: Final = frozenset({"name", "title"})',
            'NAMES: Final = frozenset({"title"})',
            f"{TEXTS}test_an_invalid_name_is_refused_in_every_field_for_a_name",
        ),
        (
            "actions/writing/batch.py",
            "data = sent or log.blob(self.connection, use.digest)",
            "data = sent",
            f"{TEXTS}test_a_text_recorded_for_another_use_is_checked_as_a_title",
        ),
        (
            "protocol/names.py",
            "or not _SEEN.search(text)",
            "",
            f"{TEXTS}test_an_invalid_name_is_refused_in_every_field_for_a_name",
        ),
        (
            "protocol/names.py",
            "len(text) > LONGEST or",
            "",
            f"{TEXTS}test_an_invalid_name_is_refused_in_every_field_for_a_name",
        ),
        (
            "protocol/texts.py",
            "if len(text.encode()) > LARGEST or",
            "if len(text) > LARGEST or",
            f"{TEXTS}test_other_texts_may_have_several_lines_and_are_bounded",
        ),
        (
            "rules/people/members.py",
            "if rulebook.fixed.bounded_texts:",
            "if False:",
            refusal_case("name_unfit", "a_founding_of_a_community_whose_name_cannot_be_seen"),
        ),
        (
            "verify/steps/checks.py",
            "yield from _unfit(audit, used.get(digest, ()), data)",
            "yield from ()",
            "verify/test_blobs.py::test_the_verifier_finds_a_title_that_the_rules_refuse",
        ),
        (
            "verify/replay.py",
            "if kind.has_texts and are_bounded(self.state, at):",
            "if kind.has_texts:",
            "verify/test_blobs.py::test_in_format_1_a_title_may_have_any_characters",
        ),
    ),
)
