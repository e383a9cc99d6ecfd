"""What the columns of the three tables mean: tenancies, rents and open items."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gewoon.gateways.erp import cells
from gewoon.gateways.erp.cells import Cell, Reader, Unreadable
from gewoon.gateways.erp.findings import LEAVE_OUT, Findings, is_citizen_number, nearest
from gewoon.gateways.erp.model import ClaimRow, ComponentRow, MandateRow, PartyRow, TenancyRow

_HOME_IS_NUMBER = (
    "the number of the home is a number in the spreadsheet; if your homes have leading zeros they are lost: "
    "format the column as text"
)
Values = dict[str, Any]
_NAME = cells.text(120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of table: its columns with their readers, and which of them must be filled."""

    name: str
    columns: dict[str, Reader]
    required: frozenset[str]
    check: Callable[[Values], str]  # what is wrong between the columns, or nothing


@dataclass(slots=True)
class Rows:
    """What the tables of one delivery said, with the place of each tenancy and rent."""

    tenancies: list[TenancyRow] = field(default_factory=list)
    mandates: list[MandateRow] = field(default_factory=list)
    components: list[ComponentRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    places: dict[tuple[object, ...], str] = field(default_factory=dict)
    homes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(name: str, rows: Iterator[list[Cell]], found: Findings, into: Rows) -> None:
    """Read one table into `into`; every error goes to `found`."""
    titles = [cells.plain(cell) if isinstance(cell, str) else "" for cell in next(rows, [])]
    while titles and not titles[-1]:
        titles.pop()
    table = _kind(name, titles)
    if not _header_is_right(name, titles, table, found):
        return
    for place, row in enumerate(rows, start=2):
        if found.is_full():
            return
        if all(cell is None or cell == "" for cell in row):
            continue
        _read_row(f"{name} row {place}", (table, titles), row, found, into)


def _read_row(
    place: str, frame: tuple[Table, list[str]], row: Sequence[Cell], found: Findings, into: Rows
) -> None:
    table, titles = frame
    if any(cell is not None and cell != "" for cell in row[len(titles) :]) or len(row) < len(titles):
        found.refuse(place, f"the row has {len(row)} cells; expected {len(titles)}, as in the header")
        return
    values = _values(place, frame, row, found)
    if values is None:
        return
    fault = table.check(values)
    if fault:
        found.refuse(place, fault)
    else:
        _KEEP[table.name](place, values, found, into)


def _values(
    place: str, frame: tuple[Table, list[str]], row: Sequence[Cell], found: Findings
) -> Values | None:
    table, titles = frame
    values: Values = {}
    is_right = True
    for title, cell in zip(titles, row, strict=False):
        where = f"{place}, column {title}"
        try:
            if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
                if title in table.required:
                    raise Unreadable("the cell is empty; this column must be filled")
                continue
            values[title] = table.columns[title](cell)
            if title == "home" and not isinstance(cell, str):
                found.warn_once(where, _HOME_IS_NUMBER)
        except Unreadable as error:
            found.refuse(where, str(error))
            is_right = False
    return values if is_right else None


def _kind(name: str, titles: Sequence[str]) -> Table:
    """Choose the table by the name of the file, otherwise by the columns that it has."""
    by_name = [table for table in TABLES if name.casefold().startswith(table.name)]
    return max(by_name or TABLES, key=lambda table: len(set(titles) & set(table.columns)))


def _header_is_right(name: str, titles: list[str], table: Table, found: Findings) -> bool:
    place = f"{name} row 1"
    before = len(found.errors)
    if not titles:
        found.refuse(place, f"the header is missing; expected the columns {', '.join(table.columns)}")
    for column, title in enumerate(titles, start=1):
        where = f"{place}, column {column}"
        if is_citizen_number(title):
            found.refuse(where, LEAVE_OUT)
        elif title not in table.columns:
            found.refuse(where, f"this column is unknown in {table.name}{_meant(title, table)}")
        elif title in titles[: column - 1]:
            found.refuse(where, f"the column {title} stands here a second time")
    for title in sorted(table.required - set(titles)):
        found.refuse(place, f"the column {title} is missing")
    return len(found.errors) == before


def _meant(title: str, table: Table) -> str:
    return nearest(title, table.columns) or f"; expected {', '.join(table.columns)}"


def _check_dates(first: str, last: str) -> Callable[[Values], str]:
    def check(values: Values) -> str:
        if last in values and values[last] < values[first]:
            return f"{last} lies before {first}; it is the last day and cannot come first"
        return ""

    return check


def _check_amount(values: Values) -> str:
    return (
        ""
        if values["amount"] > 0
        else "the amount is not above zero; use kind credit for what the tenant is owed"
    )


def _keep_tenancy(place: str, values: Values, found: Findings, into: Rows) -> None:
    if not _once(("tenancy", values["number"]), place, found, into):
        return
    own = {name: values[name] for name in _OWN if name in values}
    iban = values.get("iban", "")
    if iban and not cells.has_check_digits(iban):
        found.warn(
            f"{place}, column iban", "the check digits of the IBAN are wrong; payments may not be recognised"
        )
    address = tuple(values[name] for name in ("street", "house_number", "postcode", "town"))
    if into.homes.setdefault(values["home"], address) != address:
        found.warn(
            f"{place}, column home", "this home has another address in an earlier row; check which is right"
        )
    into.tenancies.append(TenancyRow(**own, parties=tuple(_parties(values))))
    if "mandate" in values and _once(("mandate", values["mandate"]), place, found, into):
        into.mandates.append(
            MandateRow(
                tenancy=values["number"], reference=values["mandate"], signed_on=values["mandate_signed_on"]
            )
        )


def _check_tenancy(values: Values) -> str:
    """Say what is wrong between the columns of a tenancy."""
    if ("mandate" in values) != ("mandate_signed_on" in values):
        return "a mandate needs both mandate and mandate_signed_on; fill both, or leave both empty"
    return _check_dates("starts_on", "ends_on")(values)


def _parties(values: Values) -> Iterator[PartyRow]:
    tongue = values.get("language", "nl")
    reach = {name: values.get(name, "") for name in ("first_name", "phone", "email", "iban")}
    yield PartyRow(role="tenant", name=values["tenant_name"], language=tongue, **reach)
    if "second_tenant_name" in values:
        yield PartyRow(role="co_tenant", name=values["second_tenant_name"], language=tongue)
    if "administrator_name" in values:
        yield PartyRow(
            role="administrator",
            name=values["administrator_name"],
            address=values.get("administrator_address", ""),
        )


def _keep_component(place: str, values: Values, found: Findings, into: Rows) -> None:
    key = ("rent", values["tenancy"], values["kind"], values["from"])
    if _once(key, place, found, into):
        into.components.append(
            ComponentRow(
                tenancy=values["tenancy"],
                kind=values["kind"],
                cents=values["amount"],
                from_on=values["from"],
                to_on=values.get("to"),
            )
        )


def _keep_claim(place: str, values: Values, found: Findings, into: Rows) -> None:
    into.claims.append(
        ClaimRow(
            tenancy=values["tenancy"],
            kind=values["kind"],
            due_on=values["due_on"],
            cents=values["amount"],
            text=values.get("text", ""),
        )
    )


def _once(key: tuple[object, ...], place: str, found: Findings, into: Rows) -> bool:
    first = into.places.setdefault(key, place)
    if first != place:
        found.refuse(place, f"the same {key[0]} stands in {first} already; keep one of the two")
    return first == place


_OWN = (
    "number", "home", "street", "house_number", "postcode", "town", "starts_on", "ends_on", "rent_day",
    "way_of_paying",
)  # fmt: skip

TENANCIES = Table(
    name="tenancies",
    columns={
        "number": cells.number,
        "home": cells.text(32),
        "street": cells.text(80),
        "house_number": cells.text(16),
        "postcode": cells.postcode,
        "town": cells.text(80),
        "starts_on": cells.day,
        "ends_on": cells.day,
        "tenant_name": _NAME,
        "first_name": cells.text(80),
        "second_tenant_name": _NAME,
        "language": cells.language,
        "phone": cells.phone,
        "email": cells.mail,
        "household": cells.text(40),  # read past: the household is asked at enrolment, for its own purpose
        "way_of_paying": cells.choice(("transfer", "direct_debit")),
        "iban": cells.account,
        "mandate": cells.text(35),
        "mandate_signed_on": cells.day,
        "administrator_name": _NAME,
        "administrator_address": cells.text(250),
        "rent_day": cells.rent_day,
    },
    required=frozenset(
        {"number", "home", "street", "house_number", "postcode", "town", "starts_on", "tenant_name"}
    ),
    check=_check_tenancy,
)
RENTS = Table(
    name="rents",
    columns={
        "tenancy": cells.number,
        "kind": cells.choice(("net", "service", "other")),
        "from": cells.day,
        "to": cells.day,
        "amount": cells.money,
    },
    required=frozenset({"tenancy", "kind", "from", "amount"}),
    check=_check_dates("from", "to"),
)
OPEN_ITEMS = Table(
    name="opening_items",
    columns={
        "tenancy": cells.number,
        "kind": cells.choice(("rent", "other", "costs", "interest", "credit")),
        "due_on": cells.day,
        "amount": cells.money,
        "text": cells.text(140),
    },
    required=frozenset({"tenancy", "kind", "due_on", "amount"}),
    check=_check_amount,
)
TABLES = (TENANCIES, RENTS, OPEN_ITEMS)
_KEEP: dict[str, Callable[[str, Values, Findings, Rows], None]] = {
    "tenancies": _keep_tenancy,
    "rents": _keep_component,
    "opening_items": _keep_claim,
}
