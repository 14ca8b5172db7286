"""NV-007 and NV-010: the smallest slip in a cited document, and its nearest correct neighbour."""

from datetime import date

from sonla_desktop.domain.task import IssuedDocument
from tests.domain.rules.case import fires, silent
from tests.helpers.months import BY_QUARTER, PHASED, Change, together, update

JUNE, JULY = date(2026, 6, 24), date(2026, 7, 1)
AT = f"NV-007 {BY_QUARTER} documents.0"


def cites(symbol: str, kind: str = "", day: date | None = JUNE, task: str = BY_QUARTER) -> Change:
    """The task cites one document."""
    return update(task, documents=(IssuedDocument(kind, symbol, day, "Kế hoạch"),))


WRITTEN = [
    silent("a state document", cites("12/KH-UBND", "KH")),
    silent("a công văn", cites("1680/UBND-KGVX", "CV")),
    silent("a legal act", cites("155/2025/NQ-HĐND", "NQ")),
    silent("an act of the National Assembly", cites("244/2025/QH15", "NQ")),
    silent("a party document", cites("02-KH/BCĐTW", "KH")),
    silent("a regulation of the party", cites("37-QĐ/TW", "Quy định")),
    fires("a regulation of the state", cites("37/QĐ-UBND", "Quy định"), f"{AT}.type warning"),
    silent("a committee's document", cites("07/KH-BCĐ", "KH")),
    silent("a type by its name", cites("12/KH-UBND", "Kế hoạch")),
    silent("no type chosen", cites("12/KH-UBND")),
    silent("a document without a symbol", cites("", "KH")),
    fires("a slip in the symbol", cites("12KH/UBND", "KH"), f"{AT}.symbol warning"),
    fires("a symbol without an issuer", cites("12/KH", "KH"), f"{AT}.symbol warning"),
    fires("a party document of an unknown type", cites("12-XH/TU"), f"{AT}.symbol warning"),
    fires("an unknown type in the symbol, told once", cites("12-XH/TU", "KH"), f"{AT}.symbol warning"),
    fires("a type of another document", cites("12/KH-UBND", "BC"), f"{AT}.type warning"),
    fires("a công văn called a plan", cites("1680/UBND-KGVX", "KH"), f"{AT}.type warning"),
    fires("a type on no list", cites("12/KH-UBND", "XX"), f"{AT}.type warning"),
    fires("a number below 10 without 0", cites("9/KH-UBND", "KH"), f"{AT}.symbol warning"),
    silent("a number below 10 with 0", cites("09/KH-UBND", "KH")),
    silent("a number of 10", cites("10/KH-UBND", "KH")),
    fires("dated tomorrow", cites("12/KH-UBND", "KH", date(2026, 11, 12)), f"{AT}.date warning"),
    silent("dated today, after the data window", cites("12/KH-UBND", "KH", date(2026, 11, 11))),
    silent("not dated", cites("12/KH-UBND", "KH", None)),
    fires("the second document of a task",
          update(BY_QUARTER, documents=(IssuedDocument("KH", "12/KH-UBND", JUNE), IssuedDocument("KH", "x", JUNE))),
          f"NV-007 {BY_QUARTER} documents.1.symbol warning"),
]  # fmt: skip
ONE_NUMBER = [
    silent("one document for two tasks", cites("35/KH-UBND", "KH")),
    silent("one document in two spellings of the same symbol", cites("35 / kh–ubnd", "KH")),
    fires("one symbol with two dates", cites("35/KH-UBND", "KH", JULY),
          f"NV-010 {BY_QUARTER} documents.0.date warning"),
    silent("one symbol in two years", cites("35/KH-UBND", "KH", date(2025, 6, 24))),
    silent("one symbol, once without a date", cites("35/KH-UBND", "KH", None)),
    silent("one number of two types", cites("35/BC-UBND", "BC", JULY)),
    silent("one number of two issuers", cites("35/KH-HĐND", "KH", JULY)),
    fires("one number with a rest that the first lacks", cites("35/KH-UBND-VX", "KH"),
          f"NV-010 {BY_QUARTER} documents.0.symbol warning"),
    fires("one number with two units",
          together(cites("1680/UBND-KGVX", "CV"), cites("1680/UBND-KGXV", "CV", task=PHASED)),
          f"NV-010 {PHASED} documents.0.symbol warning"),
    fires("three citations, two conflicts",
          together(cites("35/KH-UBND", "KH", JULY), cites("35/KH-UBND", "KH", date(2026, 7, 2), PHASED)),
          f"NV-010 {BY_QUARTER} documents.0.date warning", f"NV-010 {PHASED} documents.0.date warning"),
    fires("the same conflict twice is told once",
          together(cites("35/KH-UBND", "KH", JULY), cites("35/KH-UBND", "KH", JULY, PHASED)),
          f"NV-010 {BY_QUARTER} documents.0.date warning"),
    fires("a legal act has the year in its symbol",
          together(cites("15/2025/NQ-HĐND", "NQ", date(2025, 12, 1)),
                   cites("15/2025/NQ-HĐND", "NQ", date(2025, 12, 2), PHASED)),
          f"NV-010 {PHASED} documents.0.date warning"),
    silent("legal acts of two years",
           together(cites("15/2025/NQ-HĐND", "NQ", None), cites("15/2026/NQ-HĐND", "NQ", None, PHASED))),
]  # fmt: skip
CASES = [*WRITTEN, *ONE_NUMBER]
