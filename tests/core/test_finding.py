"""Where a finding lies, in words."""

from digest.core.finding import Location


def test_a_place_names_file_line_column_and_post():
    assert str(Location("a.html", 3, 4, "A post")) == 'a.html:3:4, in "A post"'
    assert str(Location(post="A post")) == 'in "A post"'
    assert str(Location()) == ""


def test_an_endless_title_is_cut_where_a_line_shows_it_and_nowhere_else():
    title = "A " + "word " * 60
    place = Location("a.html", 3, post=title)

    assert len(str(place)) < 90
    assert str(place).endswith('wo…"')
    assert place.post == title
