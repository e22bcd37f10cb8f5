import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import check_places

from glossary.errors import InputError
from glossary.formats import htmltext


def text(source):
    return htmltext.read(source).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>no</title><style>no</style></head><p>yes",
            "yes",
        ),
        ("<h1>One</h1>two<p>three<ul><li>four<li>five</ul>", "One\n\ntwo\n\nthree\n\nfour\n\nfive"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "a\n\nb\n\nc"),
        ("<p>human\n  <em>con</em>trol</p>", "human control"),
        ("<p>人类\n 控制 AI</p>", "人类控制 AI"),
        ("a<br>b<br/>\n<br>c", "a\nb\n\nc"),
        ("<p>　　段首</p><p>&nbsp;&nbsp;x</p>", "段首\n\nx"),
        ("AT&T &amp; &lt;b&gt; &#x4eba;&#20154; &copy 1&nbsp;2 &bogus; AT&T", "AT&T & <b> 人人 © 1\xa02 &bogus; AT&T"),
        ("a<script>if (a < b) { '<p>no' }</script>b<!-- no --><noscript>no</noscript>", "ab"),
        (
            "<p hidden>no<p>yes<div style='color: red; display : none'>no<div>no</div></div><i aria-hidden=true>no</i>",
            "yes",
        ),
        ("<ul><li hidden>no<li>yes<li hidden>no</ul>yes", "yes\n\nyes"),
        ("<input hidden>yes<img alt=no hidden>yes", "yesyes"),
        ("<ruby>漢<rt>hàn<rt>no</ruby>字<ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby>", "漢字字"),
        ("a<sup><a href='#n1'>1</a></sup> b<a class='x footnote-ref' href=y>2</a> x<sup>2</sup>", "a b x2"),
        ("<h2>yes<a class=headerlink href=#x>¶</a></h2><a href=y>yes</a>", "yes\n\nyes"),
        ("<pre>no</pre>a <code>no</code> b <kbd>Enter</kbd>", "a b Enter"),
        (
            "<svg><title>no</title><text>no</text></svg><math><mi>no</mi></math><nav>no</nav><select><option>no</select>x",
            "x",
        ),
        ("<div><button>no<div>no</div></button>yes</div><video>no</video>", "yes"),
        ("<rt>no</p>yes</rt>", "yes"),
    ],
)
def test_what_a_person_reads_is_the_text(source, expected):
    assert text(source) == expected


def test_every_character_leads_back_to_where_it_stands():
    source = "<html>\r\n<body>\n <p>Auto<b>no</b>mous &amp;\n  weapons<br>\n<li>人类\n控制&nbsp;x</li>"
    extract = htmltext.read(source)
    assert extract.text == "Autonomous & weapons\n\n人类控制\xa0x"
    for offset, character in enumerate(extract.text):
        assert character.isspace() or source[extract.place(offset)] == character
    start = extract.text.index("&")
    assert extract.span((start, start + 1)) == (source.index("&"), source.index("&") + 5)


PAGE = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>人工智能安全'


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf_8(declared, codec):
    page = PAGE.format(declared)
    if codec == "big5":
        page = page.replace("人工智能安全", "人工智慧")
    assert htmltext.decode(page.encode(codec), "page.html") == page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("人".encode("gbk"), "not UTF-8: byte 0xc8"),
        ('<meta charset="utf-8">人'.encode("gbk"), "not UTF-8: byte 0xc8"),
        (b'<meta charset="klingon">\xff', "says that it is in klingon, and is not"),
        ("人".encode("utf-16"), "is UTF-16"),
    ],
)
def test_a_page_in_an_unknown_encoding_is_refused(data, message):
    with pytest.raises(InputError, match=message):
        htmltext.decode(data, "page.html")


_PARTS = st.sampled_from(
    "a|字|<|>|&|&amp;|&#20154;|&#0;|&x|<p>|</p>|<br>|<div hidden>|</div>|<b>|</b>|<ul>|<li>|</ul>|<rt>|<ruby>|</ruby>|"
    "<script>|</script>|<!-- -->|<!|<?|]]>|<sup>|<a href=#x>|</a>|<td>|<pre>|</pre>| |\n|\r\n|\u3000".split("|")
)


@given(st.lists(_PARTS, max_size=40).map("".join))
def test_whatever_is_read_the_places_are_in_order_and_inside(source):
    check_places(htmltext.read(source), source)
