"""What a document states, where the product keeps it, and why it keeps some of it nowhere."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordKind(TextChoices):
    """What it is that stands in a document; a page of a document goes through them in this order."""

    CONTRADICTION = "contradiction", _("Contradictions")
    PHASE = "phase", _("Phases, with what was planned and reached")
    GATHERING = "gathering", _("Gatherings")
    STATEMENT = "statement", _("What was said: gains, challenges, needs, recommendations")
    CHAIN = "chain", _("What became of it later")
    PRACTICE = "practice", _("Good practices")
    IDEA = "idea", _("Project ideas")
    FIGURE = "figure", _("Figures")
    NETWORK = "network", _("Network and mediators")
    PROGRAMME = "programme", _("Programmes and services")
    MATERIAL = "material", _("Materials and papers")
    DATE = "date", _("Days and decisions")
    ORGANISATION = "organisation", _("Organisations")
    TERRITORY = "territory", _("Places")
    FUNDING = "funding", _("Words about the funding")


class Kept(TextChoices):
    """Which part of the product keeps it. `here`: this list itself, because no other part is about such things."""

    NOWHERE = "", pgettext_lazy("record", "not kept")
    HERE = "here", _("in this list")
    STATEMENT = "statement", _("in the register of recommendations")
    PRACTICE = "practice", _("among the practices")
    GATHERING = "gathering", _("among the gatherings")
    BODY = "body", _("in the network")
    PHASE = "phase", _("at the phase")
    GOAL = "goal", _("among the goals of the phase")
    ACTIVITY = "activity", _("among the activities of the phase")
    RESULT = "result", _("among the results of the phase")
    TARGET = "target", _("among the indicators of the phase")
    DELIVERABLE = "deliverable", _("among the deliverables of the phase")
    VISIBILITY = "visibility", _("among the texts of the phase")
    FIGURE = "figure", _("among the indicators")
    PROGRAMME = "programme", _("among the programmes")
    SERVICE = "service", _("in the directory of services")
    ORGANISATION = "organisation", _("among the organisations")
    TERRITORY = "territory", _("among the territories")


class WhyNot(TextChoices):
    """Why something that a document states is kept nowhere."""

    KEPT = "", pgettext_lazy("reason", "it is kept")
    SMALL_NUMBER = (
        "small_number",
        _("The number is so small that somebody could be recognised. It is not repeated here."),
    )
    GROUP = "group", _("A group without a name or office of its own. Statements say that they address it.")
    COUNTRY = "country", _("A country is only mentioned. It stands with what happened there.")
    SYSTEM = "system", _("An information system, not an organisation. The exchange with it is a part of this product.")
