"""How phases of the platform are numbered."""

from django import template

from khetene.projects.reads.phases import roman as roman_of

register = template.Library()


@register.filter
def roman(ordinal: int) -> str:
    return roman_of(ordinal)
