"""The offer to take a step back."""

from types import SimpleNamespace

from gewoon.web.shared import undo


def test_a_step_can_be_taken_back_from_the_next_page_only():
    request = SimpleNamespace(session={})
    undo.offer(request, text="Gebeld.", url="/back/")
    assert undo.take(request) == {"text": "Gebeld.", "url": "/back/"}
    assert undo.take(request) is None
