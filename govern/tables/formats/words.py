"""Sentences for refusals of structured files, by code and by kind of unsupported file."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import words
from govern.tables.statement import Refusal

# Templates marked for the catalogue, filled with a refusal's details after translation.
SENTENCES: Final[Mapping[str, str]] = {
    "accounts": words(
        "The file has statements of several accounts (%(accounts)s). Ask the bank for a file of this account alone."
    ),
    "amount": words("“%(text)s” is not an amount in the account's currency, or it has too many decimals."),
    "balance": words("“%(text)s” stands where a balance or its day should be."),
    "balances": words(
        "Opening balance and lines come to %(expected)s %(currency)s, but the file's closing balance is "
        "%(stated)s %(currency)s. Lines are missing, or there are too many."
    ),
    "bank_error": words("The bank's program wrote an error into the file instead of a statement: %(message)s"),
    "binary": words("The file is not text, and of no kind that can be read."),
    "currency": words("The file is in %(file)s, the account in %(account)s."),
    "currency_of_line": words("This is an amount in %(text)s, which is not the account's currency."),
    "date": words("“%(text)s” is not a day of the calendar."),
    "deep": words("The file is nested deeper than any bank's. It is not read."),
    "direction": words("It is not said whether this amount came in or went out."),
    "empty": words("There is nothing to read in the file."),
    "future": words("%(day)s is in the future: today is %(today)s."),
    "gap": words(
        "The statement that begins on %(day)s opens with %(stated)s %(currency)s, but the one before it closes with "
        "%(expected)s %(currency)s. A statement is missing between them."
    ),
    "line": words("“%(text)s” is not a movement as MT940 has it."),
    "long": words("The file has %(lines)s lines, more than %(most)s. Ask the bank for a shorter period."),
    "ofx": words("This is not a valid OFX file."),
    "open": words("The file leaves open how it is to be read (%(open)s)."),
    "running": words(
        "The balance after this line should be %(expected)s %(currency)s, but the file says %(stated)s %(currency)s."
    ),
    "truncated": words("The file was cut off: its end is missing. Ask the bank for it again."),
    "xml": words("This is not valid XML."),
    "xml_entities": words("The file defines entities, which no bank's does. It is not read."),
    "zip_damaged": words("The zip file is damaged and cannot be unpacked."),
    "zip_large": words("The zip file holds more than can be read at once. Upload its files one by one."),
}

KINDS: Final[Mapping[str, str]] = {
    "archive": words("This is a compressed archive. Unpack it and upload the file in it."),
    "bai2": words("This is a BAI2 file. Ask the bank for MT940, CAMT.053, OFX or CSV."),
    "cfonb": words("This is a CFONB file. Ask the bank for CAMT.053, OFX or CSV."),
    "coda": words("This is a CODA file. Ask the bank for CAMT.053 or CSV."),
    "datev": words("This is a DATEV file of bookings, not a bank statement."),
    "document": words("This is a text document or presentation, not a statement."),
    "dtaus": words("This is a DTAUS payment file, not a statement."),
    "edifact": words("This is an EDIFACT file. Ask the bank for MT940, CAMT.053 or CSV."),
    "email": words("This is an e-mail. Save the file attached to it, and upload that."),
    "fints": words("This is a recorded FinTS dialogue, not a statement."),
    "html": words("This is a web page, even if its name says otherwise. Ask the bank for CSV, CAMT.053, MT940 or OFX."),
    "image": words("This is a picture. A statement has to be a file of data, such as CSV, CAMT.053, MT940 or OFX."),
    "json": words("This is a JSON file. Ask for CSV, CAMT.053, MT940 or OFX."),
    "norma43": words("This is a Norma 43 (AEB43) file. Ask the bank for CAMT.053, OFX or CSV."),
    "numbers": words("This is a file of Apple Numbers. Export it as CSV or XLSX."),
    "ofx.securities": words("This is a statement of securities, not of a bank account."),
    "pain.001": words("This is a pain.001 payment file, not a statement."),
    "pain.002": words("This is a pain.002 report on payments, not a statement."),
    "pain.008": words("This is a pain.008 direct debit file, not a statement."),
    "pdf": words("This is a PDF. Ask the bank for a file of data, such as CSV, CAMT.053, MT940 or OFX."),
    "qif.securities": words("This QIF file lists securities or categories, not the movements of a bank account."),
    "swift": words("This is a SWIFT message, but not a statement (MT940 or MT942)."),
    "vcard": words("This is a calendar or an address card, not a statement."),
    "xlsx.encrypted": words("This workbook is protected by a password. Save it without one."),
    "xml": words("This is an XML file, but not a CAMT statement."),
    "zip": words("There is no statement in this zip file, or no single table (found: %(inside)s)."),
    "zip.encrypted": words("This zip file is protected by a password. Unpack it first."),
}
OTHER_KIND: Final = words("This is a file of the kind %(kind)s, not a statement.")


def sentence_of(refusal: Refusal) -> str:
    """The English template of a refusal's sentence, before translation; empty if it has none."""
    if refusal.code == "kind":
        return KINDS.get(refusal.details.get("kind", ""), OTHER_KIND)
    if refusal.code == "currency" and "text" in refusal.details:
        return SENTENCES["currency_of_line"]
    return SENTENCES.get(refusal.code, "")
