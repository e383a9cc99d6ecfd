"""The browser itself: it starts, runs scripts and hears what axe says."""


def test_a_page_that_keeps_nobody_out_has_no_violations(page, axe):
    page.set_content("<html lang='nl'><title>Huur</title><main><h1>Huur</h1><p>Alles is betaald.</p></main>")
    assert axe(page) == []


def test_a_picture_without_words_is_found(page, axe):
    page.set_content("<html lang='nl'><title>Huur</title><main><h1>Huur</h1><img src='data:,'></main>")
    assert [fault.split(":")[0] for fault in axe(page)] == ["image-alt"]
