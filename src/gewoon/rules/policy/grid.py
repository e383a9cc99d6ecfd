"""The exact boundary grid: is there any tenancy for which these conditions have these truths?

Conditions compare one fact with constants only, so each fact falls apart in a few regions in which
nothing changes; one answer per region stands for all. The grid is split fact by fact, and after each choice
everything that follows is crossed out, so that it is never multiplied out. What stays too large is not
searched for ever: after `MOST_WORK` splits the grid says that it cannot decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from gewoon.rules.policy import kernel
from gewoon.rules.policy.facts import UNKNOWN, Fact, FactValue, decode, encode
from gewoon.rules.policy.table import Table

IS_FALSE, IS_MAYBE, IS_TRUE = 1 << kernel.FALSE, 1 << kernel.MAYBE, 1 << kernel.TRUE
NOT_TRUE = IS_FALSE | IS_MAYBE
ANY = IS_FALSE | IS_MAYBE | IS_TRUE
MOST_WORK = 20_000
"""Splits per question: about ten seconds on a policy of fifty rules; an ordinary question takes some tens."""

Wishes = Mapping[int, int]
"""Line of the table -> the truths it may have (bits)."""


class TooMuchWork(Exception):
    """The grid is too large for this question; a proof may still answer it."""


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

    def __init__(self, table: Table, most_work: int = MOST_WORK) -> None:
        """Cut every fact at the constants it is compared with."""
        self._table = table
        self._most_work = self._work = most_work
        self._answers = [_answers(fact, cuts) for fact, cuts in zip(table.facts, _cuts(table), strict=True)]
        self._leaves: list[list[int]] = [[] for _ in table.facts]
        self._parents: list[list[int]] = [[] for _ in table.operators]
        self._fitting: dict[int, tuple[int, int, int]] = {}
        self._cones: dict[int, Sequence[int]] = {}
        for line, operator in enumerate(table.operators):
            if operator in {kernel.WITHIN, kernel.KNOWN}:
                self._leaves[table.first[line]].append(line)
                self._fitting[line] = self._split(line)
            else:
                for child in self._children(line):
                    self._parents[child].append(line)

    def start(self, wishes: Wishes, fixed: Mapping[str, FactValue] | None = None) -> State | None:
        """Answer what is possible under the wishes, with some facts fixed, or None when nothing is."""
        state = self.at(fixed or {})
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

    def within(self, state: State, regions: Sequence[int]) -> State | None:
        """Answer what is left of a state when each fact keeps to some regions."""
        state = state.copy()
        todo: list[int] = []
        for fact, kept in enumerate(regions):
            if state.regions[fact] & ~kept:
                state.regions[fact] &= kept
                if not self._look_at_fact(state, fact, todo):
                    return None
        return state if self._follow(state, todo) else None

    def answers(self, fact: Fact) -> Sequence[int]:
        """Answer one number per region of a fact, UNKNOWN last where it may be."""
        return self._answers[self._table.facts.index(fact)]

    def ranges(self, fact: Fact, regions: int) -> tuple[tuple[int, int], ...]:
        """Answer the ranges (both ends included) that some regions of a fact make up, known answers only."""
        answers = [answer for answer in self.answers(fact) if answer != UNKNOWN]
        starts = [fact.lowest, *answers[1:]]
        found: list[tuple[int, int]] = []
        for place, (low, after) in enumerate(zip(starts, [*starts[1:], fact.highest + 1], strict=True)):
            if regions >> place & 1:
                joins = bool(found) and found[-1][1] == low - 1
                found.append((found.pop()[0] if joins else low, after - 1))
        return tuple(found)

    def find(self, state: State) -> State | None:
        """Answer a state with one region per fact, or None when there is none. Raises TooMuchWork."""
        self._work = self._most_work
        return self._find(state)

    def _find(self, state: State) -> State | None:
        open_facts = [
            (regions.bit_count(), -len(self._leaves[fact]), fact)
            for fact, regions in enumerate(state.regions)
            if regions & (regions - 1)
        ]
        if not open_facts:
            return state
        fact = min(open_facts)[2]
        for region in _bits(state.regions[fact]):
            self._work -= 1
            if self._work < 0:
                raise TooMuchWork
            tried = state.copy()
            tried.regions[fact] = 1 << region
            todo: list[int] = []
            if self._look_at_fact(tried, fact, todo) and self._follow(tried, todo):
                found = self._find(tried)
                if found is not None:
                    return found
        return None

    def at(self, row: Mapping[str, FactValue]) -> State:
        """Answer the state with each fact in the region of its answer; one left out may be anything."""
        regions = []
        for fact, answers in zip(self._table.facts, self._answers, strict=True):
            if fact.name not in row:
                regions.append((1 << len(answers)) - 1)
                continue
            number = encode(fact, row[fact.name])
            fitting = [
                place for place, answer in enumerate(answers) if (answer == UNKNOWN) == (number == UNKNOWN)
            ]
            regions.append(1 << max((p for p in fitting if answers[p] <= number), default=0))
        return State([ANY] * len(self._table.operators), regions)

    def example(self, found: State, wishes: Wishes) -> dict[str, FactValue]:
        """Answer the facts of a found state that matter: what is left out may be anything."""
        box = self.widened(found, wishes, by_region=False)
        return {
            fact.name: decode(fact, self._answers[number][regions.bit_length() - 1])
            for number, (fact, regions) in enumerate(zip(self._table.facts, box, strict=True))
            if regions != self._full(number)
        }

    def widened(self, found: State, wishes: Wishes, *, by_region: bool) -> list[int]:
        """Answer for each fact as many regions as surely keep the wishes: all or its own, or one by one."""
        box = found.regions[:]
        truths = [0] * len(self._table.operators)
        self._settle(truths, box, range(len(truths)))
        for fact in range(len(box)):
            tried = truths[:]
            wider = [*box[:fact], self._full(fact), *box[fact + 1 :]]
            if self._settle(tried, wider, self._cone(fact), wishes):
                box, truths = wider, tried
        for fact in range(len(box)) if by_region else ():
            for region in _bits(self._full(fact) & ~box[fact]):
                one = [*box[:fact], 1 << region, *box[fact + 1 :]]
                if self._settle(truths[:], one, self._cone(fact), wishes):
                    box[fact] |= 1 << region  # sure without it and sure by itself: sure with both
            self._settle(truths, box, self._cone(fact))
        return box

    def _full(self, number: int) -> int:
        return (1 << len(self._answers[number])) - 1

    def _settle(
        self, truths: list[int], regions: Sequence[int], lines: Sequence[int], wishes: Wishes | None = None
    ) -> bool:
        """Work out the truths of some lines from these regions; False as soon as a wish is not sure."""
        for line in lines:
            if line in self._fitting:
                truths[line] = self._possible(line, regions[self._table.first[line]])
            else:
                children = self._children(line)
                left, right = truths[children[0]], truths[children[-1]]
                truths[line] = _narrowed(self._table.operators[line], left, right, ANY)[2]
            if wishes is not None and truths[line] & ~wishes.get(line, ANY):
                return False
        return True

    def _cone(self, fact: int) -> Sequence[int]:
        """Answer the lines that depend on a fact, in order."""
        if fact not in self._cones:
            lines, todo = set(self._leaves[fact]), list(self._leaves[fact])
            while todo:
                new = [parent for parent in self._parents[todo.pop()] if parent not in lines]
                lines.update(new)
                todo.extend(new)
            self._cones[fact] = sorted(lines)
        return self._cones[fact]

    def row(self, found: State) -> dict[str, FactValue]:
        """Answer all facts of a found state, as a row for `decide`."""
        return {
            fact.name: decode(fact, self._answers[number][found.regions[number].bit_length() - 1])
            for number, fact in enumerate(self._table.facts)
        }

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
