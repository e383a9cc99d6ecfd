"""What a municipality is told of arrears, in its own columns, and nothing more (Bgs art. 2)."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The law names contact data of the tenant and the amount; a landlord and a number make the answer findable.
ALLOWED = {
    "number": "our number of the signal",
    "landlord": "who signals",
    "first_name": "first name or initials",
    "name": "surname",
    "street": "street",
    "house_number": "house number",
    "postcode": "postcode",
    "town": "town",
    "phone": "telephone of the tenant",
    "amount": "rent that is overdue",
    "months": "in months of rent",
    "sent_on": "day of the signal",
    "contact_name": "who answers at the landlord",
    "contact_phone": "telephone of the landlord",
}
NEEDED = ("number", "name", "street", "house_number", "postcode", "town", "amount")
FORMATS = ("csv", "xlsx", "json")
AMOUNTS = ("comma", "point", "cents", "euros_down")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_KEYS = {"name", "format", "separator", "encoding", "amount", "columns"}


class MappingError(ValueError):
    """A column mapping cannot be used; `problems` says everything that is wrong, at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the problems apart, and join them for who only prints."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one municipality, in order: the name of each and what stands in it."""

    name: str
    format: str
    separator: str
    encoding: str
    amount: str
    columns: tuple[tuple[str, str], ...]


def parse(text: str) -> Layout:
    """Read a mapping. Raises MappingError with every problem: a field that is not allowed above all."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError([str(error)]) from None
    problems = [f"{key}: unknown" for key in content if key not in _KEYS]
    columns = content.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise MappingError([*problems, "columns: expected a table of column names and fields"])
    problems += [
        f"columns.{column}: {field!r} may not be sent; choose from {', '.join(ALLOWED)}"
        for column, field in columns.items()
        if field not in ALLOWED
    ]
    problems += [
        f"columns: nothing for {field} ({ALLOWED[field]})"
        for field in NEEDED
        if field not in columns.values()
    ]
    problems += _choices(content)
    if problems:
        raise MappingError(problems)
    return Layout(
        name=str(content.get("name", "")),
        format=content.get("format", "csv"),
        separator=content.get("separator", ";"),
        encoding=content.get("encoding", "utf-8-sig"),
        amount=content.get("amount", "comma"),
        columns=tuple(columns.items()),
    )


def row(mapping: Layout, payload: Mapping[str, str | int]) -> tuple[str, ...]:
    """Put a payload into the columns of a municipality; amounts and months are hundredths in it.

    Raises ValueError for a payload that holds more than is allowed or lacks what is needed.
    """
    surplus = sorted(set(payload) - set(ALLOWED))
    missing = [field for field in NEEDED if not payload.get(field)]
    if surplus or missing:
        raise ValueError(
            "; ".join(
                [f"{field} may not be sent" for field in surplus]
                + [f"{ALLOWED[field]} is not known" for field in missing]
            )
        )
    return tuple(_cell(mapping, field, payload.get(field, "")) for _, field in mapping.columns)


def is_minimal(mapping: Layout, payload: Mapping[str, str | int]) -> bool:
    """Say whether this payload can be sent: all that is needed and nothing that is not allowed."""
    try:
        row(mapping, payload)
    except ValueError:
        return False
    return True


def as_csv(mapping: Layout, rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows with their header; what a spreadsheet would calculate becomes text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=mapping.separator, lineterminator="\r\n")
    writer.writerow([column for column, _ in mapping.columns])
    writer.writerows([[_plain(cell) for cell in each] for each in rows])
    return text.getvalue().encode(mapping.encoding)


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cell(mapping: Layout, field: str, value: str | int) -> str:
    if field == "amount" and isinstance(value, int):
        return _amount(value, mapping.amount)
    if field == "months" and isinstance(value, int):
        return (
            f"{value // 100},{value % 100:02}"
            if mapping.amount == "comma"
            else f"{value // 100}.{value % 100:02}"
        )
    return " ".join(str(value).split())


def _amount(cents: int, how: str) -> str:
    euros, rest = divmod(cents, 100)
    if how == "cents":
        return str(cents)
    if how == "euros_down":
        return str(euros)
    return f"{euros}{',' if how == 'comma' else '.'}{rest:02}"


def _choices(content: Mapping[str, object]) -> list[str]:
    problems = []
    for key, allowed in (("format", FORMATS), ("amount", AMOUNTS), ("separator", (";", ",", "\t", "|"))):
        if key in content and content[key] not in allowed:
            problems.append(
                f"{key}: {content[key]!r}; choose from {' '.join(repr(each) for each in allowed)}"
            )
    if content.get("encoding", "utf-8-sig") not in ("utf-8-sig", "utf-8", "cp1252"):
        problems.append("encoding: choose from utf-8-sig, utf-8 or cp1252")
    return problems
