"""Plain help for each part and an example of it, for somebody who has never written an application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from khetene.proposals.enums import Part


@dataclass(frozen=True, slots=True)
class Guide:
    """What belongs into a part, and how it can look. The example is invented."""

    text: Any
    example: Any


GUIDES = {
    Part.TITLE: Guide(
        _("A few words that say what it is about. No year: many projects begin in one year and end in the next."),
        _("Together at the book"),
    ),
    Part.TIME: Guide(
        _("The first and the last day on which something happens. Leave a month at the end for the report."),
        _("From 1 March to 31 October. The lessons end in September; October is for the report."),
    ),
    Part.NEED: Guide(
        _(
            "What is wrong now, for whom, and how you know it. Write one thing in each paragraph. "
            "Every paragraph needs a figure with its source: choose it from the statistics and put its number into the text, "
            "for example [1]."
        ),
        _(
            "Many children of our town leave school early. Of all risks that schools named, four of five had to "
            "do with learning [1]. "
            "After school there is nobody who helps with homework: the youth house closes at four."
        ),
    ),
    Part.AIM: Guide(
        _("One sentence: what will be different on the last day. What you do belongs into the activities."),
        _("Twelve children do their homework regularly, and their parents know whom to ask at school."),
    ),
    Part.TARGET: Guide(
        _(
            "Who it is for, where they live, and how many. Say it so that everybody who needs it may come. "
            "Never write who somebody is: no names, no families."
        ),
        _(
            "Children of grades 4 to 7 of two schools of the town who need help with learning, about 12, and "
            "their parents, about 15."
        ),
    ),
    Part.ACTIVITY: Guide(
        _(
            "Everything that you will do, each with who does it, where, from when to when, and how many people will come."
        ),
        _(
            "Homework club: the teacher and two volunteers, youth house, Tuesdays and Thursdays from 10 March to "
            "30 September, 12 children."
        ),
    ),
    Part.TEAM: Guide(
        _(
            "Who does the work: the role, what that person knows about it, how many hours. Roles are enough, "
            "names are not needed."
        ),
        _(
            "Project manager (20 hours a month): has led two projects of the municipality. Teacher (16 hours a "
            "month): ten years at a primary school. "
            "Two volunteers from the secondary school."
        ),
    ),
    Part.PARTNER: Guide(
        _("Institutions and associations that take part, what each of them does, and whether it said yes in writing."),
        _("Youth house: gives the room twice a week without rent. Said yes in a letter."),
    ),
    Part.RESULT: Guide(
        _(
            "What one can count at the end: how many, of what, and how you count it. People are counted by heads, not by names."
        ),
        _(
            "Lessons of the homework club: 50 lessons, counted from the journal of lessons, in which only the "
            "number of children stands."
        ),
    ),
    Part.LINE: Guide(
        _(
            "What it costs, line by line: how many, at what price, how much of it the grant pays and how much you"
            " pay yourselves. "
            "The price times the quantity is what both pay together, to the cent."
        ),
        _(
            "Teacher: 112 hours at 14,50 € = 1624,00 €; from the grant 1624,00 €. Books: 12 pieces at 9,90 € = "
            "118,80 €; own means 118,80 €."
        ),
    ),
    Part.AFTER: Guide(
        _("What stays when the money has ended: a habit, a material, an agreement, somebody who goes on."),
        _(
            "The youth house keeps the club on Thursdays; the volunteers stay. The plan of lessons lies open for others."
        ),
    ),
    Part.DONE: Guide(
        _(
            "Write it down on the same evening: what was done, how many people came, and what was different from the plan."
        ),
        _(
            "Homework club, 9 children instead of 12: there was a sports day at the school. We read together and did fractions."
        ),
    ),
    Part.SPENT: Guide(
        _("Every payment with its day, its amount to the cent and the document that proves it."),
        _("Books, 118,80 €, invoice No. 17."),
    ),
    Part.REACHED: Guide(
        _("How much of the result is there by now, and how you counted it. You can change it as often as you like."),
        _("32 lessons so far, from the journal."),
    ),
    Part.PICTURE: Guide(
        _(
            "A picture that lies elsewhere: where it is kept, and whether everybody in it agreed. "
            "A picture that shall stand in the report is added beside its activity."
        ),
        _("Reading evening, from behind, nobody can be recognised; folder “Pictures” of the association."),
    ),
}
