"""Tables of several associations."""

import numpy as np
import pytest

from gewoon.rules.outcome.pooling import FORMAT, TableError, pool, random_effects

# Trials of BCG vaccine (Colditz et al., JAMA 271 (1994) 698): cases and others, vaccinated and not.
BCG = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
        (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
        (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ]
)  # fmt: skip


def table(started=100, relapsed=30, difference=-0.1, se=0.05, **more):
    row = {
        "way": "all", "started": started, "relapsed": relapsed, "risk_with": 0.3, "risk_without": 0.4,
        "difference": difference, "se": se, "effective_controls": 200.0, "worst_balance": 0.01,
    }  # fmt: skip
    return {"format": FORMAT, "version": 1, "protocol": "a" * 64, "rows": [row]} | more


def test_the_bcg_trials_come_out_as_printed():
    a, b, c, d = BCG.T.astype(float)
    found = random_effects(
        np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    )
    assert found.estimate.value == pytest.approx(-0.7141, abs=1e-4)
    assert found.estimate.se == pytest.approx(0.1787, abs=1e-4)
    assert found.between_variance == pytest.approx(0.3088, abs=1e-4)
    assert found.q == pytest.approx(152.233, abs=1e-3)
    assert found.share_of_variation == pytest.approx(0.9212, abs=1e-4)
    assert found.widened.lower < found.estimate.lower


def test_the_mean_is_per_participant():
    found = pool([("a.json", table(100)), ("b.json", table(300, 90, -0.2))])
    assert found.per_participant.value == pytest.approx(-0.175)
    assert (found.started, found.associations) == (400, 2)


def test_equal_effects_have_nothing_between_them():
    found = random_effects([0.1, 0.1], [0.05, 0.05])
    assert (found.between_variance, found.share_of_variation) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"format": "other"}, "no table of trials"),
        ({"version": 2}, "version 2"),
        ({"protocol": None}, "lacks its protocol"),
        ({"protocol": "b" * 64}, "different protocols"),
        ({"rows": []}, "no row for 'all'"),
        (table(relapsed=4), "cell is below 10"),
        (table(se="0.1"), "se is '0.1'"),
        (table(started=100.5), "started is 100.5"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_name(wrong, said):
    with pytest.raises(TableError, match=said):
        pool([("a.json", table()), ("b.json", table() | wrong)])


def test_one_association_is_no_pool():
    with pytest.raises(TableError, match="at least 2"):
        pool([("a.json", table())])
    with pytest.raises(ValueError, match="at least two effects"):
        random_effects([0.1], [0.1])
