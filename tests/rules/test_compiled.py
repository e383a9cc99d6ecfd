"""Compiled kernels answer what the plain ones answer: the same cents, the same decisions."""

import os
import subprocess
import sys
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewoon.rules import columns, compiled
from gewoon.rules.arrears import kernel, position
from gewoon.rules.ledger.allocation import workspace
from gewoon.rules.ledger.workspace import Order, Work
from rules.ledger.ledgers import BEGIN, ledgers
from rules.ledger.story import order as weights

ON = date(2026, 6, 30)
TYPES = {"offsets": np.int64, "day": np.int32, "recorded": np.int32, "cents": np.int64, "kind": np.int8}


def arrays(accounts: columns.Accounts) -> kernel.Range:
    """Put the columns into NumPy arrays, as a snapshot holds them."""
    plain = kernel.whole(accounts)
    return kernel.Range(
        plain.first,
        plain.last,
        *(np.array(getattr(plain, name), TYPES.get(name, np.int32)) for name in plain._fields[2:]),
    )


def compiled_figures(accounts, order, *, on):
    count = len(accounts)
    longest = max((accounts.offsets[i + 1] - accounts.offsets[i] for i in range(count)), default=0)
    empty = workspace(longest)
    work = Work(*(np.array(part, np.int64) for part in empty))
    into = kernel.Figures(*(np.zeros(count, np.int64) for _ in kernel.Figures._fields))
    weighed = Order(np.array(order.rank, np.int64), order.rent_first)
    day = on.toordinal()
    compiled.twin(kernel).stand(arrays(accounts), weighed, day, day, work, into)
    return [column.tolist() for column in into]


@settings(max_examples=40)
@given(st.lists(ledgers(), min_size=1, max_size=4), st.integers(0, 40), st.booleans())
def test_compiled_kernel_gives_equal_cents(many, later, rent_first):
    entries = [entry._replace(tenancy=i) for i, some in enumerate(many) for entry in some]
    accounts = columns.build(sorted(entries, key=columns.sort_key))
    order = weights(rent_first=rent_first)
    on = date.fromordinal(BEGIN + later)
    plain = position.positions(accounts, order, rents={}, on=on, known_on=on).figures
    assert compiled_figures(accounts, order, on=on) == [column.tolist() for column in plain]


def test_compiled_kernel_refuses_what_the_plain_one_refuses():
    wrong = columns.build([columns.Entry(1, 1, ON.toordinal() - 9, ON.toordinal(), -500, 1)])
    with pytest.raises(ValueError, match="must raise the debt"):
        compiled_figures(wrong, weights(), on=ON)


def test_without_numba_the_switch_says_what_to_install(monkeypatch):
    monkeypatch.setattr(compiled, "is_installed", lambda: False)
    with pytest.raises(compiled.NotInstalled, match=r"gewoon\[fast\]"):
        compiled.twin.__wrapped__(kernel)


def test_pages_never_load_numba():
    code = "import sys, django; django.setup(); import gewoon.web.shared.urls; print('numba' in sys.modules)"
    settings_there = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "ignore"}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=settings_there
    )
    assert said.stdout.strip() == "False"
