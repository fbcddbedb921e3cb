"""Every kind of mistake in a design is told at its line and column, with what was expected."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.errors import TemplateError
from digest.core.model import Issue, Item, Rendered, Section
from digest.render.issue import render
from digest.render.refusal import CSS_HINT

MINE = {
    "issue.mjml.j2": """\
{% from "macros.mjml.j2" import kicker with context %}
<mjml>
  <mj-head>
    <mj-style>{% include "head.css" %}</mj-style>
    <mj-raw><meta name="x" content="y"></mj-raw>
  </mj-head>
  <mj-body>
{% for section in issue.sections %}
{% include "section.mjml.j2" %}
{% endfor %}
  </mj-body>
</mjml>
""",
    "section.mjml.j2": """\
    <mj-section background-color="{{ light.tint }}">
      <mj-column>
{% for item in section.items %}
{% include "item.mjml.j2" %}
{% endfor %}
      </mj-column>
    </mj-section>
""",
    "item.mjml.j2": """\
        <mj-text padding="24px 32px">
          {{ kicker(item) }}
          <h3>{{ item.title }}</h3>
{% if item.url %}
          <p>{{ item.url }}</p>
{% endif %}
        </mj-text>
""",
    "macros.mjml.j2": """\
{% macro kicker(item) %}
{% for fact in item.facts %}
<p class="meta">{{ fact }}</p>
{% endfor %}
{% endmacro %}
""",
    "head.css": ":root { color-scheme: light dark; }\n@media print { p { color: #000 } }\n",
    "inline.css": "/* all */\np { margin: 0; color: {{ light.ink }}; }\n",
    "issue.txt.j2": """\
{% macro entry(item) %}
{{ item.title.text | wrap }}
{% endmacro %}
{{ entry(issue.lead) }}
""",
}
ISSUE, SECTION, ITEM, MACROS, HEAD, INLINE, TEXT = (
    "issue.mjml.j2",
    "section.mjml.j2",
    "item.mjml.j2",
    "macros.mjml.j2",
    "head.css",
    "inline.css",
    "issue.txt.j2",
)
KICKER = "{{ kicker(item) }}"
MISTAKES = [  # a file, what it says, what is written instead; where and how that is told
    # Jinja
    (ITEM, KICKER, "{{ kicker(item }}", "2:26", "unexpected '}', expected ')'"),
    (ITEM, KICKER, "{% iff item %}", "2:14", "Encountered unknown tag 'iff'; did you mean 'if'?"),
    (ITEM, KICKER, "{{ kicker(item)", "2:11", "{{ is never closed; expected }}"),
    (ITEM, KICKER, '{% if item\n<p x="y">', "2:11", "{% is never closed; expected %}"),
    (ITEM, KICKER, "{{ kicker(item)\n<p>it's", "2:11", "{{ is never closed; expected }}"),
    (ITEM, KICKER, '{{ _("Read on }}', "2:16", '" is never closed'),
    (ITEM, KICKER, "{{ item && x }}", "2:19", "unexpected '&'; did you mean 'and'?"),
    (ITEM, KICKER, "{% if a = b %}", "2:19", "expected token 'end of statement block', got"),
    (ITEM, KICKER, "{% endif %}", "2:11", "{% endif %} closes nothing"),
    (ITEM, KICKER, "{% else %}", "2:11", "{% else %} stands in no {% if %}"),
    (ITEM, KICKER, "{% for x in [] %}{% endif %}", "2:28", "{% endif %} where {% endfor %} was"),
    (ITEM, "{% endif %}", "{% else if x %}", "6:1", "'else if' is written {% elif ... %}"),
    (SECTION, "{% endfor %}", "{% if x %}{% endfor %}", "5:1", "{% if %} is never closed; expect"),
    (ITEM, KICKER, "{# kicker", "2:11", "Missing end of comment tag"),
    (ITEM, "{% endif %}", "", "4:1", "{% if %} is never closed; expected {% endif %}"),
    (ITEM, "kicker(item)", "kicker(itme)", "2:21", "'itme' is undefined; did you mean 'item'?"),
    (ITEM, "item.title", "item.titel", "3:23", "no 'titel' in an item; did you mean 'title'? (it"),
    (ITEM, "item.title", "item.image.alt", "3:29", "'alt' is asked of what is None here; expected"),
    (SECTION, "light.tint", "light.tin", "1:44", "no 'tin' in a palette; did you mean 'tint'? (it"),
    (ITEM, "item.title", "item.title | wrp", "3:31", "No filter named 'wrp'; did you mean 'wrap'?"),
    (ITEM, KICKER, "{{ item.title | truncate(9) }}", "2:11", "a rich value is no plain text;"),
    (ITEM, KICKER, "{{ item.title[:9] }}", "2:11", "a rich value is no plain text; wri"),
    (ITEM, KICKER, "{{ item.title | round }}", "2:11", "a rich value is no plain text;"),
    (ITEM, KICKER, "{{ item.title.split() }}", "2:25", "no 'split' in a rich value (it has h"),
    (ITEM, KICKER, "{{ item.facts | round }}", "2:11", "only a number can be rounded"),
    (ITEM, KICKER, "{% for x in item.lang %}{% endfor %}", "2:11", "this is None here; expected {"),
    (ITEM, KICKER, "{% for x in 3 %}{% endfor %}", "2:11", "a number cannot be looped over"),
    (ITEM, KICKER, "{{ ngettext('a', 'b') }}", "2:11", "ngettext() lacks 'n'"),
    (TEXT, "item.title.text", "item.title", "2:1", "a rich value is no plain text; write .te"),
    (ITEM, KICKER, "{{ 1 / 0 }}", "2:11", "ZeroDivisionError: division by zero"),
    (ITEM, "kicker(item)", "kicker(item, x=1)", "2:14", "macro 'kicker' takes no keyword argument"),
    (ITEM, "kicker(item)", "kicker(itm=1)", "2:14", "macro 'kicker' takes no keyword argument 'it"),
    (ITEM, "kicker(item)", "kicker()", "2:14", "the macro that is called here lacks its parameter"),
    (ITEM, KICKER, "{% call kicker(item) %}{% endcall %}", "2:19", "macro 'kicker' uses no caller"),
    (ISSUE, "import kicker", "import kiker as kicker", "1:33", "no 'kiker' in 'macros.mjml.j2'; d"),
    (SECTION, "{% include", "{{ loop.previous }}{% include", "4:9", "no 'previous' in loop; did y"),
    (SECTION, "item.mjml", "itm.mjml", "4:13", "there is no template 'itm.mjml.j2'; did you mean"),
    (ITEM, KICKER, '{% include "item.mjml.j2" %}', "2:11", "the templates go in circles"),
    (MACROS, "item.facts", "item.fact", "2:21", "no 'fact' in an item; did you mean 'facts'?"),
    (MACROS, "{% endmacro %}", "", "1:1", "{% macro %} is never closed; expected {% endmacro %}"),
    (TEXT, "item.title", "item.titel", "2:9", "no 'titel' in an item; did you mean 'title'?"),
    (TEXT, "endmacro", "endmacr", "3:4", "Encountered unknown tag 'endmacr'. Jinja was looking"),
    (INLINE, "light.ink", "light.inc", "2:32", "no 'inc' in a palette; did you mean 'ink'?"),
    # MJML
    (ITEM, "<mj-text ", "<mj-txt ", "1:9", "unknown element <mj-txt>; did you mean <mj-text>?"),
    (ITEM, "<mj-text ", "<mj-column ", "1:9", "<mj-column> may not stand in <mj-column>; expected"),
    (SECTION, "<mj-column>", "", "6:7", "</mj-column> where </mj-section> was expected (opened at"),
    (ITEM, "</h3>", "", "3:11", "<h3> is never closed; expected </h3> before </mj-text>"),
    (ITEM, "</mj-text>", "", "1:9", "<mj-text> is never closed; expected </mj-text> before <"),
    (SECTION, "</mj-section>", "", "1:5", "<mj-section> is never closed; expected </mj-sect"),
    (ITEM, "</mj-text>", "</mj-button>", "7:9", "</mj-button> where </mj-text> was expected (open"),
    (ISSUE, "</mj-body>\n", "\n", "7:3", "<mj-body> is never closed; expected </mj-body> before <"),
    (MACROS, '"meta"', '"meta', "3:4", "<p is no whole tag; class has a quotation mark too few or"),
    (ITEM, '"24px 32px"', "24px", "1:18", "<mj-text is no whole tag; an attribute is written na"),
    (ITEM, "padding=", "paddin=", "1:18", "<mj-text> has no attribute paddin; did you mean paddin"),
    (ITEM, "24px 32px", "24em", "1:18", 'padding="24em": expected one to four lengths in px or %'),
    (SECTION, "{{ light.tint }}", "#12", "1:17", 'background-color="#12": expected a colour, such'),
    (SECTION, "{{ light.tint }}", "blu", "1:17", 'background-color="blu": expected a colour, such'),
    (ITEM, "padding=", 'padding="0" padding=', "1:30", "<mj-text> has padding already"),
    (MACROS, "class=", 'class="a" class=', "3:14", "<p> has class already; expected it once"),
    (SECTION, "<mj-column>", "<mj-column> loose", "2:19", "text in <mj-column>, which holds mj-ac"),
    (ITEM, KICKER, '<mj-include path="x" />', "2:11", "<mj-include>: write {% include %}: Jinja p"),
    (ISSUE, "<mj-style", '<mj-style inline="inline"', "4:15", "<mj-style inline>: this compiler i"),
    (ISSUE, "<mj-raw", '<mj-raw position="file-start"', "5:13", "<mj-raw position>: this compiler"),
    (ITEM, KICKER, "3 < 4", "2:13", "'<' begins no tag here; write &lt;"),
    (ITEM, "<h3>", '<h3 clas="x">', "3:15", "<h3> has no attribute clas; did you mean class?"),
    (ITEM, "<h3>", '<h3 style="colr: red">', "3:15", "unknown property colr; did you mean color?"),
    (
        ISSUE,
        "<mj-head>",
        ("<mj-head><mj-title>é >हि</mj-title>"
        "<mj-attributes><!-- <b> --><mj-text>x</mj-text></mj-attributes>"),
        "3:65",
        "the MJML does not compile: <mj-text is not taken here",
    ),
    # CSS
    (INLINE, "{{ light.ink }}", "#12", "2:16", "color: #12 is no colour; expected 3, 4, 6 or 8 di"),
    (INLINE, "margin: 0", "margin 0", "2:5", "'margin 0' is no declaration; expected name: value;"),
    (INLINE, "color:", "colr:", "2:16", "unknown property colr; did you mean color?"),
    (INLINE, "}\n", "\n", "2:3", "'{' is never closed; expected '}'"),
    (INLINE, "*/", "", "1:1", "/* is never closed"),
    (INLINE, "p {", "..p {", "2:1", "'..p' is no selector: "),
    (INLINE, "p {", "@media print { p {} } p {", "2:1", "@media goes into no style attribute; exp"),
    (HEAD, "scheme: light dark", "scheme", "1:9", "'color-scheme' is no declaration; expected nam"),
    (HEAD, "#000 }", "#000 }}", "2:35", "'}' closes nothing"),
]  # fmt: skip


class Project:
    """A project with a design of its own."""

    def __init__(self, folder: Path, issue: Issue, newsletter: Newsletter) -> None:
        self.folder = folder / "templates"
        self.issue, self.newsletter = issue, newsletter
        (self.folder / "mine").mkdir(parents=True)
        for name, text in MINE.items():
            self.file(name).write_text(text, "utf-8")

    def file(self, name: str) -> Path:
        return self.folder / "mine" / name

    def change(self, name: str, right: str, wrong: str) -> None:
        assert right in MINE[name]
        self.file(name).write_text(MINE[name].replace(right, wrong, 1), "utf-8")

    def render(self) -> Rendered:
        design = Design("mine", full_items=9)
        return render(self.issue, self.newsletter, design, folders=[self.folder])

    def told(self) -> str:
        with pytest.raises(TemplateError) as caught:
            self.render()
        assert caught.value.hint
        return caught.value.message


@pytest.fixture
def project(tmp_path: Path, issue: Issue, newsletter: Newsletter) -> Project:
    return Project(tmp_path, issue, newsletter)


def test_a_design_without_mistakes_is_rendered(project: Project) -> None:
    assert "The four evals that matter" in project.render().html


@pytest.mark.parametrize(("file", "right", "wrong", "where", "said"), MISTAKES)
def test_a_mistake_is_told_at_its_line_and_column(
    project: Project, file: str, right: str, wrong: str, where: str, said: str
) -> None:
    project.change(file, right, wrong)
    told = project.told()
    assert told.startswith(f"templates/mine/{file}:{where}: {said}")
    line, _, shown = told.split("\n")[1].partition(" | ")
    assert project.file(file).read_text("utf-8").split("\n")[int(line) - 1].strip() == shown
    assert "it comes from the post" not in told


def test_a_mistake_is_told_whole(project: Project) -> None:
    project.change(ITEM, "kicker(item)", "kicker(itme)")
    assert project.told() == (
        "templates/mine/item.mjml.j2:2:21: 'itme' is undefined; did you mean 'item'?\n"
        "     2 | {{ kicker(itme) }}"
    )


@pytest.mark.parametrize(("file", "right"), [(HEAD, "color-scheme"), (INLINE, "color")])
def test_the_hint_for_a_style_sheet_is_not_the_manual_of_mjml(
    project: Project, file: str, right: str
) -> None:
    project.change(file, right, f"{right}r")
    with pytest.raises(TemplateError) as caught:
        project.render()
    assert caught.value.hint == CSS_HINT


def test_a_file_that_is_not_utf_8_is_told_at_its_byte(project: Project) -> None:
    project.file(ITEM).write_bytes(b"<mj-text>\n caf\xe9</mj-text>")
    assert project.told() == "templates/mine/item.mjml.j2:2:5: byte 0xe9 is not UTF-8"


def test_an_assignment_where_a_comparison_was_meant_is_told(project: Project) -> None:
    project.change(ITEM, KICKER, "{% if item = 1 %}")
    assert "got '='; did you mean '=='?" in project.told()


def test_a_macro_of_an_imported_template_is_suggested(project: Project) -> None:
    project.change(ITEM, KICKER, '{% import "macros.mjml.j2" as m %}{{ m.kiker(item) }}')
    told = project.told()
    assert "2:50: no 'kiker' in the imported template; did you mean 'kicker'?" in told


def test_an_unknown_name_is_told_where_it_is_handed_to_a_macro_that_calls_it_so(
    project: Project,
) -> None:
    shared = MINE[MACROS] + "{% macro which(it) %}{{ it.title }}{% endmacro %}\n"
    project.file(MACROS).write_text(shared, "utf-8")
    project.change(ITEM, KICKER, '{% from "macros.mjml.j2" import which %}\n{{ which(it) }}')
    assert project.told().startswith(f"templates/mine/{ITEM}:3:10: 'it' is undefined")


def test_a_name_that_an_import_leaves_behind_is_told_at_the_import(project: Project) -> None:
    shared = MINE[MACROS] + "{% macro which() %}{{ newsletter.title }}{% endmacro %}\n"
    project.file(MACROS).write_text(shared, "utf-8")
    project.change(ITEM, KICKER, '{% from "macros.mjml.j2" import which %}{{ which() }}')
    said = (
        "'newsletter' is not known in macros.mjml.j2, which is imported without it; expected {% ..."
    )
    assert project.told().startswith(f"templates/mine/{ITEM}:2:11: {said} import ... with context")
    project.change(
        ITEM, KICKER, '{% from "macros.mjml.j2" import which with context %}{{ which() }}'
    )
    assert project.render()


def test_a_name_that_nobody_knows_is_told_where_an_imported_macro_says_it(project: Project) -> None:
    shared = MINE[MACROS] + "{% macro which() %}{{ newsleter.title }}{% endmacro %}\n"
    project.file(MACROS).write_text(shared, "utf-8")
    project.change(ITEM, KICKER, '{% from "macros.mjml.j2" import which %}{{ which() }}')
    assert project.told().startswith(f"templates/mine/{MACROS}:6:23: 'newsleter' is undefined")


def test_a_macro_that_hands_nothing_on_is_told_of_the_call_in_it(project: Project) -> None:
    both = MINE[MACROS] + "{% macro outer(item) %}{{ inner() }}{% endmacro %}\n"
    both += "{% macro inner(item) %}{{ kicker(item) }}{% endmacro %}\n"
    project.file(MACROS).write_text(both, "utf-8")
    project.change(ITEM, KICKER, '{% from "macros.mjml.j2" import outer %}{{ outer(item) }}')
    assert project.told().startswith(f"templates/mine/{MACROS}:6:27: the macro that is called")


def test_a_macro_that_uses_its_caller_is_told_where_it_is_called_without(project: Project) -> None:
    boxed = MINE[MACROS] + "{% macro boxed() %}\n{{ caller() }}{% endmacro %}\n"
    project.file(MACROS).write_text(boxed, "utf-8")
    project.change(ITEM, KICKER, '{% from "macros.mjml.j2" import boxed %}{{ boxed() }}')
    assert "the macro that is called here lacks its content; expected {% call" in project.told()


def test_of_tags_only_tags_are_suggested(project: Project) -> None:
    project.change(ITEM, KICKER, "{% foreach x in y %}")
    assert "did you mean 'for'?" in project.told()


def test_a_name_is_not_meant_by_itself(project: Project) -> None:
    project.change(ITEM, "{% endif %}", "{% else %}{% else %}{% endif %}")
    assert "did you mean" not in project.told()


def test_a_word_of_a_tag_is_sought_in_tags_first(project: Project) -> None:
    project.change(ITEM, KICKER, "itme {{ itme }}")
    assert project.told().startswith(f"templates/mine/{ITEM}:2:19: 'itme' is undefined")


def test_an_empty_design_is_told(project: Project) -> None:
    project.file(ISSUE).write_text("", "utf-8")
    assert project.told() == "templates/mine/issue.mjml.j2:1:1: text where <mjml> was expected"


def test_a_column_is_right_behind_expressions_and_trimmed_space(project: Project) -> None:
    project.file(ITEM).write_bytes(
        "{# हिन्दी 👩‍💻 #}\r\n{% for n in [1, 2] -%}\r\n\r\n"
        "  <mj-text>{{ item.title }} हि {{ n }}</mj-text>  <mj-txt>{{ n }}</mj-txt>\r\n"
        "{% endfor %}\r\n".encode()
    )
    line = "     4 | <mj-text>{{ item.title }} हि {{ n }}</mj-text>  <mj-txt>{{ n }}</mj-txt>"
    told = project.told().split("\n")
    assert told[0].startswith("templates/mine/item.mjml.j2:4:51: unknown element <mj-txt>; did you")
    assert told[1:] == [line]


def test_a_place_is_right_behind_translated_words(project: Project) -> None:
    project.newsletter = replace(project.newsletter, language="de")
    project.change(
        ITEM,
        KICKER,
        "{{ _('Also worth your time') }} {{ _('Unsubscribe') }} <mj-x />",
    )
    assert project.told().startswith(f"templates/mine/{ITEM}:2:66: unknown element <mj-x>")


def test_a_place_is_right_behind_a_title_with_a_sign_for_private_use(project: Project) -> None:
    post = project.issue.items[0].post
    items = (Item(post, "The lead", ""), Item(post, "An \ue000 apple", ""))
    project.issue = replace(project.issue, sections=(Section(None, items),))
    project.change(ITEM, KICKER, "{{ item.title }}\n<mj-x />")
    assert project.told().startswith(f"templates/mine/{ITEM}:3:1: unknown element <mj-x>")


def test_a_post_that_a_design_cannot_stand_is_named(project: Project) -> None:
    post = project.issue.items[0].post
    items = [Item(post, f"Post {n}", "never -- ever" if n == 2 else "good") for n in (1, 2, 3)]
    project.issue = replace(project.issue, sections=(Section(None, tuple(items)),))
    project.change(ITEM, KICKER, "<!-- {{ item.title.text }}: {{ item.summary.text }} -->")
    told = project.told().split("\n")
    assert told[0] == "templates/mine/item.mjml.j2:2:11: '--' may not stand in a comment"
    assert told[2] == "       it comes from the post 'Post 2' of field-notes"


def test_a_fact_that_only_some_posts_have_is_told_with_one_that_has_not(project: Project) -> None:
    project.change(ITEM, KICKER, "{{ item.facts[0] }}")
    told = project.told().split("\n")
    assert (
        told[0]
        == "templates/mine/item.mjml.j2:2:11: there is no element 0 here: the list is shorter"
    )
    assert told[2] == "       it comes from the post 'The four evals that matter' of field-notes"
