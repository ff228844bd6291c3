"""The order of names in the Latvian alphabet. Databases and code points each have another one.

Letters with a caron or a cedilla stand after their plain letter; a long vowel stands with the short one, and y with i (CLDR, lv).
"""

from __future__ import annotations

import unicodedata

_AFTER = "\ue000"  # sorts after every letter that may follow the plain one
_OF_THEIR_OWN = {letter: plain + _AFTER for letter, plain in zip("čģķļņŗšž", "cgklnrsz", strict=True)}


def in_alphabet(name: str) -> tuple[str, str]:
    """What to sort names by; names that differ in nothing but length marks and case have an order too."""
    small = unicodedata.normalize("NFC", name).casefold()
    spelled = "".join(_OF_THEIR_OWN.get(letter) or _plain(letter) for letter in small)
    return spelled, name


def _plain(letter: str) -> str:
    if letter == "y":
        return "i"
    return "".join(sign for sign in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(sign))
