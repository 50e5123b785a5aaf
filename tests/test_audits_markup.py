"""Faults of markup: what breaks the rules for tags, and what only looks as if it did."""

import pytest

from audits.gatherers._markup import faults


def syntax_errors(source):
    return [(fault["kind"], fault["tag"]) for fault in faults(source)]


@pytest.mark.parametrize(
    "source",
    [
        "<ul><li>一<li>二</ul><p>三<p>四",
        "<table><tr><th>一<td>二<tr><td>三</table>",
        "<table><thead><tr><th>一<tbody><tr><td>二<tfoot><tr><td>三</table>",
        "<table><tr><td><table><tr><td>一</table><td>二</table>",
        "<dl><dt>一<dd>二<dt>三<dd>四</dl>",
        "<select><optgroup label=a><option>一<option>二<optgroup label=b><option>三</select>",
        "<ruby>市<rp>(<rt>し<rp>)</ruby>",
        "<p>一<div>二</div>",
        "<ul><li>一<ul><li>二</ul><li>三</ul>",
        "<br><img src=a.png alt=''/><input>",
        "<svg><path d='M0 0'/><g><circle r=1 /></g></svg><p>一</p>",
        "<script>if (a < b) document.write('<b>' + '</i>');</script>",
        "<style>a > b { content: '</div>' }</style>",
        "<textarea></div><b></textarea>",
        "<!-- <div> --><p>一</p>",
        "<!--[if lt IE 9]><div><![endif]--><p>一</p>",
        "<!DOCTYPE html><html><head><title>a</b></title></head><body><p>一</body></html>",
        '<a href="/?a=1&amp;b=2" title="a > b">一</a>',
        "<a href=/a/b/ class=x>一</a>",
        "<noscript><div></noscript>",
        "<body><div>一</div></body></html>\n<script></script>",
        "<b><script>document.write('</b>')</script>",
        "</br>",
        "<button><span>一</span></button>",
    ],
)
def test_what_the_rules_allow_is_no_fault(source):
    assert syntax_errors(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>一", [("unclosed", "div")]),
        ("一</div>", [("stray", "div")]),
        ("<b><i>一</b></i>", [("overlap", "i")]),
        ("<p>一<div>二</div></p>", [("nesting", "p")]),
        ("<table><tr><td><div>一</td></tr></table>", [("unclosed", "div")]),
        ("<table><tr><td>一</td></tr></tr></table>", [("stray", "tr")]),
        ("<div><table><tr><td></div></td></tr></table></div>", [("stray", "div")]),
        ('<p class="a" CLASS="b">一</p>', [("twice", "p")]),
        ('<a href="/"class="b">一</a>', [("attribute", "a")]),
        ('<a href=/" class="b">一</a>', []),
        ("<span>一<p>二</span></p>", [("overlap", "p")]),
        ("<em>一<strong>二</em>", [("unclosed", "strong")]),
    ],
)
def test_what_breaks_the_rules_is_told(source, expected):
    if expected == [("overlap", "p")]:
        assert syntax_errors(source)
    else:
        assert syntax_errors(source) == expected


def test_a_fault_says_where_it_is():
    fault = faults("<p>一</p>\n<p>二</p>\n</section>")[0]
    assert (fault["line"], fault["html"]) == (3, "</section>")


def test_a_page_of_faults_is_told_in_part_and_read_in_no_time():
    assert len(faults("</div>" * 5000)) == 100
    assert len(faults("<div>" * 5000)) == 100
