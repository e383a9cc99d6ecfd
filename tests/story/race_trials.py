"""Lets two processes do things at the same moment, and tells what came of it.

Prints one line of JSON at the end; `tests/story/test_races.py` reads it.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from workshop import Child, Workshop, dice

LETTERS, STEPS = 100, 20
TODAY = date(2026, 11, 6)
CHANCE = dice("race")


def main() -> None:
    """Run the race that is asked for."""
    shop = Workshop()
    try:
        shop.build("street")
        import street

        file = street.build(shop.folder)
        answer = RACES[sys.argv[1]](shop, file)
    finally:
        shop.close()
    sys.stdout.write(json.dumps(answer) + "\n")


def race(shop: Workshop, *works: Callable[[], Any], spread_seconds: float = 0.01) -> list[list[Any]]:
    """Start works in processes of their own at about one moment; answer done or refused, and what with."""
    shop.connection.close()
    start = time.monotonic() + 0.02

    def ready(work: Callable[[], Any], at: float) -> Callable[[], Any]:
        def wait_and_do() -> Any:
            from gewoon.actions.rights import Refused

            time.sleep(max(0.0, at - time.monotonic()))
            try:
                return ["done", work()]
            except Refused as refusal:
                return ["refused", str(refusal)]

        return wait_and_do

    children = [Child(ready(work, start + CHANCE.uniform(0, spread_seconds))) for work in works]
    ends = [child.answer() for child in children]
    for end, answer in ends:
        if end != "done":
            raise RuntimeError(answer or end)
    return [answer for _, answer in ends]


def _import(file: Path, now: Any = None) -> str:
    import street

    from gewoon.actions.ledger import statements
    from gewoon.actions.rights import CONSOLE
    from stories import at

    now = now or at(street.LAST, 20)
    return statements.import_statements(path=file, by=CONSOLE, now=now).outcome


def same_file_twice(shop: Workshop, file: Path) -> dict[str, Any]:
    """Two imports of one file: one accepts it, the other knows it."""
    import street

    outcomes: Counter[str] = Counter()
    books = set()
    for _ in range(8):
        shop.copy("street", "trial")
        answers = race(shop, lambda: _import(file), lambda: _import(file), spread_seconds=0.05)
        outcomes[" ".join(sorted(word for _, word in answers))] += 1
        books.add(repr(street.books()))
    return {"outcomes": outcomes, "different_books": len(books)}


def payment_against_letter(shop: Workshop, _: Path) -> dict[str, Any]:
    """An import of a payment against the post: no letter leaves after the payment was committed."""
    import street

    from gewoon.actions.contact import dispatch, letters
    from gewoon.actions.rights import CONSOLE
    from gewoon.records.contact import Letter
    from gewoon.records.ledger import Statement
    from gewoon.records.tenancy import Tenancy
    from stories import association, at, officer, open_step

    association()
    olga = officer()
    cents = Statement.objects.get().closing_cents
    files, ids = [], []
    for number in range(1, LETTERS + 1):
        who = Tenancy.objects.get(number=number)
        now = at(TODAY) + timedelta(minutes=number)
        ids.append(letters.write_letter(who.pk, step_id=open_step(who).pk, by=olga, now=now).pk)
        files.append(shop.folder / f"payment-{number}.xml")
        day = TODAY + timedelta(days=number)  # a statement a day
        paid = street._pays(number, "X", day, cents=100)
        cents = street.write(files[-1], [(day, [paid])], opening=cents)
    letters.typeset = lambda _: time.sleep(CHANCE.uniform(0, 0.004)) or b"%PDF"  # as slow as a printer
    letters.page_count = lambda _: 1
    found: Counter[str] = Counter()
    for number, (letter_id, file) in enumerate(zip(ids, files, strict=True), start=1):
        written = at(TODAY) + timedelta(minutes=number)
        began = written + timedelta(minutes=5 if number % 2 else -1)  # an import may begin before the letter

        def comes_in(file: Path = file, began: Any = began) -> int:
            _import(file, began)
            return time.monotonic_ns()

        def goes_out(now: Any = written + letters.WAIT) -> int:
            left: list[int] = []
            dispatch.dispatch(post=_Clocked(left), by=CONSOLE, now=now)
            return left[0] if left else 0

        (_, committed), (_, handed_over) = race(shop, comes_in, goes_out, spread_seconds=0.03)
        found[Letter.objects.get(pk=letter_id).state] += 1
        found["too late"] += handed_over > committed
    return {"found": found}


class _Clocked:
    """Post that remembers when it was handed something."""

    def __init__(self, left: list[int]) -> None:
        self._left = left

    def deliver(self, batch: Any) -> Any:
        """Note the moment."""
        self._left.append(time.monotonic_ns())


def two_officers_one_step(shop: Workshop, _: Path) -> dict[str, Any]:
    """Two officers approve the same letter: one letter, and the other hears that it was done."""
    from gewoon.actions.contact import letters
    from gewoon.records.contact import Letter
    from gewoon.records.tenancy import Tenancy
    from stories import association, at, officer, open_step

    association()
    olga, otto = officer(), officer("otto")
    outcomes: Counter[str] = Counter()
    for number in range(101, 101 + STEPS):
        who = Tenancy.objects.get(number=number)
        step = open_step(who).pk

        def approve(by: Any, pk: int = who.pk, step: int = step) -> int:
            return letters.write_letter(pk, step_id=step, by=by, now=at(TODAY)).pk

        ends = race(shop, lambda do=approve: do(olga), lambda do=approve: do(otto))
        outcomes[" ".join(sorted(end for end, _ in ends))] += 1
        outcomes["letters"] += Letter.objects.filter(tenancy=who).count()
    return {"outcomes": outcomes}


def two_nights(shop: Workshop, file: Path) -> dict[str, Any]:
    """Two nights at once are one night."""
    import street

    from gewoon.actions import nightly
    from stories import night

    nightly.PIECE = 20
    _import(file)

    def run() -> list[Any]:
        done = night(street.SECOND_NIGHT)
        return [done.decided, done.in_arrears]

    shop.copy("street", "trial")
    alone, peace = run(), repr(street.decided())
    told = []
    for _ in range(6):
        shop.copy("street", "trial")
        told += [answer for _, answer in race(shop, run, run)]
        if repr(street.decided()) != peace:
            told.append("the rows differ")
    return {"alone": alone, "told": told}


def night_against_import(shop: Workshop, file: Path) -> dict[str, Any]:
    """A night beside an import, a rent run and a delivery: nobody gets in anybody's way."""
    import street

    from gewoon.actions import nightly
    from gewoon.actions.ledger import rent_run, statements
    from gewoon.actions.rights import CONSOLE
    from gewoon.actions.tenancy import take_in
    from gewoon.records.tenancy import Tenancy
    from stories import LONG_AGO, at, night

    nightly.PIECE, statements._CHUNK = 20, 40
    month = date(2026, 12, 1)
    rows = [street._tenancy(number) for number in range(1, street.TENANCIES + 6)]

    def charge() -> int:
        return rent_run.charge_rent(month=month, by=CONSOLE, now=at(TODAY, 3))

    def deliver() -> int:
        return take_in(rows=rows, by=CONSOLE, now=at(LONG_AGO)).new

    def decide() -> int:
        return night(street.SECOND_NIGHT).decided

    told: Counter[str] = Counter()
    for _ in range(8):
        shop.copy("street", "trial")
        ends = race(
            shop, decide, lambda: _import(file), charge, charge, deliver, deliver, spread_seconds=0.05
        )
        (_, decided), (_, outcome), *more = ends
        charged, delivered = more[0][1] + more[1][1], more[2][1] + more[3][1]
        told[f"{outcome} {charged} {delivered}"] += 1
        told["decided all"] += decided in (street.TENANCIES, street.TENANCIES + 5)
        told["tenancies"] += Tenancy.objects.count() == street.TENANCIES + 5
    return {"told": told}


def one_payment_two_owners(shop: Workshop, file: Path) -> dict[str, Any]:
    """The same money in suspense given to two tenancies: one gets it."""
    from gewoon.actions.ledger import suspense
    from gewoon.records.ledger import Account, BankDetail, Entry
    from gewoon.records.tenancy import Tenancy
    from stories import at, officer

    _import(file)
    olga, otto = officer(), officer("otto")
    one, other = Tenancy.objects.order_by("pk")[:2]
    waiting = list(BankDetail.objects.filter(ledger__credit=Account.SUSPENSE).order_by("pk")[:30])
    outcomes: Counter[str] = Counter()
    for detail in waiting:

        def give(who: Any, by: Any, pk: int = detail.pk) -> int:
            return int(suspense.allocate(pk, tenancy_id=who.pk, by=by, now=at(TODAY)))

        ends = race(shop, lambda do=give: do(one, olga), lambda do=give: do(other, otto))
        outcomes[" ".join(sorted(end for end, _ in ends))] += 1
        given = Entry.objects.filter(bank_detail=detail, debit=Account.SUSPENSE)
        outcomes["given once"] += [each.cents for each in given] == [detail.cents]
    return {"items": len(waiting), "outcomes": outcomes}


def one_key_twice(shop: Workshop, file: Path) -> dict[str, Any]:
    """The same button pressed twice: one deed, and both hear its answer."""
    from gewoon.actions.ledger import suspense
    from gewoon.records.events import Event
    from gewoon.records.ledger import Account, BankDetail
    from gewoon.records.tenancy import Tenancy
    from stories import at, officer

    _import(file)
    olga, who = officer(), Tenancy.objects.order_by("pk").first()
    waiting = list(BankDetail.objects.filter(ledger__credit=Account.SUSPENSE).order_by("pk")[:20])
    same: Counter[str] = Counter()
    for detail in waiting:

        def press(pk: int = detail.pk) -> int:
            return int(
                suspense.allocate(pk, tenancy_id=who.pk, cents=100, by=olga, now=at(TODAY), key=f"press-{pk}")
            )

        first, second = race(shop, press, press)
        same["same answer"] += first == second and first[0] == "done"
        same["events"] += Event.objects.filter(idempotency_key=f"press-{detail.pk}").count()
    return {"items": len(waiting), "same": same}


def deeds_against_a_long_import(shop: Workshop, file: Path) -> dict[str, Any]:
    """Officers work on payments and tenancies while an import of many pieces touches all of them.

    The import locks tenancies piece by piece and, for returns, payments in between; the officers lock
    a payment and then a tenancy. Where that closes a circle, somebody must try again by himself.
    """
    import street

    from gewoon.actions.ledger import statements, suspense
    from gewoon.actions.policy import steps
    from gewoon.actions.rights import Refused
    from gewoon.records.ledger import Account, BankDetail
    from gewoon.records.tenancy import Tenancy
    from stories import at, officer

    statements._CHUNK = 20
    _import(file)
    long = street.more(shop.folder)
    olga = officer()
    keys = list(Tenancy.objects.filter(number__gt=60).order_by("-pk").values_list("pk", flat=True))
    strangers = BankDetail.objects.filter(ledger__credit=Account.SUSPENSE).order_by("pk")
    waiting = list(strangers.values_list("pk", flat=True))

    def note(mine: list[int]) -> bool:
        for key in mine:
            steps.record_circumstance(key, kind="children", reason="gezien", by=olga, now=at(TODAY))
        return True

    def give() -> bool:
        for detail, tenancy in zip(waiting, keys, strict=False):
            try:
                suspense.allocate(detail, tenancy_id=tenancy, by=olga, now=at(TODAY))
            except Refused:
                continue  # it went back to the bank in the meantime
        return True

    told: Counter[str] = Counter()
    for _ in range(6):
        shop.copy("street", "trial")
        works = [lambda: note(keys[:40]), lambda: note(keys[40:80]), give, lambda: _import(long)]
        told.update(end for end, _ in race(shop, *works, spread_seconds=0.2))
    return {"told": told, "waiting": len(waiting)}


RACES = {
    race.__name__: race
    for race in (
        same_file_twice,
        payment_against_letter,
        two_officers_one_step,
        two_nights,
        night_against_import,
        one_payment_two_owners,
        one_key_twice,
        deeds_against_a_long_import,
    )
}


if __name__ == "__main__":
    main()
