"""Conditions with types: every test speaks of a known fact and of whole numbers in its unit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gewoon.rules.policy.facts import HIGHEST, LOWEST, UNITS, Fact, FactType, Words, a_type, parse_number
from gewoon.rules.policy.findings import nearest
from gewoon.rules.policy.grammar import Both, Negation, Question, Word, Written

MOST_TESTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One test; `numbers` are as `facts.encode` writes them.

    `operator` is `yes`, `<`, `<=`, `>`, `>=`, `between`, `equals`, `in` or `known`.
    """

    fact: Fact
    operator: str
    numbers: tuple[int, ...] = ()

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Answer the ranges (both ends included) in which a known answer makes the test true."""
        numbers = self.numbers
        match self.operator:
            case "<":
                return ((LOWEST, numbers[0] - 1),)
            case "<=":
                return ((LOWEST, numbers[0]),)
            case ">":
                return ((numbers[0] + 1, HIGHEST),)
            case ">=":
                return ((numbers[0], HIGHEST),)
            case "between":
                return ((numbers[0], numbers[1]),)
            case "yes":
                return ((1, 1),)
            case _:
                return tuple((number, number) for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """True when the part is false, unknown when it is unknown."""

    part: "Condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All parts (`and`) or any of them (`or`), in the logic of Kleene."""

    operator: str
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A condition with a name, put in the place of that name."""

    name: str
    label: Words
    part: "Condition"


Condition = Ask | Not | Group | Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a condition, and at which character."""

    at: int
    message: str


class WrongTypes(ValueError):
    """A condition does not fit the facts; `problems` has them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep all problems."""
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


def give_types(written: Written, facts: Mapping[str, Fact], terms: Mapping[str, Term]) -> Condition:
    """Tie a condition to the facts and terms it names; raises WrongTypes with all that does not fit."""
    problems: list[Problem] = []
    condition = _typed(written, _Names(facts=facts, terms=terms), problems)
    if not problems and (size := _size(condition)) > MOST_TESTS:
        problems.append(Problem(at=0, message=f"{size} tests in one condition; at most {MOST_TESTS}"))
    if problems or condition is None:
        raise WrongTypes(problems)
    return condition


def names_in(written: Written) -> Iterator[Word]:
    """Go through the names of facts and terms, in the order of the text."""
    if isinstance(written, Question):
        yield written.fact
    elif isinstance(written, Negation):
        yield from names_in(written.part)
    else:
        for part in written.parts:
            yield from names_in(part)


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Go through a condition and all its parts, terms included, in the order of the text."""
    yield condition
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from parts_of(part)
    elif not isinstance(condition, Ask):
        yield from parts_of(condition.part)


def asks(condition: Condition) -> Iterator[Ask]:
    """Go through all tests of a condition, terms included, in the order of the text."""
    return (part for part in parts_of(condition) if isinstance(part, Ask))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]


def _typed(written: Written, names: _Names, problems: list[Problem]) -> Condition | None:
    if isinstance(written, Negation):
        part = _typed(written.part, names, problems)
        return None if part is None else Not(part=part)
    if isinstance(written, Both):
        parts = [_typed(part, names, problems) for part in written.parts]
        sound = tuple(part for part in parts if part is not None)
        return Group(operator=written.operator, parts=sound) if len(sound) == len(parts) else None
    try:
        return _ask(written, names)
    except WrongTypes as error:
        problems.extend(error.problems)
        return None


def _ask(test: Question, names: _Names) -> Condition:
    term = names.terms.get(test.fact.text)
    if term is not None:
        _refuse(
            test.operator != "yes", test.fact, f"'{term.name}' is a term: it is true or not, without more"
        )
        return term
    fact = names.facts.get(test.fact.text)
    if fact is None:
        hint = nearest(test.fact.text, [*names.facts, *names.terms])
        raise WrongTypes([Problem(at=test.fact.at, message=f"unknown fact '{test.fact.text}'{hint}")])
    ask = _KINDS[test.operator](fact, test)
    return Not(part=ask) if test.is_negated else ask


def _yes(fact: Fact, test: Question) -> Ask:
    wanted = "compare it with a number" if fact.is_number else "write 'is' and a word of its list"
    _refuse(fact.type is not FactType.BOOL, test.fact, f"'{fact.name}' is {a_type(fact.type)}: {wanted}")
    return Ask(fact=fact, operator="yes")


def _number(fact: Fact, test: Question) -> Ask:
    first = test.arguments[0]
    _refuse(
        not fact.is_number,
        first,
        f"'{fact.name}' is {a_type(fact.type)}, and {first.text} is a number",
    )
    if test.unit is not None:
        _check_unit(fact, test.unit)
    numbers = []
    for word in test.arguments:
        try:
            numbers.append(parse_number(fact, word.text))
        except ValueError as error:
            raise WrongTypes([Problem(at=word.at, message=str(error))]) from None
    _refuse(
        test.operator == "between" and numbers[0] > numbers[-1],
        first,
        "the lower end of 'between' stands first",
    )
    return Ask(fact=fact, operator=test.operator, numbers=tuple(numbers))


def _word(fact: Fact, test: Question) -> Ask:
    _refuse(
        fact.type is FactType.BOOL,
        test.arguments[0],
        f"'{fact.name}' is a yes/no fact: write '{fact.name}' or 'not {fact.name}'",
    )
    _refuse(
        fact.is_number,
        test.arguments[0],
        f"'{fact.name}' is {a_type(fact.type)}: compare it with a number, not '{test.arguments[0].text}'",
    )
    problems = [
        Problem(at=word.at, message=_outside(fact, word))
        for word in test.arguments
        if word.text not in fact.values
    ]
    if problems:
        raise WrongTypes(problems)
    operator = "in" if test.operator == "in" else "equals"
    return Ask(
        fact=fact, operator=operator, numbers=tuple(fact.values.index(word.text) for word in test.arguments)
    )


def _known(fact: Fact, _test: Question) -> Ask:
    return Ask(fact=fact, operator="known")


_KINDS: Mapping[str, Callable[[Fact, Question], Ask]] = {
    "yes": _yes,
    "word": _word,
    "in": _word,
    "known": _known,
    **dict.fromkeys(("<", "<=", ">", ">=", "between", "equals"), _number),
}


def _check_unit(fact: Fact, unit: Word) -> None:
    fitting = UNITS.get(fact.type, ())
    wanted = f"in {fitting[-1]}" if fitting else "without a unit"
    _refuse(
        unit.text not in fitting, unit, f"'{fact.name}' is {a_type(fact.type)}: {wanted}, not in {unit.text}"
    )


def _outside(fact: Fact, word: Word) -> str:
    return f"'{fact.name}' cannot be '{word.text}'; choose one of {', '.join(fact.values)}" + nearest(
        word.text, fact.values
    )


def _refuse(is_wrong: bool, word: Word, message: str) -> None:
    if is_wrong:
        raise WrongTypes([Problem(at=word.at, message=message)])


def _size(condition: Condition | None) -> int:
    return 0 if condition is None else sum(1 for _ in asks(condition))
