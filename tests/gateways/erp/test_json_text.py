import pytest


def relations(text):
    return {"relaties.json": text}


@pytest.mark.parametrize("key", ["bsn", "BSN", "Burgerservicenummer", "sofinummer", "\\u0062sn"])
def test_a_citizen_service_number_is_refused_at_any_depth(deliver, key):
    text = f'[{{"id": "R", "soort": {{"code": "GRO"}}, "x": [{{"y": {{"{key}": "123456782"}}}}]}}]'
    (error,) = deliver(relations(text)).errors
    assert error.place.startswith("relaties.json /0/x/0/y/")
    assert "leave it out" in error.message and "123456782" not in error.message


def test_a_citizen_service_number_is_refused_as_an_extra_attribute(deliver):
    extra = '"extra-attributen": [{"naam": "Bsn", "waarde": "123456782"}]'
    text = f'[{{"id": "R", "soort": {{"code": "GRO"}}, {extra}}}]'
    (error,) = deliver(relations(text)).errors
    assert error.place == "relaties.json /0/extra-attributen/0/naam"


def test_a_citizen_service_number_is_refused_in_files_that_are_not_taken_in(deliver):
    assert deliver({"contactmomenten.json": '[{"bsn": "1"}]'}).errors


def test_a_key_that_stands_twice_is_refused(deliver):
    (error,) = deliver(relations('[{"id": "R", "soort": {"code": "GRO", "code": "GRO"}}]')).errors
    assert error.place == "relaties.json /0/soort"
    assert "stands twice" in error.message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(deliver, number):
    errors = deliver({"debiteuren.json": f'[{{"a/b~": {number}}}]'}).errors
    assert errors[0].place == "debiteuren.json /0/a~1b~0"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 200_000, "nested without end"),
        ("[{", "no JSON"),
        ('[{"id": ' + "9" * 10_000 + "}]", "too many digits"),
        ("{}", "expected an array"),
        ("[1]", "expected an object"),
        ('[{"id": {}, "bsn2": 1}]', "expected text"),
        ('[{"soort": {"code": "GRO"}}]', "this field is missing"),
    ],
)
def test_what_is_no_array_of_records_is_refused_with_a_sentence(deliver, text, words):
    assert words in deliver(relations(text)).errors[0].message


def test_a_file_that_only_costs_time_is_refused_at_once(deliver):
    keys = "{" + ",".join(f'"key{place}": 1' for place in range(10_001)) + "}"
    assert "different keys" in deliver(relations(f"[{keys}]")).errors[0].message
    assert "almost all brackets" in deliver(relations("[" + "{}," * 400_000 + "{}]")).errors[0].message


def test_no_more_marks_are_looked_for_than_anybody_reads(deliver):
    delivery = deliver(relations("[" + '{"id": NaN},' * 300 + "{}]"))
    assert len(delivery.errors) == 200
