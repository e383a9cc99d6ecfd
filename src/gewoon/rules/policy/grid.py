"""The exact boundary grid: is there any tenancy for which these conditions have these truths?

Conditions compare one fact with constants only, so each fact falls apart in a few regions in which
nothing changes; one answer per region stands for all. The grid is split fact by fact, and after each choice
everything that follows is crossed out, so that it is never multiplied out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from gewoon.rules.policy import kernel
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue, decode
from gewoon.rules.policy.table import Table

IS_FALSE, IS_MAYBE, IS_TRUE = 1 << kernel.FALSE, 1 << kernel.MAYBE, 1 << kernel.TRUE
NOT_TRUE = IS_FALSE | IS_MAYBE
ANY = IS_FALSE | IS_MAYBE | IS_TRUE

Wishes = Mapping[int, int]
"""Line of the table -> the truths it may have (bits)."""


@dataclass(slots=True)
class State:
    """What is still possible: the truths of each line, the regions of each fact (both as bits)."""

    truths: list[int]
    regions: list[int]

    def copy(self) -> "State":
        """Answer a state that can be narrowed on its own."""
        return State(self.truths[:], self.regions[:])


class Grid:
    """The regions of all facts of one table."""

    def __init__(self, table: Table) -> None:
        """Cut every fact at the constants it is compared with."""
        self._table = table
        self._answers = [_answers(fact, cuts) for fact, cuts in zip(table.facts, _cuts(table), strict=True)]
        self._leaves: list[list[int]] = [[] for _ in table.facts]
        self._parents: list[list[int]] = [[] for _ in table.operators]
        self._fitting: dict[int, tuple[int, int, int]] = {}
        for line, operator in enumerate(table.operators):
            if operator in {kernel.WITHIN, kernel.KNOWN}:
                self._leaves[table.first[line]].append(line)
                self._fitting[line] = self._split(line)
            else:
                for child in self._children(line):
                    self._parents[child].append(line)

    def start(self, wishes: Wishes) -> State | None:
        """Answer what is possible under the wishes, or None when nothing is."""
        state = State(
            [ANY] * len(self._table.operators), [(1 << len(answers)) - 1 for answers in self._answers]
        )
        for fact in range(len(self._answers)):
            self._look_at_fact(state, fact, [])
        return self.narrow(state, wishes, every_line=True)

    def narrow(self, state: State, wishes: Wishes, *, every_line: bool = False) -> State | None:
        """Answer what is left of a state under more wishes; the given state stays as it is."""
        state = state.copy()
        for line, allowed in wishes.items():
            state.truths[line] &= allowed
        lines = range(len(state.truths)) if every_line else wishes
        return state if self._follow(state, list(lines)) else None

    def find(self, state: State) -> State | None:
        """Answer a state with one region per fact, or None when there is none."""
        open_facts = [
            (regions.bit_count(), -len(self._leaves[fact]), fact)
            for fact, regions in enumerate(state.regions)
            if regions & (regions - 1)
        ]
        if not open_facts:
            return state
        fact = min(open_facts)[2]
        for region in _bits(state.regions[fact]):
            tried = state.copy()
            tried.regions[fact] = 1 << region
            todo: list[int] = []
            if self._look_at_fact(tried, fact, todo) and self._follow(tried, todo):
                found = self.find(tried)
                if found is not None:
                    return found
        return None

    def example(self, found: State, wishes: Wishes) -> dict[str, FactValue]:
        """Answer the facts of a found state that matter: what is left out may be anything."""
        regions = found.regions[:]
        full = [(1 << len(answers)) - 1 for answers in self._answers]
        matters = {}
        for number, fact in enumerate(self._table.facts):
            kept, regions[number] = regions[number], full[number]
            if not self._is_certain(regions, wishes):
                regions[number] = kept
                matters[fact.name] = decode(fact, self._answers[number][kept.bit_length() - 1])
        return matters

    def row(self, found: State) -> dict[str, FactValue]:
        """Answer all facts of a found state, as a row for `decide`."""
        return {
            fact.name: decode(fact, self._answers[number][found.regions[number].bit_length() - 1])
            for number, fact in enumerate(self._table.facts)
        }

    def _is_certain(self, regions: Sequence[int], wishes: Wishes) -> bool:
        """Say whether every answer in these regions has the wished truths (a yes is sure)."""
        truths: list[int] = []
        for line, operator in enumerate(self._table.operators):
            if line in self._fitting:
                truths.append(self._possible(line, regions[self._table.first[line]]))
            else:
                children = self._children(line)
                left, right = truths[children[0]], truths[children[-1]]
                truths.append(_narrowed(operator, left, right, ANY)[2])
        return all(not truths[line] & ~allowed for line, allowed in wishes.items())

    def _follow(self, state: State, todo: list[int]) -> bool:
        """Cross out what no longer can be, until nothing changes; False when nothing is left."""
        while todo:
            line = todo.pop()
            if line in self._fitting:
                if not self._narrow_fact(state, line, todo):
                    return False
            elif not self._narrow_line(state, line, todo):
                return False
            todo.extend(self._parents[line])
        return True

    def _narrow_fact(self, state: State, line: int, todo: list[int]) -> bool:
        fact = self._table.first[line]
        allowed = sum(
            bits for truth, bits in enumerate(self._fitting[line]) if state.truths[line] >> truth & 1
        )
        regions = state.regions[fact] & allowed
        if regions != state.regions[fact]:
            state.regions[fact] = regions
            return self._look_at_fact(state, fact, todo)
        return bool(regions)

    def _look_at_fact(self, state: State, fact: int, todo: list[int]) -> bool:
        regions = state.regions[fact]
        for line in self._leaves[fact]:
            truths = state.truths[line] & self._possible(line, regions)
            if truths != state.truths[line]:
                state.truths[line] = truths
                todo.append(line)
            if not truths:
                return False
        return bool(regions)

    def _narrow_line(self, state: State, line: int, todo: list[int]) -> bool:
        children = self._children(line)
        one, other = children[0], children[-1]
        truths = state.truths
        narrowed = _narrowed(self._table.operators[line], truths[one], truths[other], truths[line])
        for place, left in zip((one, other, line), narrowed, strict=True):
            if truths[place] & left != truths[place]:
                truths[place] &= left
                todo.append(place)
        return all(narrowed)

    def _children(self, line: int) -> tuple[int, ...]:
        if self._table.operators[line] == kernel.NOT:
            return (self._table.first[line],)
        return (self._table.first[line], self._table.second[line])

    def _possible(self, line: int, regions: int) -> int:
        return sum(1 << truth for truth, bits in enumerate(self._fitting[line]) if bits & regions)

    def _split(self, line: int) -> tuple[int, int, int]:
        """Answer the regions in which a test is FALSE, MAYBE and TRUE."""
        table, sets = self._table, [0, 0, 0]
        for region, answer in enumerate(self._answers[table.first[line]]):
            if table.operators[line] == kernel.KNOWN:
                truth = kernel.FALSE if answer == UNKNOWN else kernel.TRUE
            elif answer == UNKNOWN:
                truth = kernel.MAYBE
            else:
                truth = kernel.TRUE if table.second[line] <= answer <= table.third[line] else kernel.FALSE
            sets[truth] |= 1 << region
        return sets[0], sets[1], sets[2]


def _cuts(table: Table) -> list[set[int]]:
    cuts: list[set[int]] = [set() for _ in table.facts]
    for line, operator in enumerate(table.operators):
        if operator == kernel.WITHIN:
            cuts[table.first[line]] |= {table.second[line], table.third[line] + 1}
    return cuts


def _answers(fact: Fact, cuts: set[int]) -> tuple[int, ...]:
    """Answer one number per region: its lowest, but the highest of the first; unknown at the end."""
    if fact.is_later:
        return (UNKNOWN,)
    inner = sorted(cut for cut in cuts if fact.lowest < cut <= fact.highest)
    first = inner[0] - 1 if inner else fact.highest
    return (first, *inner, *([UNKNOWN] if fact.may_be_unknown else []))


def _bits(number: int) -> Iterator[int]:
    for place in range(number.bit_length()):
        if number >> place & 1:
            yield place


@cache
def _narrowed(operator: int, one: int, other: int, result: int) -> tuple[int, int, int]:
    """Answer the truths that two parts and their whole can still have together (Kleene)."""
    kept = [0, 0, 0]
    for left, right in product(_bits(one), _bits(other)):
        if operator == kernel.NOT:
            whole = kernel.TRUE - left
            if left != right:
                continue
        else:
            whole = min(left, right) if operator == kernel.AND else max(left, right)
        if result >> whole & 1:
            for place, truth in enumerate((left, right, whole)):
                kept[place] |= 1 << truth
    return kept[0], kept[1], kept[2]
