"""Kills an import or a night at every kind of moment, and holds what is left against a run in peace.

Prints one line of JSON at the end; `tests/story/test_kill.py` reads it.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from workshop import Child, Steps, Workshop, dice, spread

KILLS_AT_POINTS = KILLS_AT_RANDOM = 52


def main() -> None:
    """Do the trials that are asked for."""
    shop = Workshop()
    try:
        sys.stdout.write(json.dumps(_trials(shop, sys.argv[1])) + "\n")
    finally:
        shop.close()


def _trials(shop: Workshop, what: str) -> dict[str, Any]:
    shop.build("street")
    import street

    file = street.build(shop.folder)
    if what == "night":
        _import(file)
    shop.settle()
    work, judge = _night_trial() if what == "night" else _import_trial(file)
    before = judge.look()
    shop.copy("street", "peace")
    work()
    judge.before, judge.after = before, judge.look()
    shop.copy("street", "peace")
    steps = Steps()
    with steps.watched(shop.connection):
        work()
    if judge.look() != judge.after:
        raise RuntimeError("two undisturbed runs differ")
    seconds = min(_seconds(shop, work) for _ in range(3))
    return _kill_often(shop, work, judge, steps=steps.count, seconds=seconds)


def _seconds(shop: Workshop, work: Callable[[], None]) -> float:
    shop.copy("street", "peace")
    shop.connection.close()
    began = time.monotonic()
    Child(work).answer()
    return time.monotonic() - began


def _kill_often(
    shop: Workshop, work: Callable[[], None], judge: "Judge", *, steps: int, seconds: float
) -> dict[str, Any]:
    faults: list[str] = []
    kills = {"points": 0, "random": 0}
    chance = dice("kill")
    points = [("points", float(point)) for point in spread(steps, KILLS_AT_POINTS)]
    moments = [("random", chance.uniform(0, seconds)) for _ in range(KILLS_AT_RANDOM * 4)]
    for kind, when in points + moments:
        if kind == "random" and kills["random"] >= KILLS_AT_RANDOM:
            break
        shop.copy("street", "trial")
        shop.connection.close()
        was_killed, said_done = _kill(shop, work, kind, when)
        kills[kind] += was_killed
        faults += [f"{kind} {when}: {fault}" for fault in judge.faults(shop, work, said_done=said_done)]
        shop.connection.close()
    return {"kills": kills, "steps": steps, "seconds": round(seconds, 2), "faults": faults[:20], **judge.seen}


def _kill(shop: Workshop, work: Callable[[], None], kind: str, when: float) -> tuple[bool, bool]:
    """Run in a fork and kill it; answer whether it was killed, and whether it had said that it was done."""
    steps = Steps(int(when) if kind == "points" else None)

    def watched() -> None:
        with steps.watched(shop.connection):
            work()

    child = Child(watched)
    if kind == "random":
        time.sleep(max(0.0, child.began + when - time.monotonic()))
        child.kill()
    end, trace = child.answer()
    if end == "failed":
        raise RuntimeError(trace)
    return end == "killed", end == "done"


class Judge:
    """Says what is wrong with a database after a kill, and after the run that follows."""

    def __init__(self, look: Callable[[], Any], between: Callable[[Any, Any, Any], str]) -> None:
        """Look at the database with `look`; `between` names what is neither before nor after."""
        self.look, self.between = look, between
        self.before: Any = None
        self.after: Any = None
        self.trials = 0
        self.seen = {"untouched": 0, "halfway": 0, "whole": 0}

    def faults(self, shop: Workshop, work: Callable[[], None], *, said_done: bool) -> list[str]:
        """Look, run to the end, and look again."""
        found = []
        left = self.look()
        if left == self.after:
            self.seen["whole"] += 1
        else:
            self.seen["untouched" if left == self.before else "halfway"] += 1
            if said_done:
                found.append("it said that it was done, and it was not")
            if left != self.before and (fault := self.between(self.before, left, self.after)):
                found.append(fault)
        if not shop.is_sound():
            found.append("the database is not sound")
        # What is exactly as before runs again exactly as before: one in three is proof enough of that.
        self.trials += 1
        if left == self.before and self.trials % 3:
            return found
        work()
        if self.look() != self.after:
            found.append("a second run does not end like a run in peace")
        return found


def _import_trial(file: Any) -> tuple[Callable[[], None], Judge]:
    import street

    from gewoon.actions.ledger import statements

    statements._CHUNK = 100  # several pieces, also in a small file
    return lambda: _import(file), Judge(street.books, lambda *_: "the import is there by half")


def _import(file: Any) -> None:
    import street

    from gewoon.actions.ledger import statements
    from gewoon.actions.rights import CONSOLE
    from stories import at

    statements.import_statements(path=file, by=CONSOLE, now=at(street.LAST, 20))


def _night_trial() -> tuple[Callable[[], None], Judge]:
    import street

    from gewoon.actions import nightly
    from stories import night

    nightly.PIECE = 40
    return lambda: night(street.SECOND_NIGHT), Judge(_night, _half_piece)


def _night() -> dict[str, Any]:
    import street

    from gewoon.records.policy import Night

    nights = Night.objects.order_by("on").values_list("on", "done_until", "decided", "in_arrears")
    ended = list(Night.objects.filter(finished_at=None).values_list("on", flat=True))
    return {"nights": list(nights), "open": ended, "tenancies": street.decided()}


def _half_piece(before: Any, left: Any, after: Any) -> str:
    """Up to where the night says it got all must be as after it, and beyond that all as before."""
    _, until, decided, _ = left["nights"][-1]
    expected = {key: (after if key <= until else before)["tenancies"][key] for key in left["tenancies"]}
    if left["tenancies"] != expected:
        return f"the night says it got to {until}, and the rows say otherwise"
    if decided != sum(key <= until for key in expected):
        return f"the night counted {decided} up to {until}"
    return ""


if __name__ == "__main__":
    main()
