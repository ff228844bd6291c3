"""What holds for every table."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField

OURS = [model for model in apps.get_models() if model.__module__.startswith("khetene.")]
FORBIDDEN = ("ethnic", "roma", "race", "kinship", "relative", "personal_code", "mother", "father", "parent_of")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_object_type_has_a_retention(model):
    policy = getattr(model, "retention", None)

    assert isinstance(policy, retention.Policy)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_is_kept_with_a_parent_is_deleted_with_it(model):
    if isinstance(model.retention, retention.KeptWith):
        assert model._meta.get_field(model.retention.parent).remote_field.on_delete is models.CASCADE


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_table_can_hold_ethnicity_kinship_or_a_personal_code(model):
    names = [field.name for field in model._meta.get_fields()]

    assert [name for name in names if any(word in name.lower() for word in FORBIDDEN)] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_moment_of_making_never_moves(model):
    moving = [field.name for field in model._meta.fields if getattr(field, "auto_now", False)]

    assert moving == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_constraint_says_a_sentence(model):
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


def test_free_words_about_people_are_encrypted():
    plain = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        if model._meta.app_label in ("cases", "referrals", "mediation", "enrolments", "earlyleaving", "schoolstaff")
        for field in model._meta.fields
        if isinstance(field, models.TextField) and not isinstance(field, EncryptedTextField)
    ]

    assert plain == []
