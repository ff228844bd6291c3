"""Names in the order in which a Latvian looks for them."""

from __future__ import annotations

from khetene.kernel.alphabet import in_alphabet

IN_ORDER = [
    "Ādaži",
    "Aizkraukle",
    "Alūksne",
    "Balvi",
    "Cēsis",
    "Cieceres",
    "Čiekuri",
    "Daugavpils",
    "Ērgļi",
    "Ezere",
    "Gulbene",
    "Ģibuļi",
    "Īle",
    "Krāslava",
    "Kuldīga",
    "Ķegums",
    "Ķekava",
    "Līvāni",
    "Ļaudona",
    "Saldus",
    "Smiltene",
    "Šķēde",
    "Valka",
    "Zilupe",
    "Žīguri",
]


def test_letters_with_signs_follow_their_plain_ones_and_long_vowels_stand_with_the_short():
    by_code_points = sorted(IN_ORDER)

    assert sorted(by_code_points, key=in_alphabet) == IN_ORDER
    assert by_code_points != IN_ORDER


def test_case_does_not_matter_and_equal_spellings_have_an_order():
    assert sorted(["talsi", "Āre", "Tukums", "are", "Are"], key=in_alphabet) == ["Are", "are", "Āre", "talsi", "Tukums"]
