"""OFX files of banks, read by ofxtools."""

import io

from ofxtools.Parser import OFXTree

from govern.actions.bank_files.lines import BadBankFile, Line, Wrong, minor_units


def read_ofx(data: bytes, currency: str, precision: int) -> list[Line]:
    """The lines of an OFX file's statement in a currency; raises BadBankFile."""
    tree = OFXTree()
    try:
        tree.parse(io.BytesIO(data))
        statements = tree.convert().statements
    except Exception as error:  # ofxtools raises whatever its readers raise
        raise BadBankFile([(1, "ofx")]) from error
    lines: list[Line] = []
    try:
        for one in statements:
            if one.curdef != currency:
                raise Wrong("currency")
            for moved in one.transactions:
                text = " · ".join(str(part) for part in (moved.name, moved.memo) if part)
                lines.append(Line(moved.dtposted.date().isoformat(), minor_units(moved.trnamt, precision), text))
    except Wrong as wrong:
        raise BadBankFile([(1, wrong.code)]) from wrong
    if not lines:
        raise BadBankFile([(1, "empty")])
    return lines
