"""A new database goes a short way; it leads where the long one leads, which the databases of others went."""

from __future__ import annotations

import inspect
import re
import sys

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel, RunPython
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import CharField, UUIDField
from django.utils import translation

from khetene.kernel.migration_operations import CreateModels


def _led_to(*, by_the_short_way):
    state = MigrationLoader(None, replace_migrations=by_the_short_way).project_state()
    return {name: _described(model) for name, model in state.models.items() if name[0] in OURS}


def _described(model: ModelState):
    fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    options = {
        name: sorted(value, key=lambda part: str(part.name)) if isinstance(value, list) else value
        for name, value in model.options.items()
        if value
    }
    return fields, options, model.bases


OURS = {app.label for app in apps.get_app_configs() if app.name.startswith("khetene.")}


def test_the_short_way_leads_to_the_same_models_as_all_the_steps():
    short, long = _led_to(by_the_short_way=True), _led_to(by_the_short_way=False)

    with translation.override("en"):
        different = [name for name in short if short[name] != long[name]]
    assert sorted(short) == sorted(long)
    assert different == []


def test_models_made_at_once_may_point_at_each_other():
    told = [
        CreateModel("Hen", [("id", UUIDField(primary_key=True)), ("name", CharField(max_length=5))]),
        CreateModel("Egg", [("id", UUIDField(primary_key=True))]),
    ]
    state = ProjectState()

    CreateModels(told).state_forwards("farm", state)

    assert sorted(state.models) == [("farm", "egg"), ("farm", "hen")]
    assert state.apps.get_model("farm", "hen")._meta.get_field("name").max_length == 5


def test_the_short_way_sets_every_guard_of_the_long_one():
    steps = MigrationLoader(None, replace_migrations=False).disk_migrations
    short = [step for step in steps.values() if step.replaces]

    missing = {
        name
        for squashed in short
        for name in set().union(*(_guards(steps[replaced]) for replaced in squashed.replaces)) - _guards(squashed)
    }

    assert missing == set()
    assert len({name for squashed in short for name in _guards(squashed)}) > 10


def _guards(step):
    """Names of the triggers in the modules out of which it runs something; a later step may set one anew."""
    codes = {operation.code for operation in step.operations if isinstance(operation, RunPython)}
    return {
        name if "{" not in name else f"{name} of {code.__module__}"
        for code in codes
        for name in TRIGGER.findall(inspect.getsource(sys.modules[code.__module__]))
    }


TRIGGER = re.compile(r"CREATE TRIGGER (\S+)")
