"""A person at a browser: what they do on the pages, in a few words each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a kettle for the hall"
PASSPHRASE = "nine herons on the jetty"


@dataclass(frozen=True)
class BrowserUser:
    """One person at one browser."""

    name: str
    url: str
    page: Page

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.name.lower()}@example.org"

    def go(self, path: str) -> Page:
        """Opens a page; its scripts are at work when this returns."""
        self.page.goto(self.url + path)
        return self.ready()

    def ready(self) -> Page:
        """The page, once its scripts have taken its forms over."""
        expect(self.page.locator("html[data-ready]")).to_be_attached()
        return self.page

    @contextmanager
    def opens_a_page(self) -> Iterator[None]:
        """Waits until what is clicked or tapped meanwhile has opened a page: no later navigation can meet it."""
        with self.page.expect_navigation():
            yield
        self.ready()

    def fits(self) -> None:
        """Nothing on the page sticks out to the side."""
        assert self.ready().evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url

    def path(self) -> str:
        """The present path, without its query."""
        return self.page.url.removeprefix(self.url).partition("?")[0]

    def form(self, kind: str) -> Locator:
        """The first form on the page that signs a statement of this kind."""
        self.ready()
        return self.page.locator(f'form[data-statement="{kind}"], form[data-statement-many="{kind}"]').first

    def ask_to_sign(self, form: Locator, words: str) -> None:
        """Submits a form; the dialog shows in words what would be signed."""
        form.locator("button:not([form]):not([type=button])").click()
        expect(self.page.locator("dialog .act-words").first).to_contain_text(words)

    def sign(self, form: Locator, words: str) -> None:
        """Reads the act in the dialog, signs it, waits for the verified receipt, and continues."""
        self.ask_to_sign(form, words)
        self.page.locator('dialog [data-action="sign"]').click()
        expect(self.page.locator("dialog .receipt-ok").first).to_be_visible()
        with self.opens_a_page():
            self.page.locator('dialog [data-action="continue"]').click()

    def be_refused(self, form: Locator, words: str, sentence: str) -> None:
        """Signs, reads the refusal, and returns to the form."""
        self.ask_to_sign(form, words)
        self.page.locator('dialog [data-action="sign"]').click()
        expect(self.page.locator("dialog").get_by_role("alert")).to_contain_text(sentence)
        self.page.locator('dialog [data-action="back"]').click()
        expect(self.page.locator("dialog")).to_have_count(0)

    def join(self) -> None:
        """Fills in the invitation page, which makes the account; the key follows."""
        self.page.locator("input[name=name]").fill(self.name)
        self.page.locator("input[name=email]").fill(self.email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=again]").fill(PASSWORD)
        self.page.locator("main form button.primary").click()
        self.page.wait_for_url("**/device")

    def sign_in(self) -> None:
        """Signs in on another device and opens the key page."""
        self.go("/sign-in?next=/device")
        self.page.locator("input[name=email]").fill(self.email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main form button.primary").click()
        self.page.wait_for_url("**/device")

    def make_key(self, *, keep_file_at: Path | None = None, keep_code: bool = False) -> str:
        """Makes a key and keeps its backups; the recovery code, if one was wanted."""
        if keep_file_at is None:
            self.page.locator("input[name=backup-file]").uncheck()
        else:
            self.page.locator("input[name=passphrase]").fill(PASSPHRASE)
            self.page.locator("input[name=passphrase-again]").fill(PASSPHRASE)
        self.page.locator("input[name=backup-code]").set_checked(keep_code)
        self.page.locator("[data-action=make-key]").click()
        expect(self.page.locator("[data-action=register-key]")).to_be_disabled()
        if keep_file_at is not None:
            self.save("[data-action=save-file]", keep_file_at)
        code = self.copy_code() if keep_code else ""
        self.page.locator("[data-action=register-key]").click()
        expect(self.page.locator('.device-state[data-state="waiting"]')).to_be_visible()
        return code

    def copy_code(self) -> str:
        """Writes the recovery code down, and shows it by typing its last group."""
        code = self.page.locator(".recovery-code").inner_text()
        self.page.locator("input[name=last-group]").fill(code.split()[-1])
        return code

    def save(self, control: str | Locator, path: Path) -> Path:
        """Saves what a link offers."""
        with self.page.expect_download() as saved:
            (self.page.locator(control) if isinstance(control, str) else control).click()
        saved.value.save_as(path)
        return path

    def restore_from_file(self, path: Path, passphrase: str = "") -> None:
        """Brings the key to this device from a recovery file or a key file."""
        form = self.page.locator(".device-restore form", has=self.page.locator("input[type=file]"))
        form.locator("input[type=file]").set_input_files(path)
        form.locator("input[type=password]").fill(passphrase)
        form.locator("button[type=submit]").click()
        self.expect_key()

    def restore_from_code(self, code: str) -> None:
        """Brings the key to this device from the written code."""
        form = self.page.locator(".device-restore form", has=self.page.locator("input[name=restore-code]"))
        form.locator("input[name=restore-code]").fill(code)
        form.locator("button[type=submit]").click()
        self.expect_key()

    def expect_key(self) -> None:
        """The enrolled key is on this device."""
        expect(self.page.locator('.device-state[data-state="ready"]')).to_be_visible()

    def vote(self, proposal: str, choice: str, words: str) -> None:
        """Casts a ballot on a proposal, or replaces the one cast before."""
        self.go(f"{proposal}/ballot")
        form = self.form("ballot-cast")
        form.locator(f'input[value="{choice}"]').check()
        self.sign(form, words)
