"""A question that nobody has answered is drawn once for each language, and says what its form would say."""

from __future__ import annotations

import pytest
from django.utils import translation

from khetene.facts.reads import vocabulary
from khetene.web.desk.programmes.forms import AnswerForm, unanswered


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("language", ["lv", "en"])
def test_it_says_what_the_form_says(keeps, language):
    with translation.override(language):
        for _twice in range(2):
            drawn = {name: unanswered(name, keeps=keeps) for name in vocabulary().facts}
            forms = {name: AnswerForm(fact=fact, keeps=keeps) for name, fact in vocabulary().facts.items()}

            assert {name: (one.asked, one.drawn) for name, one in drawn.items()} == {
                name: (form.asked, "".join(str(field.as_field_group()) for field in form))
                for name, form in forms.items()
            }


def test_what_was_typed_is_never_kept():
    name = next(name for name, fact in vocabulary().facts.items() if fact.type == "boolean" and fact.keep == "case")
    before = unanswered(name).drawn

    sent = AnswerForm({f"{name}-value": "yes", f"{name}-origin": "nobody"}, fact=vocabulary()[name])

    assert not sent.is_valid()
    assert "checked" in sent.drawn.split("-origin")[0]
    assert unanswered(name).drawn == before != sent.drawn
