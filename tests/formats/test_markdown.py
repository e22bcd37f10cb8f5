import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import check_places

from glossary.formats import markdown


def text(source):
    return markdown.read(source).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One #\nTwo\n\nThree\n===\n", "One\n\nTwo\n\nThree"),
        ("* a\n* b\n\n  c\n1. d\n", "a\n\nb\n\nc\n\nd"),
        ("> a\nlazy\n> - b\n>\n> c", "a lazy\n\nb\n\nc"),
        ("| a | b |\n|---|---|\n| c \\| d | **e** |\n", "a\n\nb\n\nc | d\n\ne"),
        ("human\n   control", "human control"),
        ("人类\n控制", "人类控制"),
        ("人类（\nAI\n）", "人类（ AI ）"),
        ("他说\n“是”\n。", "他说“是”。"),
        ("a  \nb\\\nc<br>d", "a\nb\nc\nd"),
        ("*con***trol** _x_ ~~y~~ a*b* ** c", "control x y ab ** c"),
        ("<b>auto</b>nomous <!-- no --> <span hidden>no</span>", "autonomous"),
        ("[text *of*](http://no.no 'no') [ref][r] <http://no.no>\n\n[r]: http://no.no", "text of ref"),
        ("a![no](no.png)b", "ab"),
        ("a `no` b ``n`o`` c，字 `no` 字", "a b c，字字"),
        ("```\nno\n```\n\n    no\n\n~~~ python\nno\n~~~\nyes", "yes"),
        ("AT&amp;T &lt;x&gt; \\*a\\* &#20154; & &nope;", "AT&T <x> *a* 人 & &nope;"),
        (
            "see[^1]. And[^b].\n\n[^1]: one\n    more\n\n    two\n[^b]: three\n\nend",
            "see. And.\n\none more\n\ntwo\n\nthree\n\nend",
        ),
        ("[^1]: word\n\nmark[^1]", "word\n\nmark"),
        ("---\ntitle: no\n---\nyes", "yes"),
        ("+++\ntitle = 'no'\n+++\nyes", "yes"),
        ("---\n\nyes\n\n---\n\nyes", "yes\n\nyes"),
        ("<div>\nyes\n<script>no</script>\n</div>\n\nyes", "yes\n\nyes"),
        ("<div hidden>\n\nno\n\n</div>\n\nyes", "yes"),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>", "漢字"),
        ("costs $5 and $6; $a_b*c_d*$ is", "costs $5 and $6; $a_b*c_d*$ is"),
        ("so\n\n$$\na\n=\nb\n$$\n\nit", "so\n\n$$ a = b $$\n\nit"),
    ],
)
def test_what_a_person_reads_is_the_text(source, expected):
    assert text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 标题\n:label:`sec_x`\n\n见:numref:`fig_x`和 :cite:`A.B`。", "标题\n\n见和。"),
        ("![x](y.svg)\n:width:`400px`\n:label:`fig`\nyes", "yes"),
        (":begin_tab:`mxnet`\nyes\n:end_tab:", "yes"),
        ("{ref}`no <no>` {term}`robot arm <robot>` {abbr}`AI (no)`", "robot arm AI"),
        ("(target)=\n# yes", "yes"),
        ("```{note} Title\n:class: no\n\nyes\n```", "Title\n\nyes"),
        ("````{warning}\n```{tip}\ninner\n```\n````", "inner"),
        ("```{code-cell} ipython3\nno\n```\n```{.python .input}\nno\n```", ""),
        (":::{note} Title\nyes\n:::\n::: warning\nyes\n:::", "Title\n\nyes\n\nyes"),
        ('!!! note "Title"\n    yes\n\n    *yes*\n\nafter', "Title\n\nyes\n\nyes\n\nafter"),
        ('=== "Tab"\n    yes', "Tab\n\nyes"),
    ],
)
def test_what_book_builders_add_is_no_text_but_its_content_is(source, expected):
    assert text(source) == expected


def test_every_character_leads_back_to_where_it_stands():
    source = (
        "---\nx: y\n---\r\n# *Human* control ##\n\n> 1. a **wra\n>    pped** [line](x)\n>\n> | c \\| d | c |\n"
        "> |---|---|\n> | d | c |\n\n* <b>x</b>\n\n  <p>\n  in <i>html</i></p>\n\n```{note} Box\nbo*x*ed\n```\n"
        '\n- \ttab\n\n[^1]: foot\n    note\n\n!!! tip "Note"\n    in\n    box\n'
    )
    extract = markdown.read(source)
    assert extract.text.split() == (
        "Human control a wra pped line c | d c d c x in html Box boxed tab foot note Note in box".split()
    )
    escaped = source.index("\\|")
    for offset, character in enumerate(extract.text):
        place = extract.place(offset)
        assert character.isspace() or source[place] == character or place == escaped
    assert extract.place(extract.text.rindex("c\n\nd")) == source.index("| c |\n") + 2  # the second cell, not the first


def test_a_span_goes_from_its_first_to_its_last_character():
    source = "an **auto**nomous &amp; [safe](x) thing"
    extract = markdown.read(source)
    for words, written in (("autonomous", "auto**nomous"), ("&", "&amp;"), ("safe thing", "safe](x) thing")):
        start = extract.text.index(words)
        a, b = extract.span((start, start + len(words)))
        assert source[a:b] == written


_PARTS = st.sampled_from(
    "a 字 * ** _ ` ``` ~~ [ ] ( ) [x](y) ![ <b> </b> <br> <div> </div> <!-- --> &amp; & \\ $ $$ # - > 1. | : ::: "
    "{note} {ref}`x` :label:`x` [^1] [^1]: !!! === --- +++ \" ' <script> </script> <rt>".split()
) | st.sampled_from([" ", "\n", "\n\n", "\t", "    ", "|---|---|\n", "\r\n", "\u3000", "\xa0", "\0"])


@given(st.lists(_PARTS, max_size=40).map("".join))
def test_whatever_is_read_the_places_are_in_order_and_inside(source):
    check_places(markdown.read(source), source)


@given(
    st.lists(st.sampled_from(["robot", "arms", "控制", "人类"]), min_size=1), st.sampled_from(["", "> ", "* ", "1. "])
)
def test_wrapped_words_are_one_paragraph_wherever_they_stand(words, before):
    indent = " " * len(before) if before != "> " else before
    source = before + f"\n{indent}".join(words)
    assert text(source).replace(" ", "") == "".join(words)
    assert "\n" not in text(source)
