"""How words are compared: without diacritics and without Latvian endings."""

from __future__ import annotations

import re

from khetene.kernel.encryption import normalised

# Longest first; what is left keeps at least three signs. Enough to let "skolotaja palig" meet "skolotāja palīgs".
_ENDINGS = (
    "ajiem", "ajam", "ajas", "ajos", "iem", "iens", "ies", "am", "as", "ai", "em", "es", "ei", "im", "is", "os", "us", "um",
    "u", "a", "e", "i", "o", "s",
)  # fmt: skip
_SHORTEST_STEM = 3
MOST_WORDS, LONGEST_WORD = 12, 40


def folded(*texts: str) -> str:
    """What is stored for searching: every word without diacritics, and its stem."""
    words = {form for text in texts for word in _words(text) for form in (word, stem(word))}
    return " " + " ".join(sorted(words)) + " "


def wanted(words: str) -> list[str]:
    """What each searched word must be the beginning of."""
    return [stem(word[:LONGEST_WORD]) for word in _words(words)][:MOST_WORDS]


def stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", normalised(text))
