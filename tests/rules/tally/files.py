"""Writes profiles as ballot files, as another program would."""

from collections.abc import Mapping, Sequence

Orders = Mapping[Sequence[str], int]  # rankings, best first, one option a rank, with how many cast each


def blt(options: Sequence[str], orders: Orders, seats: int = 1) -> str:
    """A .blt, a line for each order."""
    place = {name: str(number) for number, name in enumerate(options, start=1)}
    lines = [f"{len(options)} {seats}"]
    lines += [" ".join([str(weight), *(place[name] for name in order), "0"]) for order, weight in orders.items()]
    return "\n".join([*lines, "0", *(f'"{name}"' for name in options), '"An election"', ""])


def preflib(options: Sequence[str], orders: Mapping[str, int], kind: str = "soi") -> str:
    """A PrefLib file; orders as they stand in it, such as `1,{2,3}`."""
    lines = [
        f"# FILE NAME: 00000-00000001.{kind}",
        "# TITLE: An election",
        f"# DATA TYPE: {kind}",
        f"# NUMBER ALTERNATIVES: {len(options)}",
        f"# NUMBER VOTERS: {sum(orders.values())}",
        f"# NUMBER UNIQUE ORDERS: {len(orders)}",
        *(f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(options, start=1)),
    ]
    return "\n".join([*lines, *(f"{weight}: {order}" for order, weight in orders.items()), ""])


def old_preflib(options: Sequence[str], orders: Mapping[str, int]) -> str:
    """The same as before 2022."""
    voters = sum(orders.values())
    lines = [str(len(options)), *(f"{number},{name}" for number, name in enumerate(options, start=1))]
    lines.append(f"{voters},{voters},{len(orders)}")
    return "\n".join([*lines, *(f"{weight},{order}" for order, weight in orders.items()), ""])


def numbered(letters: str, orders: Mapping[str, int]) -> dict[str, int]:
    """Orders of letters, such as `CAB`, in the numbers of PrefLib."""
    place = {letter: str(number) for number, letter in enumerate(letters, start=1)}
    return {",".join(place[one] for one in order): weight for order, weight in orders.items()}


def by_ranks(profile: Mapping[str, int]) -> dict[str, int]:
    """Ballots that write each option's rank, as Debian's tally sheets do, in PrefLib's orders."""
    found = {}
    for digits, weight in profile.items():
        levels = [
            [str(at) for at, digit in enumerate(digits, start=1) if digit == rank] for rank in sorted(set(digits))
        ]
        found[",".join(one[0] if len(one) == 1 else "{" + ",".join(one) + "}" for one in levels)] = weight
    return found


def pabulib(costs: Mapping[str, int], approvals: Mapping[str, int], budget: int) -> str:
    """A .pb of approvals (`1547,1549`), a line for each voter."""
    votes = [names for names, weight in approvals.items() for _ in range(weight)]
    lines = ["META", "key;value", "description;A town", f"num_projects;{len(costs)}", f"num_votes;{len(votes)}"]
    lines += [f"budget;{budget}", "vote_type;approval", "rule;greedy", "PROJECTS", "project_id;cost;name"]
    lines += [f'{name};{cost};"Project {name}; phase 1"' for name, cost in costs.items()]
    lines += ["VOTES", "voter_id;age;vote", *(f"{number};30;{names}" for number, names in enumerate(votes, start=1))]
    return "\n".join([*lines, ""])


def weighted(column: str, ballots: Mapping[str, int]) -> str:
    """A CSV with the weights and one column."""
    return "\n".join([f"weight,{column}", *(f"{weight},{ballot}" for ballot, weight in ballots.items()), ""])
