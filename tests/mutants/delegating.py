"""Delegation: who votes for whom, until when, and what happens to a delegated vote."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

DELEGATION = "rules/voting/delegation.py"
TESTS = "rules/voting/test_delegation.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Signed: delegator, delegate, scope, end, seq",
        (
            DELEGATION,
            "if (seq, prev) != (",
            "if (seq, seq) != (seq, seq) and (seq, prev) != (",
            refusal_case("delegation_sequence", "a_second_first_delegation"),
        ),
        (
            DELEGATION,
            "if not one.ended_at and at < one.ends:",
            "if not one.ended_at:",
            f"{TESTS}test_a_delegation_ends_at_its_end_and_an_ended_one_can_be_followed_by_another",
        ),
        (
            DELEGATION,
            "if not one.ended_at and at < one.ends:",
            "if at < one.ends:",
            f"{TESTS}test_a_delegation_ends_at_its_end_and_an_ended_one_can_be_followed_by_another",
        ),
        (
            DELEGATION,
            "if not at < payload.ends <= at + MOST_MS:",
            "if not at < payload.ends:",
            refusal_case("delegation_ends", "a_delegation_beyond_four_years"),
        ),
        (
            DELEGATION,
            "if payload.delegate == payload.member:",
            "if not payload.member:",
            refusal_case("delegation_self", "a_delegation_to_oneself"),
        ),
    ),
    row(
        "one proposal > a topic > a club > the community",
        (
            DELEGATION,
            "return (proposal.id, *topic, *club, COMMUNITY)",
            "return (proposal.id, *club, *topic, COMMUNITY)",
            f"{TESTS}test_the_narrower_area_counts",
        ),
        (
            DELEGATION,
            "return (proposal.id, *topic, *club, COMMUNITY)",
            "return (*topic, proposal.id, *club, COMMUNITY)",
            f"{TESTS}test_the_narrower_area_counts",
        ),
        (
            DELEGATION,
            "return (proposal.id, *topic, *club, COMMUNITY)",
            "return (proposal.id, *topic, COMMUNITY, *club)",
            f"{TESTS}test_the_narrower_area_counts",
        ),
    ),
    row(
        'A narrower "nobody" blocks a wider one',
        (
            DELEGATION,
            "if not one.ended_at and at < one.ends:",
            "if not one.ended_at and at < one.ends and one.delegate:",
            f"{TESTS}test_a_narrower_nobody_blocks_a_wider_delegation",
        ),
    ),
    row(
        "The graph freezes with the weights",
        (
            DELEGATION,
            'for one in state.where(FrozenDelegation, "poll", poll.id)}',
            'for one in state.where(Delegation, "area", COMMUNITY) if one.delegate and not one.ended_at}',
            f"{TESTS}test_delegations_are_frozen_with_the_roll",
        ),
        (
            DELEGATION,
            'raise Refused("delegation_late", field="area")',
            "pass",
            refusal_case("delegation_late", "a_delegation_for_a_vote_that_is_announced"),
        ),
    ),
    row(
        "One's own ballot always overrides, until the close",
        (
            "rules/voting/outcome/counting.py",
            'counted = [one for one in cast if one[1] != ""]',
            'counted = [one for one in cast if one[1] != "" and one[0] not in electors.delegations]',
            f"{TESTS}test_ones_own_ballot_overrides_until_the_close_and_withdrawing_it_restores_the_delegate",
        ),
    ),
    row(
        "withdrawing it restores the delegate",
        (
            "rules/voting/outcome/counting.py",
            "choices = {member: choice for member, choice, _ in counted}",
            "choices = {member: choice for member, choice, _ in cast}",
            f"{TESTS}test_ones_own_ballot_overrides_until_the_close_and_withdrawing_it_restores_the_delegate",
        ),
    ),
    row(
        "From each elector without a counted ballot walk to the first on the chain who has one",
        (
            DELEGATION,
            "while current not in ends and current not in voters and current in graph",
            "while current not in ends and current in graph",
            f"{TESTS}test_resolving_agrees_with_a_plain_walk",
        ),
        (
            DELEGATION,
            "        current = graph[current]\n",
            "        current = graph[current]\n        break\n",
            f"{TESTS}test_resolving_agrees_with_a_plain_walk",
        ),
    ),
    row(
        "A cycle or a dead end is not cast",
        (
            DELEGATION,
            'found = ("", 0, "cycle")',
            'found = (min(seen), 0, "carried")',
            f"{TESTS}test_every_weight_is_carried_once_or_not_cast",
        ),
        (
            DELEGATION,
            'found = ("", 0, "cycle")',
            'found = ("", 0, "dead-end")',
            f"{TESTS}test_a_cycle_is_not_cast_until_a_member_of_it_votes",
        ),
        (
            DELEGATION,
            'found = ("", 0, "dead-end")',
            'found = (current, 0, "carried")',
            f"{TESTS}test_a_delegate_who_left_is_a_dead_end",
        ),
    ),
    row(
        "Depth is limited by a rule",
        (
            DELEGATION,
            'if fate == "carried" and steps > depth:',
            'if fate == "carried" and steps > depth + 1:',
            f"{TESTS}test_a_chain_longer_than_the_rule_is_not_cast",
        ),
    ),
    row(
        "Recompute from ballots and graph; no running totals as truth",
        (
            "rules/voting/closings.py",
            "    compare(payload, expected.payload)\n    rules =",
            "    rules =",
            refusal_case("clerk_differs", "a_tally_that_is_not_the_sum"),
        ),
        (
            "rules/voting/announcements.py",
            "    compare(payload, expected.payload)\n    poll =",
            "    poll =",
            "verify/test_forgeries.py::test_a_forgery_is_found_by_its_rule_alone[a_changed_weight]",
        ),
    ),
    row(
        'Each delegator sees the resolved chain: "your delegate voted X; override until ..."',
        (
            DELEGATION,
            "and len(found) <= depth:",
            "and len(found) < depth:",
            f"{TESTS}test_the_chain_shown_ends_with_who_carries",
        ),
        (
            "rules/voting/delegation_chains.py",
            'return DelegationChain(tuple(chain), "carried")',
            'return DelegationChain((chain[0], chain[-1]), "carried")',
            "rules/voting/test_delegation_chains.py::test_everybody_in_the_chain_is_named",
        ),
        (
            "rules/voting/delegation_chains.py",
            "    if has_voted(member):\n",
            "    if not member:\n",
            "web/people/test_delegations.py::test_the_chain_is_shown_as_it_stands_until_ones_own_ballot_goes_before_it",
        ),
    ),
)
