"""Lifecycle: the states of a proposal, their order and their exits."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

ANNOUNCEMENTS, CLOSINGS = "rules/voting/announcements.py", "rules/voting/closings.py"
PROPOSALS, VERDICTS = "rules/proposals/proposals.py", "rules/proposals/verdicts.py"
STAGES, SUBMISSION = "rules/proposals/stages.py", "rules/proposals/submission.py"
TALE = "rules/proposals/test_lifecycle.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "draft -> gathering sponsors: as many as the rules say, within their term",
        (
            PROPOSALS,
            "if after.sponsors >= after.sponsors_needed:",
            "if after.sponsors > after.sponsors_needed:",
            f"{TALE}test_a_motion_from_draft_to_carried_out",
        ),
        (
            STAGES,
            '"gathering" if at < proposal.sponsoring_ends',
            '"gathering" if at <= proposal.sponsoring_ends',
            "store/test_proposals.py::test_each_stage_as_a_condition_finds_what_the_rule_says",
        ),
        (
            PROPOSALS,
            'if current_stage(state, proposal, at) != "gathering":',
            'if current_stage(state, proposal, at) not in ("gathering", "not-admitted"):',
            refusal_case("sponsoring_over", "a_sponsor_after_two_weeks"),
        ),
        (
            PROPOSALS,
            "if proposal.author == payload.member:",
            "if not payload.member:",
            refusal_case("sponsor_author", "an_author_as_sponsor"),
        ),
        (
            PROPOSALS,
            "if before is not None and before.version == proposal.version:",
            "if False:",
            refusal_case("sponsor_twice", "a_sponsor_counted_twice"),
        ),
    ),
    row(
        "-> review: nothing is announced before it is over",
        (
            ANNOUNCEMENTS,
            "or stopped or statement.at < proposal.review_ends:",
            "or stopped:",
            refusal_case("clerk_early", "a_vote_announced_during_review"),
        ),
        (
            ANNOUNCEMENTS,
            "if not proposal.admitted_at or proposal.poll",
            "if proposal.poll",
            refusal_case("clerk_early", "an_announcement_without_enough_sponsors"),
        ),
    ),
    row(
        "-> announced -> open: after the time between them",
        (
            ANNOUNCEMENTS,
            "opens = at + rules.announcement_ms",
            "opens = at",
            f"{TALE}test_a_motion_from_draft_to_carried_out",
        ),
        (
            ANNOUNCEMENTS,
            "or proposal.poll or stopped",
            "or stopped",
            refusal_case("clerk_early", "an_announcement_of_a_vote_announced_already"),
        ),
    ),
    row(
        "-> counted -> passed, rejected or no quorum",
        (
            "rules/voting/outcome/outcome.py",
            'return "no-quorum"\n    if missed or not support.holds',
            'return "rejected"\n    if missed or not support.holds',
            "rules/voting/test_outcome.py::test_the_designs_table",
        ),
        (
            "rules/voting/outcome/outcome.py",
            "or (missed and not enough_no):\n",
            "or missed:\n",
            "rules/voting/test_outcome.py::test_many_noes_reject_rather_than_miss_the_quorum",
        ),
    ),
    row(
        "-> standstill -> carried out: not before it is over, and then without anybody's leave",
        (
            CLOSINGS,
            "standstill = at + rules.standstill_ms if",
            "standstill = at if",
            f"{TALE}test_a_motion_from_draft_to_carried_out",
        ),
        (
            "rules/proposals/effects.py",
            "not 0 < proposal.due_at <= statement.at < proposal.grace_ends",
            "not statement.at < proposal.grace_ends",
            refusal_case("clerk_early", "an_effect_during_the_standstill"),
        ),
        (
            "rules/proposals/effects.py",
            "return replace(proposal, effects_applied=done, carried_out_at=at, due_at=0)",
            "return replace(proposal, effects_applied=done, due_at=0)",
            f"{TALE}test_a_motion_from_draft_to_carried_out",
        ),
    ),
    row(
        "exit: not admitted",
        (
            STAGES,
            'else "not-admitted"',
            'else "gathering"',
            f"{TALE}test_a_proposal_without_sponsors_is_not_admitted",
        ),
    ),
    row(
        "exit: withdrawn (author, before announced)",
        (
            PROPOSALS,
            'raise Refused("withdraw_other")',
            "pass",
            refusal_case("withdraw_other", "a_proposal_withdrawn_by_another"),
        ),
        (
            PROPOSALS,
            'raise Refused("withdraw_late")',
            "pass",
            refusal_case("withdraw_late", "a_proposal_withdrawn_during_its_vote"),
        ),
        (
            PROPOSALS,
            "return (replace(proposal, withdrawn_at=statement.at, due_at=0),)",
            "return (replace(proposal, due_at=0),)",
            f"{TALE}test_an_author_withdraws_during_review_and_for_good",
        ),
    ),
    row(
        "exit: cancelled (before open, with a reason)",
        (
            PROPOSALS,
            'not in ("gathering", "review", "announced"):',
            'not in ("gathering", "review", "announced", "open"):',
            refusal_case("cancel_late", "a_cancellation_of_an_open_vote"),
        ),
        (
            PROPOSALS,
            "cancelled_at=at, reason=payload.reason, due_at=0)",
            "cancelled_at=at, due_at=0)",
            "web/proposals/test_verdicts.py::test_only_who_may_cancel_has_the_form_and_everyone_reads_the_reason",
        ),
        (
            PROPOSALS,
            'raise Refused("cancel_role") from error',
            "pass",
            refusal_case("cancel_role", "a_cancellation_by_a_member"),
        ),
        (
            PROPOSALS,
            "return (replace(poll, closed_at=at), cancelled) if poll else (cancelled,)",
            "return (cancelled,)",
            "rules/proposals/test_verdicts.py::test_a_cancelled_proposal_is_never_voted_on",
        ),
    ),
    row(
        "exit: vetoed (passed to standstill only; by a body whose power expires)",
        (
            VERDICTS,
            'not in ("standstill", "challenged"):',
            'not in ("open", "standstill", "challenged"):',
            refusal_case("challenge_time", "a_challenge_while_the_vote_is_open"),
        ),
        (
            VERDICTS,
            "if statement.at >= proposal.standstill_ends:",
            "if not statement.at:",
            refusal_case("veto_time", "a_veto_during_a_challenge_after_the_standstill"),
        ),
        (
            VERDICTS,
            "if not rules.veto.role or statement.at >= rules.veto.ends:",
            "if not rules.veto.role:",
            refusal_case("veto_none", "a_veto_by_an_expired_power"),
        ),
        (
            VERDICTS,
            "need(state, statement.payload.member, rules.veto.role, proposal.scope)\n",
            "\n",
            refusal_case("role_needed", "a_veto_by_a_member"),
        ),
        (
            VERDICTS,
            "return (replace(proposal, vetoed_at=statement.at, reason=statement.payload.reason, due_at=0),)",
            "return (replace(proposal, vetoed_at=statement.at, reason=statement.payload.reason),)",
            "rules/proposals/test_verdicts.py::test_a_vetoed_proposal_is_never_carried_out",
        ),
    ),
    row(
        "exit: challenged -> upheld or void",
        (
            VERDICTS,
            "due = due_from(proposal, max(proposal.standstill_ends, ends))",
            "due = due_from(proposal, proposal.standstill_ends)",
            "rules/proposals/test_verdicts.py::test_a_challenge_holds_up_what_passed_until_it_is_upheld",
        ),
        (
            VERDICTS,
            'due = 0 if payload.ruling == "void" else due_from',
            "due = due_from",
            "rules/proposals/test_verdicts.py::test_a_void_outcome_is_never_carried_out",
        ),
        (
            VERDICTS,
            "if payload.member in (proposal.author, made.challenged_by):",
            "if payload.member == proposal.author:",
            refusal_case("ruling_party", "a_ruling_by_the_challenger"),
        ),
        (
            STAGES,
            "and not proposal.ruling and at < proposal.ruling_ends:",
            "and not proposal.ruling:",
            refusal_case("ruling_none", "a_ruling_after_its_time"),
        ),
    ),
    row(
        "exit: expired (passed, but not carried out within the grace period)",
        (
            VERDICTS,
            "if not waits or statement.at < proposal.grace_ends:",
            "if not waits:",
            refusal_case("clerk_early", "an_expiry_within_the_grace_period"),
        ),
        (
            "rules/proposals/effects.py",
            "<= statement.at < proposal.grace_ends:",
            "<= statement.at:",
            refusal_case("clerk_early", "an_effect_after_the_grace_period"),
        ),
        (
            "rules/clerk.py",
            "if at >= proposal.grace_ends:",
            "if at < proposal.at:",
            "rules/proposals/test_verdicts.py::test_an_amendment_that_was_overtaken_expires_with_its_grace_period",
        ),
    ),
    row(
        "The state is computed from the record and the time, not stored as truth",
        (
            "store/facts/proposals.py",
            '"announced": (*voting, PollRow.opens > at),',
            '"announced": (*voting, PollRow.opens >= at),',
            "store/test_proposals.py::test_each_stage_as_a_condition_finds_what_the_rule_says",
        ),
        (
            STAGES,
            'return "standstill" if at < proposal.standstill_ends else "passed"',
            'return "standstill" if at <= proposal.standstill_ends else "passed"',
            "store/test_proposals.py::test_each_stage_as_a_condition_finds_what_the_rule_says",
        ),
    ),
    row(
        "In review an edit makes a version; supporters of an older one are shown as not having seen the latest",
        (
            PROPOSALS,
            "sponsorship = Sponsorship(proposal.id, payload.member, proposal.version,",
            "sponsorship = Sponsorship(proposal.id, payload.member, 1,",
            "rules/proposals/test_verdicts.py::test_sponsors_of_an_older_version_count_and_may_sponsor_the_new_one",
        ),
        (
            SUBMISSION,
            "after = replace(after, review_ends=at + own.review_ms, due_at=at + own.review_ms)",
            "pass",
            "rules/proposals/test_verdicts.py::test_each_version_restarts_the_review_and_the_last_is_voted_on",
        ),
        (
            SUBMISSION,
            "if payload.version != proposal.version + 1:",
            "if payload.version <= proposal.version:",
            refusal_case("version_other", "a_version_that_skips_one"),
        ),
    ),
    row(
        "From announced on nothing changes",
        (
            SUBMISSION,
            'raise Refused("revise_late")',
            "pass",
            refusal_case("revise_late", "a_version_after_the_announcement"),
        ),
    ),
    row(
        "What is voted on is the hash of text and effects",
        (
            ANNOUNCEMENTS,
            "version=proposal.version_id,",
            "version=proposal.id,",
            "rules/voting/test_announcements.py::test_the_version_that_is_voted_on_is_the_latest",
        ),
    ),
    row(
        "members approve exactly what will happen",
        (
            "rules/proposals/effects.py",
            "    compare(statement.payload, expected)\n",
            "\n",
            "verify/test_forgeries.py::test_a_forgery_is_found_by_its_rule_alone[a_mandate_for_another_payee]",
        ),
    ),
    row(
        "Nothing is deleted. Moderation hides text and keeps hashes and ballots",
        (
            "actions/record/bundle.py",
            ".where(~is_withheld(BlobRow.hash))",
            "",
            "verify/test_withheld.py::test_a_bundle_leaves_a_withheld_text_out_and_verifies",
        ),
        (
            "rules/proposals/moderation.py",
            'if not holds(state, statement.payload.member, "moderator"):',
            "if not statement.payload.member:",
            refusal_case("hide_role", "a_text_withheld_by_a_member"),
        ),
        (
            "rules/voting/ballots.py",
            'expected = (1, "") if previous is None else (previous.seq + 1, previous.id)',
            "expected = (payload.seq, payload.prev)",
            refusal_case("ballot_sequence", "a_ballot_that_replaces_another_than_the_last"),
        ),
    ),
    row(
        "A vote keeps the rulebook it was announced under",
        (
            VERDICTS,
            'adopted = find(state, Rulebook, "rulebook_invalid", poll.rulebook_scope, poll.rulebook)',
            'adopted = __import__("govern.rules.rulebook.rulebooks", {}, {}, "x").in_force(state, poll.scope, 2**53)',
            "rules/people/test_clubs.py::test_a_vote_keeps_the_clubs_rules_under_which_it_was_announced",
        ),
        (
            ANNOUNCEMENTS,
            "adopted = in_force(state, proposal.scope, at)",
            'adopted = find(state, Rulebook, "x", proposal.rulebook_scope, proposal.rulebook)',
            "rules/voting/test_announcements.py::test_a_vote_is_announced_under_the_rulebook_of_that_moment",
        ),
    ),
    row(
        "A final state never changes, whatever later rules say",
        (
            CLOSINGS,
            "if poll.closed_at or statement.at < poll.closes:",
            "if statement.at < poll.closes:",
            refusal_case("clerk_early", "a_second_closing"),
        ),
        (
            "rules/proposals/effects.py",
            'if proposal.outcome != "passed" or not 0 < proposal.due_at <= statement.at',
            "if not proposal.outcome or not (proposal.due_at or proposal.vetoed_at) <= statement.at",
            refusal_case("clerk_early", "an_effect_of_what_was_vetoed"),
        ),
        (
            VERDICTS,
            'waits = proposal.outcome == "passed" and proposal.due_at and not proposal.carried_out_at',
            "waits = True",
            refusal_case("clerk_early", "an_expiry_of_what_was_rejected"),
        ),
    ),
    row(
        "Open means start <= t < end by the log's `at`",
        (
            "rules/voting/ballots.py",
            "if at < poll.opens:",
            "if at < poll.opens - 1:",
            refusal_case("poll_not_open", "a_ballot_before_the_opening"),
        ),
        (
            "rules/voting/ballots.py",
            "if at < poll.opens:",
            "if at <= poll.opens:",
            "rules/proposals/test_lifecycle.py::test_a_vote_is_open_from_its_first_moment_to_the_last_before_its_end",
        ),
        (
            "rules/voting/ballots.py",
            "if at >= poll.closes or poll.closed_at:",
            "if at > poll.closes or poll.closed_at:",
            refusal_case("poll_over", "a_ballot_at_the_very_end"),
        ),
        (
            "rules/voting/ballots.py",
            "if at >= poll.closes or poll.closed_at:",
            "if at >= poll.closes - 1 or poll.closed_at:",
            "rules/proposals/test_lifecycle.py::test_a_vote_is_open_from_its_first_moment_to_the_last_before_its_end",
        ),
    ),
)
