"""A served community with one open vote, and browsers in which people sign in with their own keys."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext

from govern import config
from tests.e2e.people.browser_user import BrowserUser
from tests.web.conftest import Site

RESOLUTION = [{"effect": "record-resolution"}]


@dataclass(frozen=True)
class ServedVote:
    """A served community: `open` is the page of a proposal under vote, `seeking` of one without sponsors."""

    site: Site
    url: str
    folder: Path
    open: str
    seeking: str

    def seat(self, context: BrowserContext, name: str) -> BrowserUser:
        """Someone has signed in and brings their key from a key file."""
        key = self.folder / f"{name}.key"
        if not key.exists():
            config.write_key(key, self.site.people[name].seed)
        someone = self.sign_in(context, name)
        someone.restore_from_file(key)
        return someone

    def sign_in(self, context: BrowserContext, name: str) -> BrowserUser:
        """Someone has signed in, and looks at the page of their key."""
        cookie = self.site.client(name).get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": "session", "value": cookie.value, "url": self.url}])
        someone = BrowserUser(name, self.url, context.new_page())
        someone.go("/device")
        return someone

    def ballot(self, name: str) -> tuple[int, str]:
        """The number of a person's ballots in the open vote, and their current choice."""
        poll = self.site.poll_of(self.open.rpartition("/")[2])
        answer = self.site.client().get(f"/api/polls/{poll}/ballots/{self.site.people[name].member}").get_json()
        return answer["seq"], answer["choice"]

    def sponsors(self) -> int:
        """The number of sponsors of the proposal that seeks some."""
        answer = self.site.client().get(f"/api/proposals/{self.seeking.rpartition('/')[2]}").get_json()
        return int(answer["sponsors"])


def open_vote(site: Site) -> str:
    """Mei's motion, sponsored, reviewed and announced until its vote is open; its page."""
    for name, tokens in (("mei", 400), ("tao", 100), ("max", 100)):
        site.award(name, tokens)
    motion = motion_of(site, "A bench by the lake")
    site.say("tao", "proposal-sponsored", proposal=motion.rpartition("/")[2], version=1)
    for _ in ("announced", "open"):
        site.clock.advance(days=1)
        site.services.recorder.tick()
    return motion


def motion_of(site: Site, title: str) -> str:
    """A motion of Mei's; its page."""
    texts = {"title": title, "body": f"{title}, because it is time."}
    said = site.say("mei", "proposal-submitted", texts, kind="motion", scope="community", topic="", effects=RESOLUTION)
    return f"/proposals/{said.id}"
