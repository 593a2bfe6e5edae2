"""Weights: who has which weight, from when, and what no longer changes it."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

ROLL = "rules/voting/electorate.py"
MENU = "rules/people/test_weights.py::test_weights"

MEMBER: Final = '__import__("govern.protocol.facts", fromlist=["Member"]).Member'

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Frozen at the moment of announcement",
        (
            "rules/voting/ballots.py",
            "weight=elector.weight,",
            f'weight=find(state, {MEMBER}, "x", payload.member).tokens,',
            "rules/people/test_weights.py::test_weights_are_frozen_at_the_announcement",
        ),
    ),
    row(
        "chosen by rule, never chosen by the proposer",
        (
            "rules/voting/announcements.py",
            "electorate.compute_roll(state, rules.weight, ",
            'electorate.compute_roll(state, {"source": "tokens/1"}, ',
            "rules/people/test_weights.py::test_weights_are_frozen_at_the_announcement",
        ),
    ),
    row(
        "The roll is published before the vote opens",
        (
            "rules/voting/announcements.py",
            "        RollBlob(expected.roll.hash, expected.roll.blob),\n",
            "",
            "web/votes/test_rolls.py::test_the_files_are_what_was_hashed_and_the_same_as_a_table",
        ),
    ),
    row(
        "Source: equal",
        ("rules/voting/weights/equal.py", "return 1\n", "return 2\n", MENU),
    ),
    row(
        "Source: tokens",
        ("rules/voting/weights/tokens.py", "return tokens\n", "return tokens + 1\n", MENU),
    ),
    row(
        "Source: floor of the square root of tokens",
        (
            "rules/voting/weights/square_root.py",
            "return isqrt(tokens)",
            "return int(tokens**0.5)",
            "rules/people/test_weights.py::test_the_square_root_is_exact_however_large",
        ),
        (
            "rules/voting/weights/square_root.py",
            "return isqrt(tokens)",
            "return isqrt(tokens) + (isqrt(tokens)**2 < tokens)",
            MENU,
        ),
    ),
    row(
        "Source: tokens capped at a share of the total",
        ("rules/voting/weights/capped.py", ".floor_of(supply)", ".ceil_of(supply)", MENU),
        (
            "rules/voting/weights/capped.py",
            "return min(tokens, _cap(supply, parameters))",
            "return tokens",
            "rules/people/test_weights.py::test_nobody_weighs_more_than_the_cap",
        ),
    ),
    row(
        "Source: bands",
        ("rules/voting/weights/bands.py", 'if tokens >= band["from"]', 'if tokens > band["from"]', MENU),
        ("rules/voting/weights/bands.py", "return max((band[", "return min((band[", MENU),
    ),
    row(
        "Source: chambers: a set of electors with a test of its own",
        (
            ROLL,
            "if len(held) == 1 and not club.closed_at:",
            "if len(held) >= 1 and not club.closed_at:",
            "rules/voting/test_chambers.py::test_a_club_with_two_delegates_or_none_or_closed_has_no_voice",
        ),
        (
            ROLL,
            "speakers[held[0]] += 1",
            "speakers[held[0]] = 1",
            "rules/voting/test_chambers.py::test_a_delegate_speaks_once_for_each_club",
        ),
        (
            ROLL,
            "for member in sorted(holders) if member in present)",
            "for member in sorted(holders))",
            "rules/voting/test_chambers.py::test_an_expert_without_a_vote_does_not_sit_among_the_experts",
        ),
        (
            ROLL,
            "if one.role == chamber.role and one.held)",
            "if one.role == chamber.role)",
            "rules/voting/test_announcements.py::test_a_former_holder_is_no_elector_of_the_roles_chamber",
        ),
    ),
    row(
        "Awards count after a maturity period",
        (
            ROLL,
            "for award in state.awards_since(at - maturity_ms):",
            "for award in state.awards_since(at):",
            "rules/people/test_maturity.py::test_a_vote_is_announced_with_mature_tokens_alone",
        ),
        (
            "verify/memory.py",
            "one.confirmed_at > moment, reversed",
            "one.confirmed_at >= moment, reversed",
            "rules/people/test_maturity.py::test_a_token_counts_from_the_very_moment_it_is_mature",
        ),
        (
            ROLL,
            "supply = founded(state).supply - young.total()",
            "supply = founded(state).supply",
            "rules/people/test_maturity.py::test_young_tokens_are_not_in_the_supply_either",
        ),
    ),
    row(
        "decay per epoch b' = floor(b*d/10^6)",
        (
            "rules/people/decay.py",
            "return balance * keep // WHOLE",
            "return -(-balance * keep // WHOLE)",
            "rules/people/test_epochs.py::test_decayed_balances_are_rounded_down",
        ),
        (
            "rules/people/epochs.py",
            "mature = member.tokens - young[member.member] if member.tokens else 0",
            "mature = member.tokens",
            "rules/people/test_epochs.py::test_tokens_too_young_wait_for_the_next_epoch",
        ),
        (
            "rules/people/decay.py",
            "return award.confirmed_at <= epoch.mature_until and",
            "return",
            "rules/people/test_weight_explained.py::test_every_weight_is_explained_to_the_last_vote",
        ),
    ),
    row(
        "Tokens of the foundation itself are in neither roll nor total: none are held but by members",
        (
            "rules/people/members.py",
            "supply=community.supply - member.tokens",
            "supply=community.supply",
            "rules/people/test_clubs.py::test_leaving_subtracts_the_members_tokens_from_the_supply",
        ),
        (
            "rules/people/tokens.py",
            "    present(state, payload.to)\n",
            "\n",
            refusal_case("member_unknown", "an_award_for_nobody"),
        ),
    ),
    row(
        "Joining or leaving later changes neither",
        (
            "rules/voting/closings.py",
            "total=poll.roll_total,",
            "total=founded(state).members,",
            "rules/people/test_weights.py::test_later_enrolments_and_exits_change_neither_roll_nor_total",
        ),
        (
            "rules/voting/ballots.py",
            'elector = find(state, Elector, "not_elector", poll.id, payload.member)',
            "elector = state.get(Elector, poll.id, payload.member) or Elector(poll.id, payload.member, 1)",
            refusal_case("not_elector", "a_ballot_from_outside_the_club"),
        ),
    ),
    row(
        "Own tokens vote without any act of self-delegation",
        (
            "rules/voting/delegation.py",
            "{member: member for member in voters}",
            "{member: member for member in voters if member in graph}",
            "rules/voting/test_delegation.py::test_a_weight_follows_the_chain_to_the_first_voter",
        ),
    ),
)
