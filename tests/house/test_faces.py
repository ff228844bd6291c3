"""What holds for every face: it shows, and knows no rule."""

from __future__ import annotations

from tests.house.test_templates import ROOT


def test_no_face_asks_a_table():
    """A face calls reads and actions: there stands who may see what (architecture, "Rules of the house")."""
    faces = list((ROOT / "khetene" / "web").rglob("*.py"))
    asking = [str(path.relative_to(ROOT)) for path in faces if ".objects." in path.read_text(encoding="utf-8")]

    assert len(faces) > 100  # so that the walk finds them at all
    assert asking == []
