"""The questions `gewoon law allowance` and `gewoon law assistance-norm`: amounts for one household."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gewoon.jobs.answers import Answer, Refusal, day_of

MOST_BYTES = 100_000
_NAMES = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget")
_WHY = {
    "amount": "",
    "income": "The income is too high for an amount",
    "assets": "The assets are above the limit",
    "age": "Too young",
    "not_insured": "There is no health insurance",
    "no_children": "There are no children under 18",
    "no_child_benefit": "There is no child benefit (kinderbijslag)",
    "rent": "The rent is no more than what everybody pays",
}
_ASSUMED = {
    "assets": "assets are within the limit",
    "age": "the tenant is old enough",
    "insured": "the tenant has health insurance",
    "partner_insured": "the partner has health insurance",
    "persons": "only the tenant, a partner and the children live there",
    "child_ages": "all children are under 12",
    "child_benefit": "child benefit is received",
}


def add(questions: Any, answer_with: Callable[..., None]) -> None:
    """Add both questions to `gewoon law`."""
    allowance: ArgumentParser = questions.add_parser(
        "allowance", help="zorgtoeslag, huurtoeslag or kindgebonden budget of one household"
    )
    allowance.add_argument("allowance", metavar="ALLOWANCE", choices=_NAMES, help=", ".join(_NAMES))
    allowance.add_argument("--year", metavar="YEAR", required=True, help="the calendar year, like 2026")
    _with_input(allowance)
    answer_with(allowance, _allowance)

    norm: ArgumentParser = questions.add_parser(
        "assistance-norm", help="the assistance norm (bijstand) of one household, net a month"
    )
    norm.add_argument("--on", metavar="DATE", help="the day whose norm is asked (today)")
    _with_input(norm)
    answer_with(norm, _norm)


def _with_input(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--input", metavar="FILE.json", required=True, help="the household, in the words of the authority"
    )


def _allowance(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.arrangement.allowances import Why, allowance
    from gewoon.rules.arrangement.household import read_household
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.money import display, euros

    household = read_household(_read(arguments.input))
    found = allowance(arguments.allowance, household, shipped_law(), year=_year(arguments.year))
    if isinstance(found, Unknown):
        return Refusal(why=found.why)
    fields: dict[str, Any] = {
        "entitled": found.is_entitled,
        "per_month": euros(found.month),
        "per_year": euros(found.year),
    }
    if found.why != Why.AMOUNT:
        fields["why"] = _WHY[found.why]
    if found.assumed:
        fields["assumed"] = [_ASSUMED[each] for each in found.assumed]
    said = (
        f"{arguments.allowance} {arguments.year}: {display(found.month, 'en')} a month."
        if found.is_entitled
        else f"No {arguments.allowance} in {arguments.year}. {_WHY[found.why]}."
    )
    if found.assumed:
        said += f" Taken to be so: {'; '.join(_ASSUMED[each] for each in found.assumed)}."
    return Answer(fields=fields, sentence=said, is_unverified=found.is_unverified)


def _norm(arguments: Namespace) -> Answer | Refusal:
    from gewoon.gateways.law_files import shipped_law
    from gewoon.rules.arrangement.assistance import assistance_norm, read_situation
    from gewoon.rules.law.parameters import Unknown
    from gewoon.rules.money import display, euros

    on = day_of(arguments.on) if arguments.on else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    norm = assistance_norm(read_situation(_read(arguments.input)), shipped_law(), on=on)
    if isinstance(norm, Unknown):
        return Refusal(why=norm.why)
    return Answer(
        fields={"incl_holiday": euros(norm.incl_holiday), "excl_holiday": euros(norm.excl_holiday)},
        sentence=f"The norm on {on} is {display(norm.excl_holiday, 'en')} a month,"
        f" and {display(norm.incl_holiday, 'en')} with the holiday allowance.",
        is_unverified=norm.is_unverified,
    )


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and 1900 <= int(text) < date.max.year):
        raise ValueError(f"{text[:40]!r} is no year: expected four digits like 2026")
    return int(text)


def _read(name: str) -> Mapping[str, Any]:
    """Read one JSON object; a number with a point stays text, so that no cent is lost to a float."""
    path = Path(name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"{path.name}: larger than {MOST_BYTES} bytes: this is no household")
        content = json.loads(
            path.read_text(encoding="utf-8-sig"),
            parse_float=str,
            parse_constant=_refuse,
            object_pairs_hook=_once,
        )
    except OSError as error:
        raise ValueError(f"{path.name}: cannot be read: {error.strerror}") from error
    except RecursionError as error:
        raise ValueError(f"{path.name}: nested too deeply: expected one flat object") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name}: no JSON: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: expected one object with the answers of a household")
    return content


def _refuse(text: str) -> None:
    raise ValueError(f"{text} is no amount")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)}: stands twice, so it is not clear which holds")
    return dict(pairs)
