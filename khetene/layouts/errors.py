"""Why a template is not kept, as sentences for people who made it in Word: what is wrong, and where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class LayoutRefused(DomainError):
    """A template that is not kept. `where` is the paragraph in which the fault stands."""

    field = "file"

    def __init__(self, where: str = "", **words: str | int) -> None:
        sentence = str(self.message) % words if words else str(self.message)
        super().__init__(f"{sentence} {_IN % {'words': where}}" if where else sentence)


_IN = _("It stands here: “%(words)s”")


class NotAWordDocument(LayoutRefused):
    message = _("A template is a Word document (.docx). Save it as one and send it again.")


class TooMuchInIt(LayoutRefused):
    message = _("The template is too large to be tried: its text is longer than a template needs.")


class FetchesSomething(LayoutRefused):
    message = _("The template holds a field or a part that fetches something when it is opened. Take it out.")


class LeadsToAFile(LayoutRefused):
    message = _("A link leads to a file on a computer: its path would stand in every document. Take the link out.")


class BrokenPicture(LayoutRefused):
    message = _("A picture in the template is damaged. Delete it in Word, insert it anew and send the template again.")


class HasChanges(LayoutRefused):
    message = _(
        "The template holds tracked changes; with them go the deleted words and who changed them. In Word, choose "
        "Review, Accept, Accept All Changes and Stop Tracking, save it and send it again."
    )


class HasHiddenText(LayoutRefused):
    message = _(
        "The template holds hidden text, which would go into every document. In Word, show it with the sign ¶ (Home, "
        "Show/Hide) and delete it, or take “Hidden” out of its font."
    )


class UnknownPart(LayoutRefused):
    message = _("The template holds something that a template does not need: %(part)s. Take it out.")


class BrokenTag(LayoutRefused):
    message = _(
        "A tag is not whole: what is begun in a paragraph is ended in the same paragraph, by the same two signs."
    )


class TagOutsideOfText(LayoutRefused):
    message = _("A tag stands where no text is, for example in the description of a picture or in a page field.")


class UnknownField(LayoutRefused):
    message = _("There is no field “%(name)s”. The list of fields names those that there are.")


class NotAList(LayoutRefused):
    message = _("“%(name)s” is not a list, so nothing can be repeated for it.")


class IsAList(LayoutRefused):
    message = _("“%(name)s” holds several things. Repeat for each of them and name what of it is to be shown.")


class NeedsR(LayoutRefused):
    message = _(
        "Words that keep bold and italic are written {{r … }}, all others {{ … }}. One of them is the wrong way round."
    )


class NotClosed(LayoutRefused):
    message = _("What begins with “%(tag)s” is not ended: “end%(tag)s” is missing.")


class NothingToClose(LayoutRefused):
    message = _("“%(tag)s” ends something that did not begin.")


class MayNot(LayoutRefused):
    message = _(
        "A template may show fields, repeat (for) and ask (if), and nothing else. “%(name)s” is something else."
    )


class LoopInLoop(LayoutRefused):
    message = _(
        "A repetition inside of another goes through a part of what the outer one stands at: part.blocks inside of parts. "
        "“%(name)s” is not such a part."
    )


class CannotBeTried(LayoutRefused):
    message = _(
        "What came of the template is not a whole Word document. Look whether each “end” stands in the same part of the page "
        "as its beginning."
    )


class SaysNothing(LayoutRefused):
    message = _("The template shows no field: every document would be empty.")


class GoneWithItsOrganisation(DomainError):
    message = _(
        "This version went with the organisation that kept it: its key was destroyed, and nobody opens it again."
    )


class IsInForce(DomainError):
    message = _("This version is in force. Put another one in force first.")


class StandsAlready(DomainError):
    message = _("This one is in force already.")


class SayWhatIsNew(DomainError):
    message = _("Say in a few words what is new.")
    field = "words"


class NotASign(DomainError):
    message = _("Choose a picture: PNG or JPEG.")
    field = "file"


class SignTooLarge(DomainError):
    message = _(
        "The picture is larger than 500 KB or than 3000 dots on a side. It is printed 2 cm high: make it smaller."
    )
    field = "file"


class SignCannotBeDrawn(DomainError):
    message = _("The picture cannot be drawn. Save it anew as PNG and send it again.")
    field = "file"


class TooManyLines(DomainError):
    message = _("At most four lines have room here.")


class IsNotInForce(DomainError):
    message = _("This one is not in force. Look at the list which one is.")


class KeptMeanwhile(DomainError):
    message = _("Somebody else kept a letterhead at the same moment. Look at the list, then send yours again.")
