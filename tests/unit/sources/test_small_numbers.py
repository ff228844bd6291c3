"""A few people of a document can be recognised: their number stands in no file, on no page and in no site any more."""

from __future__ import annotations

from importlib import import_module

import pytest
import yaml
from django.apps import apps
from django.conf import settings

from khetene.gatherings.models import Gathering, StatedFigure
from khetene.kernel.countryfile import BadCountryFile
from khetene.projects.models import Activity, Phase, Result
from khetene.sources import loading
from khetene.sources.models import SourceRecord

pytestmark = pytest.mark.usefixtures("latvia")
OF_THE_COURSE = ("lrp4-english-applicants", "lrp4-english-partly")


@pytest.fixture
def stating(tmp_path):
    """The list with one record changed."""

    def write(record, **changes):
        content = yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text(encoding="utf-8"))
        row = next(one for one in content["records"] if one["record"] == record)
        row |= changes
        row = {name: value for name, value in row.items() if value is not None}
        content["records"] = [row if one["record"] == record else one for one in content["records"]]
        (tmp_path / loading.FILE).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": 9, "unit": "dalībnieki", "kept": "here", "why_not": None}, "number: too few people"),
        ({"number": 2, "unit": "dalībnieki"}, "number: what is not kept has no number"),
        (
            {"number": 2, "unit": "jaunieši", "kept": "here", "why_not": None},
            "unit: units does not say what jaunieši is",
        ),
        ({"number": 2, "kept": "here", "why_not": None}, "'unit' is a dependency of 'number'"),
    ],
)
def test_no_record_shows_fewer_than_ten_people(stating, changes, said):
    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(stating(OF_THE_COURSE[0], **changes))

    assert said in str(refusal.value.message)


def test_ten_people_are_shown(stating):
    told = {"number": 10, "unit": "dalībnieki", "kept": "here", "why_not": None}

    loading.load_country(stating(OF_THE_COURSE[0], **told))

    assert SourceRecord.objects.get(record=OF_THE_COURSE[0]).number == 10


def test_what_the_document_says_of_two_people_of_a_course_is_named_and_not_counted():
    rows = SourceRecord.objects.filter(record__in=OF_THE_COURSE).order_by("order")

    assert [(row.document.slug, row.place, row.number, row.why_not) for row in rows.select_related("document")] == [
        ("s004", "13. slaids", None, "small_number")
    ] * 2
    assert Result.objects.filter(slug__startswith="lrp4-english").count() == 0
    assert StatedFigure.objects.filter(gathering__slug="ev-2020-english").count() == 0


def test_a_site_that_already_showed_them_forgets_them_and_keeps_what_people_wrote():
    course, phase = Activity.objects.get(slug="lrp4-a9"), Phase.objects.get(ordinal=4)
    told = {"phase": phase, "words": {"lv": "x"}, "source": "s004"}
    whole = Result.objects.create(slug="lrp4-english-applied", number=2, **told)
    Result.objects.create(slug="lrp4-english-partly", number=1, whole=whole, relation="part", **told)
    StatedFigure.objects.create(
        gathering=Gathering.objects.get(slug="ev-2020-english"), what="pieteikušies", number=2, source="s004"
    )

    said = [forgotten(course, words) for words in ("Kursam pieteicās daži.", "Kurss bija vasarā.")]

    assert said == ["Kurss notika, bet netika apgūts pilnībā.", "Kurss bija vasarā."]
    assert Result.objects.filter(slug__startswith="lrp4-english").count() == 0
    assert StatedFigure.objects.filter(gathering__slug="ev-2020-english").count() == 0


def forgotten(activity, words):
    """What the activity says after the two migrations, when it said `words` before."""
    Activity.objects.filter(pk=activity.pk).update(actual=words)
    for module, name in (
        ("projects", "0009_two_people_of_a_course_are_not_counted"),
        ("gatherings", "0007_few_people_of_a_course_are_not_counted"),
    ):
        import_module(f"khetene.{module}.migrations.{name}").forget(apps, None)
    return Activity.objects.get(pk=activity.pk).actual
