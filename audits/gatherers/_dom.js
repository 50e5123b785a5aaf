import {cut, decoded, plain, remembered} from './_values.js';

// What page scripts share of reading a page. It reads and never writes.
//
// A form with a field named "id" or "parentNode" hides its own properties behind that field, and an
// image named "body" hides document.body: so everything is read through the prototypes' getters.

/**
 * @template {object} T
 * @template {keyof T} K
 * @param {{prototype: T}} kind
 * @param {K} name
 * @returns {(node: Node) => T[K]} of a node of that kind
 */
export const getter = (kind, name) => {
  const read = Object.getOwnPropertyDescriptor(kind.prototype, name).get;
  return (node) => read.call(node);
};
// What HTML elements can do, those of SVG and MathML can as well, each kind by a method of its own.
const KINDS = {'http://www.w3.org/2000/svg': SVGElement, 'http://www.w3.org/1998/Math/MathML': MathMLElement};
const namespaceOf = getter(Element, 'namespaceURI');
const fitting = (kind, node) => kind === HTMLElement ? KINDS[namespaceOf(node)] || kind : kind;
/**
 * @template {object} T
 * @param {{prototype: T}} kind
 * @param {keyof T} name
 * @returns {(node: EventTarget, ...given: any[]) => any}
 */
export const method = (kind, name) => (node, ...given) => fitting(kind, node).prototype[name].call(node, ...given);

// Whether the page has shadow roots, open or closed: then its elements are those of all its trees,
// each tree in the place of its host and before what stands in the host by itself.
const hasTrees = Boolean(globalThis[Symbol.for('minna.shadows')]);
const shadowRootOf = getter(Element, 'shadowRoot');
/** @type {(node: Node) => NodeListOf<any>} */
export const childrenOf = getter(Node, 'childNodes');
/** @type {(node: Node) => Node} */
const treeOf = method(Node, 'getRootNode');
/**
 * @param {Node} tree
 * @returns {Element | null}
 */
const hostOfTree = (tree) => tree instanceof ShadowRoot ? getter(ShadowRoot, 'host')(tree) : null;
/**
 * @param {Node} node
 * @returns {Iterable<Node>}
 */
const innerOf = (node) => {
  const shadow = node.nodeType === 1 ? shadowRootOf(node) : null;
  return shadow ? [...childrenOf(shadow), ...childrenOf(node)] : childrenOf(node);
};
/**
 * What is drawn in a node: of a host its tree, of a slot what is put there.
 *
 * @param {Node} node
 * @returns {Iterable<Node>}
 */
export const drawnIn = (node) => {
  const shadow = hasTrees && node.nodeType === 1 ? shadowRootOf(node) : null;
  if (shadow) return childrenOf(shadow);
  const given = hasTrees && node instanceof HTMLSlotElement ? HTMLSlotElement.prototype.assignedNodes.call(node) : [];
  return given.length ? given : childrenOf(node);
};
/**
 * @param {Node} top
 * @param {number} shown
 * @param {((node: any) => number) | null} test
 */
const nodesIn = (top, shown, test) => {
  const found = [];
  const read = (node) => {
    for (const child of innerOf(node)) {
      const asked = shown & (1 << (child.nodeType - 1));
      const verdict = !asked ? NodeFilter.FILTER_SKIP : test ? test(child) : NodeFilter.FILTER_ACCEPT;
      if (verdict === NodeFilter.FILTER_ACCEPT) found.push(child);
      if (verdict !== NodeFilter.FILTER_REJECT) read(child);
    }
  };
  read(top);
  return {found, places: new Map(found.map((node, at) => [node, at]))};
};
const listed = new Map();
/** @param {number} shown */
function walkerInto(top, shown = NodeFilter.SHOW_ALL, test = null) {
  const known = listed.get(top);
  const nodes = !test && known && known.shown === shown ? known : {shown, ...nodesIn(top, shown, test)};
  if (!test) listed.set(top, nodes);
  return {
    currentNode: top,
    step(by) {
      const at = nodes.places.has(this.currentNode) ? nodes.places.get(this.currentNode) : -1;
      const node = nodes.found[at + by] || null;
      this.currentNode = node || this.currentNode;
      return node;
    },
    nextNode() { return this.step(1); },
    previousNode() { return this.step(-1); },
  };
}

/**
 * What goes through the nodes of a part, in the trees of its shadow roots as well.
 *
 * @param {Node} top
 * @param {number} shown NodeFilter.SHOW_…
 * @param {((node: any) => number) | null} test NodeFilter.FILTER_… of a node
 * @returns {{currentNode: any, nextNode(): any, previousNode(): any}}
 */
export const walkerIn = (top, shown, test = null) => hasTrees ? walkerInto(top, shown, test) :
  method(Document, 'createTreeWalker')(document, top, shown, test);
/**
 * @param {Node} top
 * @param {number} shown
 * @param {number} most
 * @returns {Generator<any>}
 */
function* nodesOf(top, shown, most) {
  const walker = walkerIn(top, shown);
  for (let seen = 0; seen < most && walker.nextNode(); seen += 1) yield walker.currentNode;
}
/**
 * The texts of a part in the order of the document.
 * @param {Node} top
 * @returns {Generator<Text>}
 */
export const textNodes = (top = body, most = Infinity) => nodesOf(top, NodeFilter.SHOW_TEXT, most);
/**
 * @param {Node} top
 * @returns {Generator<any>}
 */
export const textsAndElements = (top = body, most = Infinity) =>
  nodesOf(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, most);
/**
 * The first texts of a part that are more than white space.
 *
 * @param {Node} top
 * @param {number} most
 * @returns {Text[]}
 */
export const textsIn = (top, most) => {
  const found = [];
  for (const node of textNodes(top)) {
    if (node.data.trim()) found.push(node);
    if (found.length >= most) break;
  }
  return found;
};
/**
 * The boxes of a text, one for each of its lines or parts of lines.
 *
 * @param {Node} node
 * @returns {Range}
 */
const rangeOf = (node) => {
  const range = method(Document, 'createRange')(document);
  range.selectNodeContents(node);
  return range;
};
/**
 * The boxes of a text, one for each of its lines or parts of lines.
 * @param {Node} node
 */
export const rectsOf = (node) => [...rangeOf(node).getClientRects()];
/**
 * The box of all that stands in a node.
 * @param {Node} node
 */
export const textBoxOf = (node) => rangeOf(node).getBoundingClientRect();

const parentElementOf = getter(Node, 'parentElement');
const parentNodeOf = getter(Node, 'parentNode');
/**
 * The element around a node: of what stands in a shadow tree by itself, its host.
 * @param {Node} node
 * @returns {Element | null}
 */
export const parentOf = (node) => parentElementOf(node) || (hasTrees ? hostOfTree(parentNodeOf(node)) : null);
export const textOf = getter(Node, 'textContent');
const containsInTree = method(Node, 'contains');
/**
 * @param {Node} node
 * @param {Node} other
 */
export const contains = (node, other) => {
  for (let inner = other; inner; inner = hasTrees ? hostOfTree(treeOf(inner)) : null) {
    if (containsInTree(node, inner)) return true;
  }
  return false;
};
export const tagOf = getter(Element, 'localName');
/** @type {(node: Node) => any} */
export const previousNodeOf = getter(Node, 'previousSibling');
/** @type {(node: Node) => any} */
export const nextNodeOf = getter(Node, 'nextSibling');
export const previousOf = getter(Element, 'previousElementSibling');
export const nextOf = getter(Element, 'nextElementSibling');
export const childElementsOf = getter(Element, 'children');
export const attributesOf = getter(Element, 'attributes');
export const htmlOf = getter(Element, 'innerHTML');
export const scrollWidthOf = getter(Element, 'scrollWidth');
export const scrollHeightOf = getter(Element, 'scrollHeight');
export const clientWidthOf = getter(Element, 'clientWidth');
export const clientHeightOf = getter(Element, 'clientHeight');
export const innerTextOf = getter(HTMLElement, 'innerText');
/** @type {(element: Element, name: string) => string | null} */
export const attributeOf = method(Element, 'getAttribute');
/** @type {(element: Element, selector: string) => boolean} */
export const matches = method(Element, 'matches');
/** @type {(element: Element) => DOMRect} */
export const boxOf = method(Element, 'getBoundingClientRect');
const closestInTree = method(Element, 'closest');
/**
 * @param {Element} element
 * @param {string} selector
 * @returns {Element | null}
 */
export const closest = (element, selector) => {
  for (let inner = element; inner; inner = hasTrees ? hostOfTree(treeOf(inner)) : null) {
    const found = closestInTree(inner, selector);
    if (found) return found;
  }
  return null;
};
/**
 * @param {Element} element
 * @returns {boolean}
 */
export const isShown = (element) =>
  method(Element, 'checkVisibility')(element, {visibilityProperty: true});
/**
 * @param {Node} tree
 * @param {string} selector
 * @returns {any[]}
 */
export const findInTree = (tree, selector) => [...method(
  tree instanceof ShadowRoot ? DocumentFragment : Document, 'querySelectorAll')(tree, selector)];
// Every shadow root of the page, and the place of each element among those of all trees.
const trees = [];
const placeInAll = new Map();
if (hasTrees) {
  for (const walker = walkerInto(document, NodeFilter.SHOW_ELEMENT); walker.nextNode();) {
    placeInAll.set(walker.currentNode, placeInAll.size);
    const shadow = shadowRootOf(walker.currentNode);
    if (shadow) trees.push(shadow);
  }
}
/**
 * Elements of the page, in all its trees.
 * @param {string} selector
 * @returns {any[]}
 */
export const find = (selector) => {
  const found = findInTree(document, selector);
  if (!trees.length) return found;
  return found.concat(trees.flatMap((shadow) => findInTree(shadow, selector)))
    .sort((one, other) => placeInAll.get(one) - placeInAll.get(other));
};
/**
 * What an id means to an element: ids are names within one tree.
 *
 * @param {Element} element
 * @param {string} id
 * @returns {Element | undefined}
 */
export const withId = (element, id) => {
  const tree = treeOf(element);
  return findInTree(hostOfTree(tree) ? tree : document, '#' + CSS.escape(id))[0];
};
// The labels that a field has in its own tree, around it or by its id.
/** @type {Record<string, {prototype: {labels: NodeListOf<HTMLLabelElement>}}>} */
const LABELABLE = {
  button: HTMLButtonElement, input: HTMLInputElement, meter: HTMLMeterElement, output: HTMLOutputElement,
  progress: HTMLProgressElement, select: HTMLSelectElement, textarea: HTMLTextAreaElement,
};
/**
 * @param {Element} field
 * @returns {Element[]}
 */
export const labelsOf = (field) => {
  const kind = LABELABLE[tagOf(field)];
  return kind && field instanceof /** @type {any} */ (kind) ? [...getter(kind, 'labels')(field) || []] : [];
};
/**
 * Elements within an element, in the trees of its shadow roots as well.
 * @param {Element} element
 * @param {string} selector
 * @returns {any[]}
 */
export const findIn = (element, selector) => {
  const holdsTrees = trees.some((shadow) => contains(element, hostOfTree(shadow)));
  if (holdsTrees) return find(selector).filter((each) => each !== element && contains(element, each));
  return [...method(Element, 'querySelectorAll')(element, selector)];
};
/** @type {Element} */
export const root = getter(Document, 'documentElement')(document);
export const body = getter(Document, 'body')(document) || root;

const SNIPPET = 300;    // characters of one piece of markup

// Shown to the eye and not kept from a screen reader.
export const isVisible = remembered((/** @type {Element} */ element) =>
  isShown(element) && !closest(element, '[aria-hidden="true"]'));

// The language in force, as its nearest lang attribute says.
export const langOf = remembered((/** @type {Element} */ element) => {
  const holder = closest(element, '[lang]');
  return holder ? attributeOf(holder, 'lang').trim() : '';
});

// Of each child its place among those of its kind, and whether it is the only one; counted once for
// a parent, as lists of thousands would be counted over and over.
const places = remembered((/** @type {any} */ parent) => {
  const of = new Map();
  const found = new Map();
  /** @type {{prototype: ParentNode}} */
  const kind = parent instanceof ShadowRoot ? DocumentFragment : Element;
  for (let e = getter(kind, 'firstElementChild')(parent); e; e = nextOf(e)) {
    const kin = of.get(tagOf(e)) || of.set(tagOf(e), []).get(tagOf(e));
    kin.push(e);
  }
  for (const kin of of.values()) {
    kin.forEach((e, at) => found.set(e, {place: at + 1, alone: kin.length === 1}));
  }
  return found;
});

/** @param {Element} element */
const placeNow = (element) => {
  let place = 1;
  for (let e = previousOf(element); e; e = previousOf(e)) if (tagOf(e) === tagOf(element)) place += 1;
  return place;
};

/**
 * A short selector that finds just this element: from the nearest unique id downwards, and from the
 * host of the shadow tree that it stands in.
 *
 * @type {(element: Element) => string}
 */
export const selector = remembered((element) => {
  const id = attributeOf(element, 'id');
  const tree = treeOf(element);
  const before = hostOfTree(tree) ? selector(hostOfTree(tree)) + ' >>> ' : '';
  if (id && id.length < 60) {
    const scope = before ? tree : document;
    if (findInTree(scope, '#' + CSS.escape(id)).length === 1) return before + '#' + CSS.escape(id);
  }
  const tag = CSS.escape(tagOf(element));
  const parent = parentElementOf(element) || (before ? tree : null);
  if (!parent || element === body) return before + tag;
  // A child may have come after its parent's were counted.
  const {place, alone} = places(parent).get(element) || {place: placeNow(element), alone: false};
  const own = tag + (alone ? '' : `:nth-of-type(${place})`);
  return parent === tree ? before + own : selector(/** @type {Element} */ (parent)) + ' > ' + own;
});

const VOID = ['area', 'br', 'hr', 'img', 'input'];

/**
 * The element's markup: whole when it is short, else its opening tag and the beginning of its text.
 *
 * @param {Element} element
 */
export const snippet = (element) => {
  let tag = '<' + tagOf(element);
  for (const {name, value} of attributesOf(element)) {
    tag += ` ${name}="${value.length > 80 ? cut(value, 77) + '…' : value}"`;
  }
  tag = cut(tag, SNIPPET - 1) + '>';
  const text = textOf(element);
  const inner = text.length < SNIPPET ? htmlOf(element).replace(/\s*\n\s*/g, ' ').trim() : plain(text);
  const whole = tag + inner + (VOID.includes(tagOf(element)) ? '' : `</${tagOf(element)}>`);
  return whole.length <= SNIPPET ? whole : cut(whole, SNIPPET - 1) + '…';
};

/**
 * What a screen reader would call a link or an image, near enough: labels, then text with the
 * alternatives of images, then the title.
 *
 * @param {any} node
 * @returns {string}
 */
export const contentName = (node) => {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1) return '';
  if (closest(node, '[aria-hidden="true"], script, style, template') || !isShown(node)) return '';
  const label = attributeOf(node, 'aria-label');
  if (label && label.trim()) return label;
  if (tagOf(node) === 'img') return attributeOf(node, 'alt') || '';
  if (tagOf(node) === 'br') return ' ';
  let name = '';
  for (const child of innerOf(node)) name += contentName(child);
  return name;
};
/**
 * What a fragment of an address names: an id, or an anchor of the old kind; null if nothing.
 *
 * @param {string} fragment
 * @returns {Element | null}
 */
export const placeNamed = (fragment) => {
  const name = decoded(fragment);
  return name ? find('#' + CSS.escape(name))[0] || find(`a[name="${CSS.escape(name)}"]`)[0] || null : null;
};

/**
 * The elements that attributes of an element name by their ids.
 *
 * @param {Element} element
 * @param {...string} names
 * @returns {Element[]}
 */
export const referenced = (element, ...names) => names
  .flatMap((name) => (attributeOf(element, name) || '').split(/\s+/).filter(Boolean))
  .map((id) => withId(element, id)).filter(Boolean);
/** @param {Element} element */
export const labelledBy = (element) => plain(referenced(element, 'aria-labelledby').map(textOf).join(' '));
/** @param {Element} element */
export const nameOf = (element) => {
  return labelledBy(element) || plain(contentName(element)) || plain(attributeOf(element, 'title'));
};

// The running text around an element.
const AROUND = 'p, li, td, th, dd, dt, figcaption, blockquote, address, h1, h2, h3, h4, h5, h6, div';
export const beginning = remembered((/** @type {Element} */ holder) => plain(textOf(holder)).slice(0, 200));
/** @param {Element} element */
export const around = (element) => {
  const parent = parentOf(element);
  const holder = parent && closest(parent, AROUND);
  return holder ? beginning(holder) : '';
};

/**
 * Drawn, and not transparent.
 *
 * @param {Element} element
 * @returns {boolean}
 */
export const isRendered = (element) =>
  method(Element, 'checkVisibility')(element, {visibilityProperty: true, opacityProperty: true});

/**
 * Seen by the eye: drawn, and neither shrunk to a dot nor pushed off the page.
 *
 * @type {(element: Element) => boolean}
 */
export const isSeen = remembered((element) => {
  if (!isRendered(element)) {
    // What has no box of its own may hold what has one.
    return styleOf(element).display === 'contents' && Boolean(parentOf(element)) && isSeen(parentOf(element));
  }
  if (element === body || element === root) return true;
  const box = boxOf(element);
  if (Math.min(box.width, box.height) <= 1 && getComputedStyle(element).overflowX !== 'visible') return false;
  if (box.width && (box.right + scrollX <= 0 || box.bottom + scrollY <= 0)) return false;
  return !parentOf(element) || isSeen(parentOf(element));
});

// The words of an element as the eye sees them: no hidden ones, no letters that only draw an icon.
export const ICONS = /icon|symbols|awesome|glyph|fontello/i;
export const styleOf = remembered((/** @type {Element} */ element) => getComputedStyle(element));
/**
 * @param {Element} element
 * @param {number} most characters
 */
export const seenWords = (element, most = 300) => {
  let words = '';
  const read = (node) => {
    if (words.length > most) return;
    if (node.nodeType === 3) {
      const parent = parentOf(node);
      const drawn = node.data.trim() && parent && isSeen(parent) &&
        !ICONS.test(styleOf(parent).fontFamily.split(',')[0]);
      words += drawn ? node.data : node.data.trim() ? '' : ' ';
      return;
    }
    if (node.nodeType !== 1 || /^(script|style|noscript|template|select|textarea)$/.test(tagOf(node))) return;
    const gap = tagOf(node) === 'br' || !styleOf(node).display.startsWith('inline') ? ' ' : '';
    words += gap;
    for (const child of innerOf(node)) read(child);
    words += gap;
  };
  read(element);
  return plain(words).slice(0, most);
};

/**
 * What labels of its own an element has: aria-labelledby, else aria-label.
 *
 * @param {Element} element
 */
export const labelOf = (element) => {
  const targets = referenced(element, 'aria-labelledby');
  return plain(targets.map((e) => attributeOf(e, 'aria-label') || textOf(e)).join(' ')) ||
    plain(attributeOf(element, 'aria-label'));
};

/**
 * An element as facts have it: where it is and how its markup begins.
 *
 * @param {Element} element
 * @returns {Facts.Node}
 */
export const located = (element) => ({selector: selector(element), html: snippet(element)});
/**
 * Those of some elements that stand in none of the others.
 *
 * @param {Element[]} elements
 */
export const outermostOf = (elements) =>
  elements.filter((each) => !elements.some((other) => other !== each && contains(other, each)));

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
/** @returns {Element | null} */
export const activeElement = () => getter(Document, 'activeElement')(document);

/**
 * Whether nothing keeps the Tab key from a control or from what may take focus.
 *
 * @param {Element} element
 */
export const takesFocus = (element) => isShown(element) && !matches(element, ':disabled') &&
  !closest(element, '[inert]') && !(parseInt(attributeOf(element, 'tabindex'), 10) < 0) &&
  !(tagOf(element) === 'input' && attributeOf(element, 'type') === 'hidden');
