"""Pages for what went wrong."""

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from gewoon.web.shared import errors


@pytest.fixture(autouse=True)
def _in_dutch():
    with override("nl"):
        yield


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        (errors.bad_request, 400, "Wij begrijpen deze vraag niet"),
        (errors.forbidden, 403, "Dit kunt u hier niet doen"),
        (errors.not_found, 404, "Deze pagina is hier niet"),
    ],
)
def test_an_error_is_said_in_plain_words(page, status, words):
    answer = page(RequestFactory().get("/"), ValueError())
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_fault_of_ours_has_a_number_that_also_stands_in_the_log(caplog):
    answer = errors.broken(RequestFactory().get("/somewhere/"))
    (number,) = re.findall(r"\d{4}-\d{4}", answer.content.decode())
    assert answer.status_code == 500
    assert f"page fault {number} at /somewhere/" in caplog.text
