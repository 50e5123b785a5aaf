"""Prototypes overwritten, names clobbered, proxies and errors that throw or never end when read."""

from tests.hostile.planted import EITHER, SEEN, faulty, script, slow

OVERWRITTEN = """
for (const kind of [Array, Object, String, Function, Map, Set, Promise, JSON, Math, Date, Symbol, Reflect,
    Element, Node, Document, Window, EventTarget, HTMLElement, NodeList, CSSStyleDeclaration, Event]) {
  for (const held of [kind, kind.prototype]) {
    for (const name of held ? Object.getOwnPropertyNames(held) : []) {
      if (name === 'constructor' || name === 'prototype') continue;
      try { Object.defineProperty(held, name, {get() { throw held; }, set() { throw held; }}); } catch { }
    }
  }
}
"""
READ = (
    "for (const name of ['toJSON', 'then', 'get', 'value', 'objectId', 'description', 'subtype'])"
    "Object.defineProperty(Object.prototype, name, {__proto__: null, get() { for (;;); }});"
)
ERRORS = """
const proxy = new Proxy(function () {}, {get() { throw proxy; }, has() { throw proxy; },
  ownKeys() { for (;;); }, getPrototypeOf() { throw proxy; }});
const odd = {toString() { for (;;); }, [Symbol.toPrimitive]() { throw proxy; }, get message() { for (;;); },
  get stack() { for (;;); }};
const error = new Error('x');
Object.defineProperty(error, 'stack', {get() { for (;;); }});
Object.defineProperty(error, 'name', {value: proxy});
for (const thrown of [proxy, odd, error, undefined, null, Object.create(null), Symbol('x'), 1n, NaN, [odd]]) {
  setInterval(() => { throw thrown; }, 50);
  setInterval(() => Promise.reject(thrown), 50);
  setInterval(() => console.log(thrown), 50);
}
"""
NAMES = (
    "<img name='title'><img name='title'><img name='contentType'><form name='body'></form>"
    "<form name='documentElement'><input name='title'></form><form name='defaultView'></form>"
)
FRAMES = "".join(
    f"<iframe title='x' name='{name}' srcdoc='x'></iframe>"
    for name in (
        "title",
        "title",
        "JSON",
        "Promise",
        "document",
        "location",
        "performance",
        "axe",
        "screen",
    )
)
DOCUMENT = (
    "for (const name of ['title', 'contentType', 'body', 'documentElement'])"
    "Object.defineProperty(document, name, {get() { for (;;); }});"
)
ELEMENTS = (
    "customElements.define('x-a', class extends HTMLElement { static observedAttributes = ['class', "
    "'style', 'id', 'tabindex']; attributeChangedCallback() { for (;;); } });"
)

KINDS = {
    "scripts": faulty(
        {
            "prototypes": (script(OVERWRITTEN), SEEN),
            "read": (script(READ), SEEN),
            "errors": (script(ERRORS), SEEN),
            "debugger": (script("setInterval(() => { debugger; }, 10);"), SEEN),
        }
    ),
    "names": slow(
        {
            "names": (NAMES, SEEN),
            "frames": (FRAMES, SEEN),
            "document": (script(DOCUMENT), SEEN),
            "title": (script("document.title = '町'.repeat(2e7);"), SEEN),
            "elements": ("<x-a>町</x-a>" + script(ELEMENTS), EITHER),
        }
    ),
}
