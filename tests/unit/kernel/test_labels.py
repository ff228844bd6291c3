"""Words of choices are those of the language in which they are asked for."""

from __future__ import annotations

from django.utils import translation

from khetene.kernel.enums import JobState
from khetene.kernel.labels import labels


def test_choices_are_called_as_django_calls_them_in_each_language():
    for language in ("lv", "en", "lv"):
        with translation.override(language):
            assert dict(labels(JobState)) == {value: str(label) for value, label in JobState.choices}


def test_a_choice_is_called_otherwise_in_another_language():
    with translation.override("lv"):
        latvian = labels(JobState)[JobState.RUNNING]
    with translation.override("en"):
        assert labels(JobState)["running"] == "running" != latvian
