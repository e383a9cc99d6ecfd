"""Whether somebody can be recognised: what all published cells together let a reader work out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from gewoon.rules.outcome.values import Floats

FEWEST = 10
"""A cell from 1 to 9 people is not published and must not follow from what is."""
BASE_FOR_SHARES = 30
ROUND_TO = 5
MOST_TRAITS = 2
_MANY = 1_000_000
Where = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published number of people: who it counts, and between what the true number lies for a reader.

    `where`: per trait the values it counts; a trait that is not named is not looked at. A rounded number
    has a range, an exact one has `low` equal to `high`.
    """

    where: Where
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A number that one would like to publish, with its true value."""

    where: Where
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """A group that a reader can tell to be small, or to be nobody: who, and between what."""

    where: Where
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What may be published (rounded), and what is held back."""

    published: tuple[tuple[Wanted, int], ...]
    withheld: tuple[Wanted, ...]


def rounded(count: int) -> Published | None:
    """Answer what a reader learns from a count rounded to 5; None when it is under 10 and not shown."""
    if count < FEWEST:
        return None
    shown = round_count(count)
    return Published(where={}, low=max(FEWEST, shown - 2), high=shown + 2)


def round_count(count: int) -> int:
    """Round to the nearest 5."""
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def share_in_words(count: int, base: int) -> int | None:
    """Answer a percentage in steps of 5, or None: base under 30, a cell under 10, or nearly nobody or all."""
    if base < BASE_FOR_SHARES or min(count, base - count) < FEWEST:
        return None
    step = 5 if base < 100 else 1
    found = round(count / base * 100 / step) * step
    return found if 0 < found < 100 else None


def range_of_share(percent: int, base: Published) -> tuple[int, int]:
    """Answer between what numbers a percentage leaves the count, given what is known of its base."""
    step = 2.5
    low = int(np.ceil((percent - step) / 100 * base.low - 1e-9))
    return max(0, low), int(np.floor((percent + step) / 100 * base.high + 1e-9))


def dangers(
    traits: Mapping[str, Sequence[str]], published: Sequence[Published], *, stop_at_first: bool = False
) -> tuple[Danger, ...]:
    """Answer every group of whom all published cells together tell that it has 1 to 9 people, or nobody.

    `traits`: per trait all its values, also periods (a value per period). For every crossing of at most
    two traits, within every period, every complement, and every difference of two published cells, the
    least and the greatest number that fits all cells are found with whole numbers (`milp`, HiGHS); a
    greatest number under 10 is a danger. Cells in more than two traits raise ValueError: such a crossing
    is never published.
    """
    classes = {name: _classes(values, name, published) for name, values in traits.items()}
    _must_be_simple(published)
    names = list(classes)
    atoms = list(product(*(range(len(classes[name])) for name in names)))
    rows = np.array([_counts(cell.where, atoms, names, classes) for cell in published], float)
    if not len(rows):
        return ()
    limits = LinearConstraint(rows, [c.low for c in published], [c.high for c in published])
    found = []
    for where in _targets(names, classes, published):
        target = _counts(where, atoms, names, classes)
        if not target.any():
            continue
        high = _extreme(-target, limits)
        if high is None or high >= FEWEST:
            continue
        low = _extreme(target, limits) or 0
        found.append(Danger(where=where, low=low, high=high))
        if stop_at_first:
            break
    return tuple(found)


def protect(
    traits: Mapping[str, Sequence[str]], wanted: Sequence[Wanted], released: Sequence[Published] = ()
) -> Protected:
    """Choose what can be published beside all that was `released` before, in the order given.

    Each number is rounded to 5 and taken up when no group becomes recognisable by it; put the totals first.
    Raises ValueError when the earlier releases already give somebody away.
    """
    if dangers(traits, released, stop_at_first=True):
        raise ValueError(
            "the earlier releases together already give a small group away: publish nothing more"
        )
    known, published, withheld = list(released), [], []
    for each in wanted:
        shown = rounded(each.count)
        cell = None if shown is None else Published(where=each.where, low=shown.low, high=shown.high)
        if cell is None or dangers(traits, [*known, cell], stop_at_first=True):
            withheld.append(each)
            continue
        known.append(cell)
        published.append((each, round_count(each.count)))
    return Protected(published=tuple(published), withheld=tuple(withheld))


def _classes(values: Sequence[str], name: str, published: Sequence[Published]) -> list[frozenset[str]]:
    """Group the values of a trait that no published cell tells apart."""
    sets = [cell.where[name] for cell in published if name in cell.where]
    by_mark: dict[tuple[bool, ...], set[str]] = {}
    for value in values:
        by_mark.setdefault(tuple(value in each for each in sets), set()).add(value)
    return [frozenset(group) for group in by_mark.values()]


def _must_be_simple(published: Sequence[Published]) -> None:
    for cell in published:
        if len([name for name in cell.where if name != "period"]) > MOST_TRAITS:
            raise ValueError(
                f"a cell crosses {sorted(cell.where)}: at most {MOST_TRAITS} traits may be crossed"
            )


def _counts(
    where: Where, atoms: list[tuple[int, ...]], names: list[str], classes: dict[str, list[frozenset[str]]]
) -> Floats:
    """Answer per atom 1 when the cell counts it."""
    inside = [[name not in where or group <= where[name] for group in classes[name]] for name in names]
    return np.array([float(all(inside[i][a] for i, a in enumerate(atom))) for atom in atoms])


def _targets(
    names: list[str], classes: dict[str, list[frozenset[str]]], published: Sequence[Published]
) -> Iterator[dict[str, frozenset[str]]]:
    """Answer the groups that a reader could be after."""
    several = {name: groups for name, groups in classes.items() if len(groups) > 1}
    for number in range(1, MOST_TRAITS + 2):
        for chosen in combinations(several, number):
            if number > MOST_TRAITS and "period" not in chosen:
                continue
            for groups in product(*(several[name] for name in chosen)):
                yield dict(zip(chosen, groups, strict=True))
    for name, parts in several.items():
        everything = frozenset().union(*parts)
        yield from ({name: everything - part} for part in parts if len(parts) > 2)
    for one, other in combinations(published, 2):
        yield from _difference(one.where, other.where)
        yield from _difference(other.where, one.where)


def _difference(larger: Where, smaller: Where) -> Iterator[dict[str, frozenset[str]]]:
    """Answer who is in the larger and not in the smaller, where the two differ in one trait."""
    apart = [name for name in {*larger, *smaller} if larger.get(name) != smaller.get(name)]
    if len(apart) == 1 and apart[0] in larger and apart[0] in smaller:
        rest = larger[apart[0]] - smaller[apart[0]]
        if rest and smaller[apart[0]] < larger[apart[0]]:
            yield {**larger, apart[0]: rest}


def _extreme(direction: Floats, limits: LinearConstraint) -> int | None:
    """Answer the least of a sum (given) or the greatest (given negative); None when there is no end to it."""
    answer = milp(
        direction,
        constraints=limits,
        integrality=np.ones(len(direction)),
        bounds=Bounds(0, _MANY),
    )
    if answer.status == 2:
        raise ValueError("the published numbers contradict each other: no people fit them all")
    if not answer.success:
        return None
    found = round(abs(float(answer.fun)))
    return None if found >= _MANY else found
