"""SVG and XML as pages: XHTML with errors, XSLT, entities that grow, pictures as home pages."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import TEXT, answer

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja" lang="ja"><head><title>町</title></head><body><h1>町</h1><p>{}</p></body></html>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<text y="5">町</text></svg>'
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
LAUGHS = (
    "<!DOCTYPE html ["
    + '<!ENTITY l0 "は">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE html [<!ENTITY a "{"は" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:1/">]>'
LOOP = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><html><body><h1>町</h1><xsl:call-template name="a"/></body></html></xsl:template>
<xsl:template name="a"><p>町</p><xsl:call-template name="a"/></xsl:template></xsl:stylesheet>"""
STYLED = (
    DECLARATION
    + '<?xml-stylesheet type="text/xsl" href="#s"?><!DOCTYPE r [<!ATTLIST xsl:stylesheet id ID #REQUIRED>]><r>'
    + LOOP.replace("<xsl:stylesheet ", '<xsl:stylesheet id="s" ')
    + "</r>"
)
XHTML_TYPE, XML, PICTURE = "application/xhtml+xml", "application/xml", "image/svg+xml"
WELL_FORMED = {"xhtml": answer(DECLARATION + XHTML.format(TEXT), kind=XHTML_TYPE)}
ANSWERS = {
    "xhtml with errors": answer(DECLARATION + XHTML.format(f"{TEXT}<br>&nbsp;"), kind=XHTML_TYPE),
    "laughs": answer(LAUGHS + XHTML.format("&l9;"), kind=XHTML_TYPE),
    "laughs as html": answer(LAUGHS + XHTML.format(f"&l9;{TEXT}")),
    "laughs as xml": answer(LAUGHS + XHTML.format("&l9;"), kind=XML),
    "quadratic": answer(QUADRATIC + XHTML.format("&a;" * 20_000), kind=XHTML_TYPE),
    "outside entities": answer(OUTSIDE + XHTML.format("&a;&b;"), kind=XHTML_TYPE),
    "svg": answer(SVG.format("<title>町</title>"), kind=PICTURE),
    "svg that moves": answer(SVG.format("<script>location.href = '/'</script>"), kind=PICTURE),
    "svg that never ends": answer(SVG.format("<script>for (;;);</script>"), kind=PICTURE),
    "xml": answer(DECLARATION + "<r><a>町</a></r>", kind=XML),
    "text xml": answer(DECLARATION + XHTML.format(TEXT), kind="text/xml"),
    "xslt without end": answer(STYLED, kind=XML),
    "deep": answer(DECLARATION + "<a>" * 100_000, kind=XML),
    "deep html": answer(XHTML.format("<b>" * 100_000 + TEXT)),
    "feed": answer(
        DECLARATION + "<rss><channel><title>町</title></channel></rss>", kind="application/rss+xml"
    ),
}
FAILED = ("not_html", "load_failed", "timeout", "crashed")
KINDS = {
    **as_homes(WELL_FORMED | ANSWERS, frame=("ok", "not_html", "empty"), home=("ok", *FAILED)),
    **for_browsers(WELL_FORMED, ("ok",), quick=True),
    **for_browsers(ANSWERS, ("ok", *FAILED)),
}
