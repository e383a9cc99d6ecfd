from datetime import date

import pytest


@pytest.mark.parametrize(
    ("field", "code", "words"),
    [
        ("soort", "BET", "kind BET is no tenancy"),
        ("detailSoort", "BOG", "business premises"),
        ("status", "VOO", "is provisional"),
        ("status", "GEA", "was cancelled"),
    ],
)
def test_what_is_no_running_tenancy_is_left_out_and_said(deliver, vera, field, code, words):
    vera["overeenkomsten.json"][0][field] = {"code": code}
    delivery = deliver(vera)
    assert [row.number for row in delivery.tenancies] == [2002]
    assert any(words in warning.message for warning in delivery.warnings)
    assert any("belong to no tenancy" in warning.message for warning in delivery.warnings)
    assert {row.tenancy for row in delivery.claims} == {2002}


def test_an_ended_tenancy_keeps_its_people_and_has_an_end(deliver, vera):
    agreement = vera["overeenkomsten.json"][0]
    agreement.update(status={"code": "BEE"}, einddatum="2026-06-30")
    agreement["relaties"][0]["rollen"][0]["einddatum"] = "2026-06-30"
    tenancy = deliver(vera, on=date(2026, 11, 22)).tenancies[0]
    assert (tenancy.ends_on, tenancy.parties[0].role) == (date(2026, 6, 30), "tenant")


def test_an_ended_tenancy_without_an_end_is_refused(deliver, vera):
    vera["overeenkomsten.json"][0]["status"] = {"code": "ONT"}
    assert deliver(vera).errors[0].place == "overeenkomsten.json /0/einddatum"


def test_an_end_before_the_beginning_is_refused(deliver, vera):
    vera["overeenkomsten.json"][1]["begindatum"] = "2027-01-01"
    assert "lies before" in deliver(vera).errors[0].message


@pytest.mark.parametrize("code", ["HUUR-2001-3", "HUUR", "HUUR-0", "H-99999999999"])
def test_an_agreement_without_one_number_is_refused(deliver, vera, code):
    vera["overeenkomsten.json"][0]["code"] = code
    assert deliver(vera).errors[0].place == "overeenkomsten.json /0/code"


def test_the_key_gives_the_number_when_there_is_no_code(deliver, vera):
    del vera["overeenkomsten.json"][0]["code"]
    assert deliver(vera).tenancies[0].number == 1


def test_two_agreements_with_one_number_are_refused(deliver, vera):
    vera["overeenkomsten.json"][1]["code"] = "02001"
    assert "which overeenkomsten.json /0 gives too" in deliver(vera).errors[0].message


def test_a_tenancy_has_a_tenant_and_a_home(deliver, vera):
    vera["overeenkomsten.json"][0].update(relaties=[], eenheden=[])
    places = [error.place for error in deliver(vera).errors]
    assert places == ["overeenkomsten.json /0/eenheden", "overeenkomsten.json /0/relaties"]


def test_a_rent_that_its_components_do_not_make_is_a_warning(deliver, vera):
    vera["overeenkomsten.json"][0]["brutohuur"] = 1
    assert any("do not add up" in warning.message for warning in deliver(vera).warnings)


def test_the_old_way_of_paying_counts_only_without_the_new(deliver, vera):
    vera["overeenkomsten.json"][1]["betaalwijze"] = {"soort": {"code": "INC"}}
    vera["overeenkomsten.json"][0]["betaalwijze"] = {"soort": {"code": "OVB"}}
    assert [row.way_of_paying for row in deliver(vera).tenancies] == ["direct_debit", "direct_debit"]


def test_a_way_of_paying_that_ended_does_not_count(deliver, vera):
    vera["overeenkomsten.json"][0]["betaalwijzen"][0]["einddatum"] = "2020-01-01"
    assert deliver(vera).tenancies[0].way_of_paying == "transfer"


def test_missing_fields_are_all_named(deliver, vera):
    vera["overeenkomsten.json"] = [{"id": "O-1"}]
    vera["boekingen.json"] = []
    places = [error.place.split("/0/")[1] for error in deliver(vera).errors]
    assert places == ["soort", "status", "begindatum"]
