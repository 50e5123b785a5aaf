"""Scripts that read forms and documents past what fields and images are called.

HTML lets a field named `parentNode` stand in place of its form's own property (and an image named
`body` in place of the document's) in every world of the page, and no property of that name can be
defined above it: DOM clobbering. Symbols are no names. So a script's `x.parentNode` is rewritten to
`x[m_parentNode]`, a symbol that gives a form's and a document's own property, and of all else what
its name gives. The page keeps its fields, and meets nothing of this: symbols are of our world.
"""

import re
from collections.abc import Iterable

NAMES = (
    *("activeElement", "addEventListener", "append", "appendChild", "assignedSlot", "attributes"),
    *("baseURI", "body", "childNodes", "children", "classList", "clientHeight", "clientWidth"),
    *(
        "clientLeft",
        "clientTop",
        "cloneNode",
        "closest",
        "compareDocumentPosition",
        "contains",
        "createElement",
    ),
    *("createRange", "createTextNode", "createTreeWalker", "defaultView", "doctype"),
    *("documentElement", "elementFromPoint", "elementsFromPoint", "evaluate", "firstChild"),
    *("fonts", "getAnimations", "hasFocus", "timeline"),
    *("getAttribute", "getBoundingClientRect", "getClientRects", "getElementById"),
    *("getElementsByName", "getElementsByTagName", "getRootNode", "hasAttribute"),
    *("hasAttributes", "head", "id", "implementation", "innerHTML", "innerText", "isConnected"),
    *("lang", "localName", "matches", "method", "name", "namespaceURI"),
    *("nextSibling", "nodeName", "nodeType", "nodeValue", "normalize", "offsetHeight"),
    *("offsetWidth", "onfocus", "outerHTML", "ownerDocument", "parentElement", "parentNode"),
    *("previousSibling", "querySelector", "querySelectorAll", "readyState", "rel"),
    *("removeChild", "removeEventListener", "replaceWith", "role", "scroll", "scrollHeight"),
    *("scrollLeft", "scrollTop", "scrollWidth", "setAttribute", "shadowRoot", "style"),
    *("styleSheets", "tagName", "target", "textContent", "title"),
)
"""Members that forms and documents have and that axe or a look of ours reads."""
FOREIGN = ("actualNode", "host", "props", "window")
"""Members of axe's own objects (and of shadow roots) by which it tells them from elements."""

# What is left open ends with its line or the script, so that nothing is read a second time.
OPEN = r"(?=\n)|\Z"
QUOTED = (
    rf'"(?:[^"\\\n]|\\[\s\S])*+(?:"|{OPEN}|\\)'
    rf"|'(?:[^'\\\n]|\\[\s\S])*+(?:'|{OPEN}|\\)"
    r"|`(?:[^`\\]|\\[\s\S])*+(?:`|\Z|\\)"
)
BEFORE = r"(?<=[(,=:?!&|;{}\[+])|(?<=[(,=:?!&|;{}\[+] )|(?<=return)|(?<=return )"
LETTERS = rf"\[(?:[^\]\\\n]|\\.)*+(?:\]|{OPEN}|\\)"
PATTERN = rf"(?:{BEFORE})/(?![*/ =])(?:[^/\\\n\[]|\\.|{LETTERS})++(?:/|{OPEN}|\\)"
COMMENT = r"/\*[\s\S]*?(?:\*/|\Z)|//[^\n]*"  # one left open ends the script
MEMBER = rf"(?<=[\w$)\]}}])(?P<maybe>\?)?\.(?P<name>{'|'.join(NAMES + FOREIGN)})(?![\w$])"
DELETED = r"\bdelete [\w$.]+"
TOKENS = re.compile(f"{QUOTED}|{COMMENT}|{PATTERN}|{DELETED}|{MEMBER}")


def unclobbered(script: str) -> str:
    """A script of ours whose members cannot be hidden by fields; `symbols` go before it.

    >>> unclobbered('e.parentNode.x = f?.id + ".id"; delete e.id')
    'e[m_parentNode].x = f?.[m_id] + ".id"; delete e.id'
    """

    def rewritten(token: re.Match[str]) -> str:
        if not token["name"]:
            return token[0]
        return f"{'?.' if token['maybe'] else ''}[m_{token['name']}]"

    return TOKENS.sub(rewritten, script)


def guarded(expression: str) -> str:
    """An expression of ours, rewritten, in our world of a document that knows the symbols.

    >>> guarded("e.id")
    '(() => { const m_id = Symbol.for("minna.id"); return e[m_id]; })()'
    """
    script = unclobbered(expression)
    used = [name for name in NAMES + FOREIGN if f"[m_{name}]" in script]
    return f"(() => {{ {symbols(used)} return {script}; }})()"


def symbols(names: Iterable[str] = NAMES + FOREIGN) -> str:
    """The symbols by their names, for the top of a script that has been rewritten."""
    named = ", ".join(f'm_{name} = Symbol.for("minna.{name}")' for name in names)
    return f"const {named};" if named else ""


def defined() -> str:
    """What the symbols give, defined once in our world of a document."""
    plain = ", ".join(
        f"get [m_{name}]() {{ return this.{name}; }}, "
        f"set [m_{name}](value) {{ this.{name} = value; }}"
        for name in NAMES + FOREIGN
    )
    return f"{symbols()}\n({DEFINE})({{{plain}}});"


DEFINE = """(byName) => {
  const known = Object.getOwnPropertyDescriptors(byName);
  for (const symbol of Object.getOwnPropertySymbols(known)) known[symbol].enumerable = false;
  Object.defineProperties(Object.prototype, known);
  for (const kind of [HTMLFormElement, Document]) {
    for (const symbol of Object.getOwnPropertySymbols(known)) {
      const name = Symbol.keyFor(symbol).slice('minna.'.length);
      let holder = kind.prototype;
      while (holder && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
      const own = holder && Object.getOwnPropertyDescriptor(holder, name);
      Object.defineProperty(kind.prototype, symbol, own || {value: undefined, writable: true});
    }
  }
}"""
