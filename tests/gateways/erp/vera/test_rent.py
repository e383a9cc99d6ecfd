from datetime import date

import pytest


def component(kind, amount, first, last=None, **more):
    last_of = {"einddatum": last} if last else {}
    return {"soort": {"code": kind}, "bedrag": amount, "begindatum": first, **last_of, **more}


@pytest.fixture
def periods(deliver, vera):
    def run(*components):
        vera["overeenkomsten.json"][0]["prijscomponenten"] = list(components)
        rows = [row for row in deliver(vera).components if row.tenancy == 2001]
        return [(row.kind, row.cents, row.from_on, row.to_on) for row in rows]

    return run


def test_components_of_one_kind_become_one_amount_per_period(periods):
    found = periods(
        component("SER", 10, "2026-01-01"),
        component("VER", 20, "2026-03-01", "2026-03-31"),
        component("PAR", 5, "2026-06-01", "2026-06-30"),
    )
    assert [(cents, str(first), str(last)) for _, cents, first, last in found] == [
        (1000, "2026-01-01", "2026-02-28"),
        (3000, "2026-03-01", "2026-03-31"),
        (1000, "2026-04-01", "2026-05-31"),
        (1500, "2026-06-01", "2026-06-30"),
        (1000, "2026-07-01", "None"),
    ]


def test_an_adjustment_lowers_the_net_rent(periods):
    found = periods(component("NET", 500, "2026-01-01"), component("HUA", -50.5, "2026-01-01"))
    assert found == [("net", 44950, date(2026, 1, 1), None)]


def test_equal_amounts_in_a_row_are_one_period_and_a_gap_is_none(periods):
    found = periods(
        component("NET", 500, "2026-01-01", "2026-01-31"),
        component("NET", 500, "2026-02-01", "2026-02-28"),
        component("NET", 600, "2026-04-01", "2026-04-30"),
    )
    assert [(cents, str(last)) for _, cents, _, last in found] == [
        (50000, "2026-02-28"),
        (60000, "2026-04-30"),
    ]


def test_what_is_no_monthly_rent_is_left_out(periods):
    kinds = ("EEN", "KOO", "STA")
    assert periods(*(component(kind, 500, "2026-01-01") for kind in kinds)) == []


def test_a_component_with_vat_is_a_warning_and_a_faulty_one_is_refused(deliver, vera):
    vera["overeenkomsten.json"][0]["prijscomponenten"] = [
        component("NET", 500, "2026-02-01", btw={"code": "ALG"}),
        component("NET", 500, "2026-02-01", "2026-01-01"),
        {},
    ]
    delivery = deliver(vera)
    assert any("without VAT" in warning.message for warning in delivery.warnings)
    places = [error.place.split("prijscomponenten/")[1] for error in delivery.errors]
    assert places == ["1/einddatum", "2/soort", "2/begindatum", "2/bedrag"]
