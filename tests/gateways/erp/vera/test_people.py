from datetime import date

import pytest


def test_the_best_channel_is_chosen_and_an_invalid_one_is_no_channel(deliver, vera):
    tenant = deliver(vera).tenancies[0].parties[0]
    assert (tenant.name, tenant.phone, tenant.email, tenant.language) == (
        "Anna de Verzonnen",
        "0600000003",
        "",
        "pl",
    )


def test_letters_go_to_the_postal_address_and_to_an_administrator(deliver, vera):
    first, second = deliver(vera).tenancies
    assert first.parties[0].address == "Postbus 12, 9990SA Waterrijk"
    assert (second.parties[-1].role, second.parties[-1].address) == (
        "administrator",
        "Sluiskade 7, Waterrijk",
    )


def test_a_death_is_known(deliver, vera):
    assert deliver(vera).tenancies[1].parties[1].deceased_on == date(2026, 8, 14)


def test_what_this_system_does_not_need_is_left_out_and_said_once(deliver, vera):
    vera["relaties.json"][1]["nationaliteit"] = {"code": "QQQ"}
    delivery = deliver(vera)
    assert sum("nationaliteit" in warning.message for warning in delivery.warnings) == 1


def test_a_person_without_surname_is_refused(deliver, vera):
    del vera["relaties.json"][0]["achternaam"]
    assert deliver(vera).errors[0].place == "relaties.json /0/achternaam"


def test_an_unknown_relation_is_taken_as_far_as_the_agreement_names_it(deliver, vera):
    vera["relaties.json"] = []
    vera["overeenkomsten.json"][0]["relaties"][0]["achternaam"] = "Verzonnen"
    delivery = deliver(vera)
    assert [row.parties[0].name for row in delivery.tenancies] == ["Verzonnen", "relatie R-2"]
    assert any("stay empty" in warning.message for warning in delivery.warnings)


@pytest.mark.parametrize(("code", "language"), [("nld", "nl"), ("DUI", "de"), ("TIR", "ti"), ("kur", "kur")])
def test_a_language_is_of_the_list_or_of_iso(deliver, vera, code, language):
    vera["relaties.json"][0]["voorkeurstaal"] = {"code": code}
    assert deliver(vera).tenancies[0].parties[0].language == language


@pytest.mark.parametrize("value", ["NLD", {"code": "nl"}, {"code": "12x"}, {"code": 5}])
def test_another_language_is_refused(deliver, vera, value):
    vera["relaties.json"][0]["voorkeurstaal"] = value
    assert deliver(vera).errors[0].place == "relaties.json /0/voorkeurstaal"


def test_an_address_that_has_ended_is_not_used(deliver, vera):
    vera["relaties.json"][0]["adressen"][1]["einddatum"] = "2020-01-01"
    assert deliver(vera).tenancies[0].parties[0].address == ""


def test_an_administrator_named_on_the_agreement_stands_once(deliver, vera):
    role = {"id": "R-4", "rollen": [{"soort": {"code": "BWI"}}]}
    vera["overeenkomsten.json"][1]["relaties"].append(role)
    roles = [party.role for party in deliver(vera).tenancies[1].parties]
    assert roles == ["tenant", "co_tenant", "administrator"]


@pytest.mark.parametrize(
    ("iban", "errors", "warnings"), [("NL5!", 1, 0), ("NL52TSTB0100001110", 0, 1), ("", 0, 0)]
)
def test_an_account_is_read_from_the_way_of_paying(deliver, vera, iban, errors, warnings):
    vera["overeenkomsten.json"][0]["betaalwijzen"][0]["betaalgegeven"]["iban"] = iban
    delivery = deliver(vera)
    assert len(delivery.errors) == errors
    assert sum("check digits" in each.message for each in delivery.warnings) == warnings


def test_an_address_without_words_is_no_address(deliver, vera):
    vera["relaties.json"][3]["adressen"] = [
        {"soort": {"code": "WOO"}},
        {"soort": {"code": "BEZ"}, "adres": {}},
    ]
    assert deliver(vera).tenancies[1].parties[-1].address == ""
