"""Whatever happens in whatever order, the books keep what was promised of them (I1 to I11)."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from actions.ledger.banking import DAY, OPENING, Bank, balance, content, counted, paid, statement
from gewoon.actions.ledger import corrections, deposit, rent_run, statements, suspense, write_off
from gewoon.actions.ledger.booking import book, reversal
from gewoon.actions.rights import CONSOLE, Refused
from gewoon.records.ledger import Account, BankAccount, BankDetail, BankEntry, Entry, Statement, WriteOff
from gewoon.records.people import Role
from gewoon.records.queries.accounts import account_columns, order
from gewoon.records.tenancy import Tenancy
from gewoon.rules import columns
from gewoon.rules.columns import Entry as Row
from gewoon.rules.ledger import allocation, checks, reference
from gewoon.rules.ledger.kinds import Kind
from stories import at, officer, own_account, tenancy

NUMBERS = (101, 102, 103)
places = st.integers(0, 10**6)
amounts = st.integers(1, 1_500_00)
shares = st.none() | st.integers(1, 130)  # hundredths of what is in suspense


class Books(RuleBasedStateMachine):
    """Three tenancies, one bank account, and everybody who may touch them."""

    folder: Path

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        own_account()
        self.bank, self.olga, self.marja = Bank(self.folder), officer(), officer("marja", Role.MANAGER)
        self.homes = [tenancy(number) for number in NUMBERS]
        self.day, self.closing, self.told, self.lines = DAY, OPENING, {}, 0
        self.files = []
        self.sent = []  # what can still come back: end-to-end reference and cents

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def tell(self, *lines):
        """A statement of today."""
        made = statement(*lines, opening=self.closing, first=self.day, number=len(self.files) + 1)
        data = content(made)
        self.bank.take(self.bank.file(data), on=self.day)
        self.files.append(data)
        self.closing = made.closing_cents

    def line(self, cents, text="", **more):
        self.lines += 1
        return paid(cents, text, reference=f"B{self.lines}", on=self.day, **more)

    def home(self, place):
        return self.homes[place % len(self.homes)]

    @property
    def now(self):
        return at(self.day, 12)

    def attempt(self, deed, *given, **named):
        """Do a deed; a refusal leaves nothing at all."""
        before = counted()
        try:
            deed(*given, by=named.pop("by", self.olga), now=self.now, **named)
        except Refused:
            if counted() != before:
                raise AssertionError(f"{deed.__name__} was refused and left something") from None

    @initialize()
    def a_month_begins(self):
        """Rent, two payments of one tenant, and money of which nobody knows whose it is."""
        self.the_rent_is_charged()
        self.money_comes_in([600_00, 40_00], 0, True)
        self.money_comes_in([350_00], 0, False)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        for tenancy_id in self.ids():
            self.told[tenancy_id, self.day] = self.known(tenancy_id, self.day)
        self.day += timedelta(days=days)

    @rule()
    def the_rent_is_charged(self):
        rent_run.charge_rent(month=self.day.replace(day=1), by=CONSOLE, now=self.now)

    @rule(
        place=places,
        cents=amounts,
        kind=st.sampled_from((Kind.RENT, Kind.OTHER_CHARGE, Kind.CREDIT)),
        later=st.integers(-30, 30),
    )
    def somebody_books(self, place, cents, kind, later):
        on = self.day + timedelta(days=later)
        self.attempt(corrections.post, self.home(place).pk, kind=kind, cents=cents, on=on, reason="x")

    @rule(cents=st.lists(amounts, min_size=1, max_size=3), place=places, is_known=st.booleans())
    def money_comes_in(self, cents, place, is_known):
        lines = []
        for each in cents:
            end = f"E{self.lines}"
            text = reference.make(self.home(place).number, None) if is_known else "geen idee"
            lines.append(self.line(each, text, end_to_end=end))
            self.sent.append((end, each))
        self.tell(*lines)

    @precondition(lambda self: self.sent)
    @rule(place=places, other=st.sampled_from((0, 0, 0, 1)))
    def the_bank_takes_back(self, place, other):
        """Mostly what it brought; a cent more is another payment, which nobody knows."""
        end, cents = self.sent[-1 - place % min(3, len(self.sent))]  # a late one, perhaps twice
        self.tell(self.line(-cents - other, end_to_end=end, reason_code="AM04"))

    @rule(cents=amounts)
    def the_association_pays(self, cents):
        self.tell(self.line(-cents, "dakdekker"))

    @precondition(lambda self: self.files)
    @rule(place=places)
    def a_file_comes_again(self, place):
        entries = Entry.objects.count()
        for data in (self.files[place % len(self.files)], self.files[place % len(self.files)] + b" "):
            self.bank.take(self.bank.file(data), on=self.day)
        assert Entry.objects.count() == entries

    @rule(cents=amounts)
    def a_file_is_cut_off(self, cents):
        before = counted()
        data = content(statement(paid(cents, reference="CUT"), opening=self.closing, first=self.day))
        with pytest.raises(Exception, match="statement-"):
            self.bank.take(self.bank.file(data[: data.index(b"<Ntry>") + 40]))
        assert counted() == before

    @precondition(lambda self: BankDetail.objects.exists())
    @rule(detail=places, place=places, share=shares)
    def somebody_allocates(self, detail, place, share):
        key = self.detail(detail)
        cents = self.part(key, share)
        self.attempt(suspense.allocate, key, tenancy_id=self.home(place).pk, cents=cents)

    @precondition(lambda self: BankDetail.objects.exists())
    @rule(detail=places, parts=st.lists(st.tuples(places, st.integers(1, 60)), min_size=1, max_size=3))
    def somebody_splits(self, detail, parts):
        key = self.detail(detail)
        named = [(self.home(place).pk, self.part(key, share)) for place, share in parts]
        self.attempt(suspense.split, key, parts=named)

    @precondition(lambda self: BankDetail.objects.exists())
    @rule(detail=places, share=shares)
    def somebody_refunds(self, detail, share):
        key = self.detail(detail)
        self.attempt(suspense.refund, key, cents=self.part(key, share))

    @precondition(lambda self: BankDetail.objects.exists() and Entry.objects.exists())
    @rule(detail=places, entry=places)
    def somebody_places_a_return(self, detail, entry):
        key = self.detail(detail)
        payment = self.entry(entry, cents=-suspense.in_suspense(key))
        self.attempt(suspense.settle_return, key, entry_id=payment)

    @precondition(lambda self: Entry.objects.exists())
    @rule(entry=places, is_back=st.booleans())
    def somebody_undoes(self, entry, is_back):
        if is_back:
            paid_in = Entry.objects.filter(kind=Kind.PAYMENT, tenancy__isnull=False).first()
            self.attempt(suspense.take_back, self.entry(entry, cents=paid_in and paid_in.cents))
        else:
            self.attempt(corrections.reverse, self.entry(entry), reason="x")

    @precondition(lambda self: Entry.objects.exists())
    @rule(entry=places, place=st.none() | places, share=shares)
    def somebody_corrects(self, entry, place, share):
        key = self.entry(entry)
        to = None if place is None else self.home(place).pk
        cents = None if share is None else Entry.objects.get(pk=key).cents * share // 100
        self.attempt(corrections.correct, key, tenancy_id=to, cents=cents, reason="x")

    @rule(place=places, cents=amounts, is_approved=st.booleans())
    def something_is_given_up(self, place, cents, is_approved):
        self.attempt(write_off.propose, self.home(place).pk, cents=cents, reason="x")
        for proposal in WriteOff.objects.filter(decided_by=None):
            self.attempt(write_off.decide, proposal.pk, is_approved=False, by=self.olga)
            self.attempt(write_off.decide, proposal.pk, is_approved=is_approved, by=self.marja)

    @precondition(lambda self: WriteOff.objects.filter(is_approved=True).exists())
    @rule(place=places)
    def something_given_up_is_taken_back(self, place):
        keys = list(WriteOff.objects.filter(is_approved=True).order_by("pk").values_list("pk", flat=True))
        self.attempt(write_off.propose_undo, keys[place % len(keys)], reason="x")
        for proposal in WriteOff.objects.filter(decided_by=None):
            self.attempt(write_off.decide, proposal.pk, is_approved=True, by=self.marja)

    @rule(place=places, cents=amounts, is_old=st.booleans())
    def a_deposit_is_booked(self, place, cents, is_old):
        deed = deposit.bring_over if is_old else deposit.charge
        self.attempt(deed, self.home(place).pk, cents=cents, on=self.day)

    @rule(place=places)
    def somebody_leaves_and_is_settled(self, place):
        """Comes back the next moment: the books must hold whatever follows."""
        home = self.home(place)
        Tenancy.objects.filter(pk=home.pk).update(ends_on=self.day)
        self.attempt(deposit.settle, home.pk)
        Tenancy.objects.filter(pk=home.pk).update(ends_on=None)

    def detail(self, place):
        """Choose a payment, mostly one that has something in suspense."""
        keys = list(BankDetail.objects.order_by("pk").values_list("pk", flat=True))
        waiting = [key for key in keys if suspense.in_suspense(key)]
        chosen = waiting if waiting and place % 4 else keys
        return chosen[place % len(chosen)]

    def entry(self, place, cents=None):
        """Choose an entry, one of so many cents if there is one."""
        entries = Entry.objects.order_by("pk")
        on_accounts = entries.filter(kind=Kind.PAYMENT, credit=Account.TENANT)
        if place % 2 and on_accounts.exists():
            entries = on_accounts
        if cents is not None and entries.filter(cents=cents, kind=Kind.PAYMENT).exists():
            entries = entries.filter(cents=cents, kind=Kind.PAYMENT)
        keys = list(entries.values_list("pk", flat=True))
        return keys[place % len(keys)]

    def part(self, detail, share):
        """Choose an amount: none, a part of what waits, or more than that."""
        return None if share is None else abs(suspense.in_suspense(detail)) * share // 100

    def ids(self):
        return [each.pk for each in self.homes]

    def known(self, tenancy_id, on):
        """The balance at the end of a day, with what was known then."""
        return balance(Account.TENANT, tenancy=tenancy_id, on__lte=on, recorded_on__lte=on)

    @invariant()
    def accounts_add_up_to_nothing(self):
        """I1."""
        assert not checks.check_accounts({account: balance(account) for account in Account})

    @invariant()
    def the_bank_says_the_same(self):
        """I2 and I5: the books hold what the last statement closed with; no entry came in twice."""
        if self.files:
            assert statements.balance_of(BankAccount.objects.get()) == self.closing
            assert Statement.objects.count() >= len(self.files)
        keys = BankEntry.objects.values_list("account", "key")
        assert not checks.check_once(keys)
        assert sum(BankEntry.objects.values_list("cents", flat=True)) == self.closing - OPENING

    @invariant()
    def every_row_means_something(self):
        """I1, I4, I8: signs, reversals and references."""
        assert not checks.check_entries(self.rows())

    def rows(self):
        for each in Entry.objects.filter(tenancy__isnull=False):
            cents = each.cents if each.debit == Account.TENANT else -each.cents
            days = each.on.toordinal(), each.recorded_on.toordinal()
            yield Row(each.tenancy_id, each.pk, *days, cents, each.kind, each.refers_id)

    @invariant()
    def each_cent_received_is_in_one_place(self):
        """I7, also after returns, per payment."""
        places = defaultdict(lambda: defaultdict(int))
        for each in Entry.objects.filter(bank_detail__isnull=False):
            places[each.bank_detail_id][each.credit] += each.cents
            places[each.bank_detail_id][each.debit] -= each.cents
        for detail in BankDetail.objects.all():
            held = places[detail.pk]
            assert -held[Account.BANK] == detail.cents
            assert sum(held.values()) == 0
            assert held[Account.SUSPENSE] == suspense.in_suspense(detail.pk)
            if detail.cents > 0:
                assert 0 <= held[Account.SUSPENSE] <= detail.cents
            else:
                assert detail.cents <= held[Account.SUSPENSE] <= 0

    @invariant()
    def accounts_settle_to_the_cent(self):
        """I8 and I10, and the same twice."""
        accounts, _ = account_columns(self.ids())
        for _, rows in columns.each(accounts):
            day = self.day + timedelta(days=60)
            settled = allocation.allocate(rows, order(), on=day, known_on=day)
            assert settled == allocation.allocate(rows, order(), on=day, known_on=day)
            days = {"on": day.toordinal(), "known_on": day.toordinal()}
            assert not checks.check_allocation(rows, settled, **days)

    @invariant()
    def no_less_than_nothing_is_held(self):
        """Of a deposit no more is settled than was charged."""
        held = defaultdict(int)
        for each in Entry.objects.filter(Q(debit=Account.DEPOSIT) | Q(credit=Account.DEPOSIT)):
            held[each.tenancy_id] += each.cents if each.credit == Account.DEPOSIT else -each.cents
        assert min(held.values(), default=0) >= 0

    @invariant()
    def the_past_is_told_the_same(self):
        """I11."""
        for (tenancy_id, on), then in self.told.items():
            now = self.known(tenancy_id, on)
            assert not checks.check_told_again((tenancy_id, on), then=then, now=now)

    @invariant()
    def nothing_is_undone_twice(self):
        """I4: and what is undone has a reason and an author."""
        undone = Entry.objects.filter(kind=Kind.REVERSAL)
        assert undone.values("refers").distinct().count() == undone.count()
        assert not undone.filter(reason="").exists()
        assert not undone.filter(by_name="").exists()


STEPS = settings(
    max_examples=16, stateful_step_count=30, suppress_health_check=list(HealthCheck), deadline=None
)


def test_the_books_keep_their_promises_whatever_happens(tmp_path):
    made = type("Made", (Books,), {"folder": tmp_path})
    run_state_machine_as_test(made, settings=STEPS)


@pytest.mark.long
def test_the_books_keep_their_promises_for_long(tmp_path):
    made = type("Made", (Books,), {"folder": tmp_path})
    run_state_machine_as_test(made, settings=settings(STEPS, max_examples=100, stateful_step_count=50))


def test_a_reversal_of_a_reversal_cannot_be_made_at_all(tmp_path):
    own_account()
    who = tenancy()
    key = corrections.post(who.pk, kind=Kind.RENT, cents=1, on=DAY, reason="x", by=CONSOLE, now=at(DAY))
    back = corrections.reverse(key, reason="x", by=CONSOLE, now=at(DAY))
    with pytest.raises(ValueError, match="reversal itself"):
        book([reversal(Entry.objects.get(pk=back), on=date(2026, 3, 3), reason="x")], by=CONSOLE, now=at(DAY))
