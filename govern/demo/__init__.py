"""The demonstration: an invented, lifelike community, recorded through the real code."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import nacl.pwhash
from sqlalchemy import Engine, insert

from govern import config
from govern.actions.people import demo_keys
from govern.actions.people.demo_keys import DemoPerson
from govern.actions.writing.founding import found, new_member_id
from govern.actions.writing.work import Recorder
from govern.config import Instance
from govern.demo.awards import Awards
from govern.demo.banks import take_statements
from govern.demo.bookkeeping import Bookkeeping
from govern.demo.clubs import Clubs
from govern.demo.discussion import Discussion
from govern.demo.grants import DemoGrants
from govern.demo.money import DemoMoney
from govern.demo.option_votes import OptionVotes
from govern.demo.people import CHARACTERS, FOUNDER, LOST_THEIR_KEY
from govern.demo.proposals.decided import DECIDED
from govern.demo.proposals.grants import GRANTS
from govern.demo.proposals.money import MONEY
from govern.demo.proposals.rules import RULES
from govern.demo.proposals.running import RUNNING
from govern.demo.scenario import FakeClock, Scenario
from govern.demo.voting import Votes
from govern.protocol.units import DAY, HOUR
from govern.record import envelope, signing
from govern.rules.people.signers import Person
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.presets import preset
from govern.store import database, projection
from govern.store.base import Base
from govern.store.private.accounts import ClaimRow, UserRow

NAME: Final = "Linden Lake Garden City 椴湖花园城"
FOUNDED: Final = 190  # days before the end of the story
TABLES: Final = (projection, UserRow)  # imported to register every table


def seed(folder: Path, now: int) -> Instance:
    """Found the community in a new instance folder and record its story up to `now` (milliseconds since 1970, UTC).

    Raises InstanceError if the folder already has a community.
    """
    instance = config.create(folder, "localhost")
    engine = database.open_engine(instance.database)
    try:
        _tell(instance, engine, now)
    finally:
        engine.dispose()
    return instance


def _tell(instance: Instance, engine: Engine, now: int) -> None:
    Base.metadata.create_all(engine)
    people = {character.key: Person(new_member_id(), signing.new_seed()) for character in CHARACTERS}
    clock = FakeClock(now - FOUNDED * DAY)
    recorder = Recorder(engine, instance, clock)
    community = found(recorder, NAME, people[FOUNDER], _rulebook(now)).id
    scenario = Scenario(recorder, clock, community, people, now)
    money = _schedule(scenario)
    scenario.run()
    _open_accounts(engine, people, community, now)
    take_statements(engine, instance, money.accounts, people["nadia"].member, now)
    demo_keys.write(instance.folder, _people(people))


def _rulebook(now: int) -> dict[str, Any]:
    """The preset `tokens`, with a veto of guardians on spending for one more year."""
    rulebook = preset("tokens", newest().number)
    veto = {"ends": now + 365 * DAY, "role": "guardian"}
    spending = rulebook["kinds"]["spending"] | {"veto": veto}
    return rulebook | {"kinds": rulebook["kinds"] | {"spending": spending}}


def _schedule(scenario: Scenario) -> DemoMoney:
    scenario.schedule(FOUNDED * 24 - 2, lambda: _enrol(scenario))
    scenario.schedule(FOUNDED * 24 - 5, lambda: _grant_roles(scenario))
    Awards(scenario).schedule()
    votes = Votes(scenario)
    clubs = Clubs(scenario)
    clubs.schedule()
    for number, plan in enumerate((*DECIDED, *RUNNING, *RULES, *MONEY, *GRANTS), start=1):
        votes.schedule(number, plan)
    OptionVotes(scenario, votes).schedule()
    Discussion(scenario, votes.ids).schedule()
    money = DemoMoney(scenario, votes.ids)
    money.schedule()
    Bookkeeping(scenario, money, clubs.ids).schedule()
    DemoGrants(scenario, money, votes.ids).schedule()
    return money


def _enrol(scenario: Scenario) -> None:
    for character in CHARACTERS:
        if character.enrolled and character.key != FOUNDER:
            person = scenario.people[character.key]
            claim = envelope.to_value(person.claim(scenario.community, secrets.token_hex(16)))
            scenario.say(FOUNDER, "member-enrolled", claim=claim, enrolled=person.member)


def _grant_roles(scenario: Scenario) -> None:
    for character in CHARACTERS:
        for role in character.roles:
            holder = scenario.people[character.key].member
            scenario.say(FOUNDER, "role-granted", holder=holder, role=role, scope="community")


def _open_accounts(engine: Engine, people: Mapping[str, Person], community: str, now: int) -> None:
    """Create accounts whose passwords nobody knows: people sign in only through the demonstration's page."""
    password = nacl.pwhash.argon2id.str(
        secrets.token_bytes(32),
        opslimit=nacl.pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=nacl.pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    ).decode()
    users: list[dict[str, Any]] = [
        {
            "member": people[character.key].member,
            "name": character.name,
            "club": character.club,
            "email": f"{character.key}@example.org",
            "password": password,
            "language": "",
            "theme": "",
            "created_at": now - FOUNDED * DAY,
            "disabled_at": 0,
        }
        for character in CHARACTERS
    ]
    claims = [
        {
            "member": person.member,
            "public_key": person.public_key,
            "claim": envelope.to_value(person.claim(community, secrets.token_hex(16))),
            "created_at": now - 20 * HOUR,
            "declined_at": 0,
        }
        for person in (*(people[one.key] for one in CHARACTERS if not one.enrolled), _with_a_new_phone(people))
    ]
    with database.writing(engine) as connection:
        connection.execute(insert(UserRow), users)
        connection.execute(insert(ClaimRow), claims)


def _with_a_new_phone(people: Mapping[str, Person]) -> Person:
    """A member who lost every key and created another."""
    return Person(people[LOST_THEIR_KEY].member, secrets.token_bytes(32))


def _people(people: Mapping[str, Person]) -> list[DemoPerson]:
    return [
        DemoPerson(
            key=character.key,
            name=character.name,
            club=character.club,
            member=people[character.key].member,
            seed=demo_keys.seed_text(people[character.key].seed),
            roles=("administrator", "registrar") if character.key == FOUNDER else character.roles,
            enrolled=character.enrolled,
        )
        for character in CHARACTERS
    ]
