"""The policy handbook says what the tests of the policy say, in both languages."""

import pytest

from spec import handbook


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_what_the_examples_give(language):
    found = handbook.path(language).read_text("utf-8")
    assert found == handbook.page(language), "write it again: python tests/spec/handbook.py"
