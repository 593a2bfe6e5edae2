"""Sentences for refusals of structured files, by code and by kind of unsupported file."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.tables.statement import Refusal

# Templates marked for the catalogue, filled with a refusal's details after translation.
SENTENCES: Final[Mapping[str, str]] = {
    "accounts": N_(
        "The file has statements of several accounts (%(accounts)s). Ask the bank for a file of this account alone."
    ),
    "amount": N_("“%(text)s” is not an amount in the account's currency, or it has too many decimals."),
    "balance": N_("“%(text)s” stands where a balance or its day should be."),
    "balances": N_(
        "Opening balance and lines come to %(expected)s %(currency)s, but the file's closing balance is "
        "%(stated)s %(currency)s. Lines are missing, or there are too many."
    ),
    "bank_error": N_("The bank's program wrote an error into the file instead of a statement: %(message)s"),
    "binary": N_("The file is not text, and of no kind that can be read."),
    "currency": N_("The file is in %(file)s, the account in %(account)s."),
    "currency_of_line": N_("This is an amount in %(text)s, which is not the account's currency."),
    "date": N_("“%(text)s” is not a day of the calendar."),
    "deep": N_("The file is nested deeper than any bank's. It is not read."),
    "direction": N_("It is not said whether this amount came in or went out."),
    "empty": N_("There is nothing to read in the file."),
    "future": N_("%(day)s is in the future: today is %(today)s."),
    "gap": N_(
        "The statement that begins on %(day)s opens with %(stated)s %(currency)s, but the one before it closes with "
        "%(expected)s %(currency)s. A statement is missing between them."
    ),
    "line": N_("“%(text)s” is not a movement as MT940 has it."),
    "long": N_("The file has %(lines)s lines, more than %(most)s. Ask the bank for a shorter period."),
    "ofx": N_("This is not a valid OFX file."),
    "open": N_("The file leaves open how it is to be read (%(open)s)."),
    "running": N_(
        "The balance after this line should be %(expected)s %(currency)s, but the file says %(stated)s %(currency)s."
    ),
    "truncated": N_("The file was cut off: its end is missing. Ask the bank for it again."),
    "xml": N_("This is not valid XML."),
    "xml_entities": N_("The file defines entities, which no bank's does. It is not read."),
    "zip_damaged": N_("The zip file is damaged and cannot be unpacked."),
    "zip_large": N_("The zip file holds more than can be read at once. Upload its files one by one."),
}

KINDS: Final[Mapping[str, str]] = {
    "archive": N_("This is a compressed archive. Unpack it and upload the file in it."),
    "bai2": N_("This is a BAI2 file. Ask the bank for MT940, CAMT.053, OFX or CSV."),
    "cfonb": N_("This is a CFONB file. Ask the bank for CAMT.053, OFX or CSV."),
    "coda": N_("This is a CODA file. Ask the bank for CAMT.053 or CSV."),
    "datev": N_("This is a DATEV file of bookings, not a bank statement."),
    "document": N_("This is a text document or presentation, not a statement."),
    "dtaus": N_("This is a DTAUS payment file, not a statement."),
    "edifact": N_("This is an EDIFACT file. Ask the bank for MT940, CAMT.053 or CSV."),
    "email": N_("This is an e-mail. Save the file attached to it, and upload that."),
    "fints": N_("This is a recorded FinTS dialogue, not a statement."),
    "html": N_("This is a web page, even if its name says otherwise. Ask the bank for CSV, CAMT.053, MT940 or OFX."),
    "image": N_("This is a picture. A statement has to be a file of data, such as CSV, CAMT.053, MT940 or OFX."),
    "json": N_("This is a JSON file. Ask for CSV, CAMT.053, MT940 or OFX."),
    "norma43": N_("This is a Norma 43 (AEB43) file. Ask the bank for CAMT.053, OFX or CSV."),
    "numbers": N_("This is a file of Apple Numbers. Export it as CSV or XLSX."),
    "ofx.securities": N_("This is a statement of securities, not of a bank account."),
    "pain.001": N_("This is a pain.001 payment file, not a statement."),
    "pain.002": N_("This is a pain.002 report on payments, not a statement."),
    "pain.008": N_("This is a pain.008 direct debit file, not a statement."),
    "pdf": N_("This is a PDF. Ask the bank for a file of data, such as CSV, CAMT.053, MT940 or OFX."),
    "qif.securities": N_("This QIF file lists securities or categories, not the movements of a bank account."),
    "swift": N_("This is a SWIFT message, but not a statement (MT940 or MT942)."),
    "vcard": N_("This is a calendar or an address card, not a statement."),
    "xlsx.encrypted": N_("This workbook is protected by a password. Save it without one."),
    "xml": N_("This is an XML file, but not a CAMT statement."),
    "zip": N_("There is no statement in this zip file, or no single table (found: %(inside)s)."),
    "zip.encrypted": N_("This zip file is protected by a password. Unpack it first."),
}
OTHER_KIND: Final = N_("This is a file of the kind %(kind)s, not a statement.")


def sentence_of(refusal: Refusal) -> str:
    """The English template of a refusal's sentence, before translation; empty if it has none."""
    if refusal.code == "kind":
        return KINDS.get(refusal.details.get("kind", ""), OTHER_KIND)
    if refusal.code == "currency" and "text" in refusal.details:
        return SENTENCES["currency_of_line"]
    return SENTENCES.get(refusal.code, "")
