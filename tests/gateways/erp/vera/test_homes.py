def test_a_home_has_its_number_letter_and_addition(deliver, vera):
    tenancies = deliver(vera).tenancies
    assert [(row.home, row.house_number, row.postcode) for row in tenancies] == [
        ("W0001", "3a", "9990 SA"),
        ("W0002", "14-B", "9991 SD"),
    ]


def test_a_dwelling_without_what_it_needs_is_refused(deliver, vera):
    vera["eenheden.json"][0] = {"id": "E-1"}
    vera["eenheden.json"][1]["adres"] = {"postcode": "12"}
    places = [error.place.split("json ")[1] for error in deliver(vera).errors]
    assert places == ["/0/soort", "/0/code", "/0/adres", "/1/adres/straatnaam", "/1/adres/postcode"]


def test_an_unknown_dwelling_is_taken_and_listed_as_incomplete(deliver, vera):
    vera["eenheden.json"].pop(0)
    delivery = deliver(vera)
    assert (delivery.tenancies[0].home, delivery.tenancies[0].street) == ("E-1", "")
    assert any("not in the delivery" in warning.message for warning in delivery.warnings)


def test_a_garage_beside_a_home_is_said_and_the_home_is_kept(deliver, vera):
    vera["overeenkomsten.json"][0]["eenheden"] = [{"id": "E-3"}, {"id": "E-1"}]
    delivery = deliver(vera)
    assert delivery.tenancies[0].home == "W0001"
    assert "the first home is kept" in delivery.warnings[1].message


def test_a_garage_alone_is_taken_with_a_warning(deliver, vera):
    vera["overeenkomsten.json"][0]["eenheden"] = [{"id": "E-3"}]
    assert "this is no dwelling" in deliver(vera).warnings[1].message


def test_a_home_may_lack_postcode_and_town(deliver, vera):
    del vera["eenheden.json"][0]["adres"]["postcode"]
    del vera["eenheden.json"][0]["adres"]["woonplaats"]
    assert (deliver(vera).tenancies[0].postcode, deliver(vera).tenancies[0].town) == ("", "")
