"""How people meet, who takes part in which capacity, and how presence was seen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mode(TextChoices):
    ONSITE = "onsite", _("in one place")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("in one place and online")


class State(TextChoices):
    PLANNED = "planned", pgettext_lazy("gathering", "being planned")
    ANNOUNCED = "announced", pgettext_lazy("gathering", "announced")
    HELD = "held", pgettext_lazy("gathering", "held")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "cancelled")


class ItemKind(TextChoices):
    TALK = "talk", pgettext_lazy("agenda", "talk")
    DISCUSSION = "discussion", pgettext_lazy("agenda", "discussion")
    VISIT = "visit", pgettext_lazy("agenda", "visit to an institution")
    FAMILY_VISIT = "family_visit", pgettext_lazy("agenda", "visit to families that agreed")
    BREAK = "break", pgettext_lazy("agenda", "break")
    OTHER = "other", pgettext_lazy("agenda", "other")


class Sector(TextChoices):
    """In which capacity somebody came; empty when nobody said so: it is counted as not classified."""

    STATE = "state", _("state institutions")
    MUNICIPAL = "municipal", _("municipalities")
    MEDIATOR = "mediator", _("Roma mediators")
    ASSOCIATION = "association", _("associations")
    EDUCATION = "education", _("universities and research")
    INTERNATIONAL = "international", _("from other countries and international organisations")
    OTHER = "other", pgettext_lazy("sector", "others")


class Sex(TextChoices):
    FEMALE = "female", _("women")
    MALE = "male", _("men")


class Role(TextChoices):
    SPEAKER = "speaker", pgettext_lazy("gathering", "speaker")
    MODERATOR = "moderator", pgettext_lazy("gathering", "moderator")
    ORGANISER = "organiser", pgettext_lazy("gathering", "organiser")
    INTERPRETER = "interpreter", pgettext_lazy("gathering", "interpreter")
    REPORT_AUTHOR = "report_author", pgettext_lazy("gathering", "author of the report")


class Reply(TextChoices):
    INVITED = "invited", pgettext_lazy("gathering", "invited, no answer yet")
    COMING = "coming", pgettext_lazy("gathering", "comes")
    WAITING = "waiting", pgettext_lazy("gathering", "on the waiting list")
    DECLINED = "declined", pgettext_lazy("gathering", "does not come")


class LetterKind(TextChoices):
    INVITATION = "invitation", pgettext_lazy("letter", "invitation")
    CHANGED = "changed", pgettext_lazy("letter", "change of time or place")
    CANCELLED = "cancelled", pgettext_lazy("letter", "cancellation")
    PLACE_FREE = "place_free", pgettext_lazy("letter", "a place has become free")
    REMINDER = "reminder", pgettext_lazy("letter", "reminder")


class PresenceSource(TextChoices):
    SIGNED = "signed", _("signature on paper")
    SCANNED = "scanned", _("code scanned at the door")
    PLATFORM = "platform", _("list of the online meeting")
    LINK = "link", _("online, by their own link")
    TICKED = "ticked", _("noted by the organiser")


REMOTE = frozenset({PresenceSource.PLATFORM, PresenceSource.LINK})


class MaterialLanguage(TextChoices):
    LATVIAN = "lv", _("Latvian")
    ENGLISH = "en", _("English")
    RUSSIAN = "ru", _("Russian")
    ROMANI = "rom", _("Romani")
    OTHER = "", pgettext_lazy("language", "another or several")


class WhyTakenAway(TextChoices):
    """Why a file went. A code, because a sentence could repeat what the file gave away."""

    WRONG_FILE = "wrong_file", pgettext_lazy("document", "It belongs somewhere else")
    NAMES_PEOPLE = "names_people", pgettext_lazy("document", "It names people whom nobody need know here")
    BETTER_COPY = "better_copy", pgettext_lazy("document", "There is a better copy")
    NOT_OURS = "not_ours", pgettext_lazy("document", "Whoever made it does not want it passed on")


class SameNameAnswer(TextChoices):
    OPEN = "", _("not answered")
    ONE = "one", _("one person in two roles")
    TWO = "two", _("two people")


class Measure(TextChoices):
    """What is counted; nothing else may be called participants (peers-platform 4)."""

    ROWS = "rows", _("rows of the list")
    PERSONS = "persons", _("persons")
    MUNICIPALITIES = "municipalities", _("municipalities")


class Partition(TextChoices):
    SECTOR = "sector", _("by sector")
    SEX = "sex", _("by sex, if it was given")
    MUNICIPALITY = "municipality", _("by municipality")
    COUNTRY = "country", _("by country")
