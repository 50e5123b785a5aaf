// The key of every part of a page, and rules that leave the parts out: a trial of what that costs
// and saves, see parts.py. RULES are named there.
(() => {
  const STYLES = `position z-index opacity transform -webkit-transform mix-blend-mode filter perspective
    clip-path clip -webkit-mask -webkit-mask-image isolation will-change contain display float overflow
    visibility content-visibility color background-color background-image font-size font-weight
    font-family text-shadow -webkit-text-fill-color -webkit-text-stroke-width
    -webkit-text-stroke-color text-indent text-decoration-line pointer-events padding-left padding-right
    padding-top padding-bottom transform-style translate rotate scale backdrop-filter`.split(/\s+/);
  const PART = /^(header|footer|nav|aside|banner|navigation|contentinfo|complementary)$/;
  const NEAR = 26;
  const {createGrid, getOverflowHiddenAncestors} = axe.commons.dom;

  const hash = (text) => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return `${a >>> 0}-${b >>> 0}`;
  };
  const isElement = (node) => node.props.nodeType === 1;
  const findParts = () => {
    const all = document.body.getElementsByTagName('*').length;
    const parts = [];
    const walk = (node, depth) => {
      if (!isElement(node) || node.actualNode === document.head) return;
      const role = node.attr('role') || node.props.nodeName;
      if (role === 'main') return;
      const size = node.actualNode.getElementsByTagName('*').length;
      const isBlock = depth < 4 && size < all / 2;
      if (size >= 20 && (PART.test(role) || isBlock)
          && !node.actualNode.querySelector('main, [role=main], iframe, video')) {
        parts.push(node);
      } else node.children.forEach((child) => walk(child, depth + 1));
    };
    walk(axe._tree[0], 0);
    return parts;
  };
  const looks = (node) => [
    ...STYLES.map((style) => node.getComputedStylePropertyValue(style)),
    getComputedStyle(node.actualNode, ':before').getPropertyValue('content'),
    getComputedStyle(node.actualNode, ':after').getPropertyValue('content'),
  ];
  const holds = (outer, inner) => outer.left <= inner.left && outer.right >= inner.right
    && outer.top <= inner.top && outer.bottom >= inner.bottom;
  const readPart = (part, inside) => {
    const {actualNode, boundingClientRect: origin} = part;
    const read = [actualNode.outerHTML];
    const box = {left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity};
    const place = (rect) => [rect.left, rect.top - origin.top, rect.width, rect.height];
    const walk = (node) => {
      if (!isElement(node)) return;
      inside.add(node);
      const rect = node.boundingClientRect;
      if (node._grid) {
        box.left = Math.min(box.left, rect.left);
        box.top = Math.min(box.top, rect.top);
        box.right = Math.max(box.right, rect.right);
        box.bottom = Math.max(box.bottom, rect.bottom);
      }
      const isClipped = getOverflowHiddenAncestors(node).some((it) => !holds(it.boundingClientRect, rect));
      read.push(...place(rect), ...looks(node), isClipped && origin.top % 200);
      node.children.forEach(walk);
    };
    walk(part);
    const range = document.createRange();
    range.selectNodeContents(actualNode);
    for (const rect of range.getClientRects()) read.push(...place(rect));
    for (let node = part.parent; node; node = node.parent) {
      read.push(node.props.nodeName, node.props.id, ...looks(node), holds(node.boundingClientRect, box));
    }
    for (const field of actualNode.querySelectorAll('input, select, textarea')) {
      read.push(field.value, field.checked, field.disabled);
    }
    return {key: hash(read.join('|')), box};
  };
  const readAll = () => {
    createGrid();  // axe's own, made once in any case
    const started = performance.now();
    const inside = new Set();
    const nodes = findParts();
    const parts = nodes.map((part) => readPart(part, inside));
    const walk = (node) => {
      if (!isElement(node) || nodes.includes(node)) return;
      if (node._grid) {
        const near = node.isFocusable ? NEAR : 0;
        const {left, right, top, bottom} = node.boundingClientRect;
        for (const part of parts) {
          const {box} = part;
          if (left < box.right + near && right > box.left - near
              && top < box.bottom + near && bottom > box.top - near) part.isTouched = true;
        }
      }
      node.children.forEach(walk);
    };
    walk(axe._tree[0]);
    const elements = document.querySelectorAll('*').length;
    self.parts = {parts: parts.length, inside: inside.size, elements, ms: performance.now() - started};
    return inside;
  };

  let inside;
  for (const rule of axe._audit.rules.filter(({id}) => RULES.includes(id))) {
    rule.gather = function (context, options) {
      inside = inside || readAll();
      const nodes = Object.getPrototypeOf(this).gather.call(this, context, options);
      return nodes.filter((node) => !inside.has(node));
    };
  }
})();
