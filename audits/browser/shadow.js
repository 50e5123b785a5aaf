// In our world of a document: elements say what closed shadow root they have.
//
// A world has prototypes of its own, so that the page's `shadowRoot` goes on giving nothing. Each of
// the nodes stands in a shadow root, whose host is to give it.
(function (...nodes) {
  const KNOWN = Symbol.for('minna.closed');
  if (!Object.hasOwn(globalThis, KNOWN)) define(globalThis[KNOWN] = new WeakMap());
  const known = globalThis[KNOWN];
  const hostOf = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'host').get;
  for (const node of nodes) {
    const root = Node.prototype.getRootNode.call(node);
    if (root instanceof ShadowRoot) known.set(hostOf.call(root), root);
  }

  function define(known) {
    const parentOf = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode').get;
    const slots = (node) => {
      const root = known.get(parentOf.call(node));
      const holds = (slot) => HTMLSlotElement.prototype.assignedNodes.call(slot).includes(node);
      return root ? [...root.querySelectorAll('slot')].find(holds) || null : null;
    };
    const also = (kind, name, other) => {
      const own = Object.getOwnPropertyDescriptor(kind.prototype, name);
      const get = function () { return own.get.call(this) || other(this) || null; };
      Object.defineProperty(kind.prototype, name, {...own, get});
    };
    also(Element, 'shadowRoot', (element) => known.get(element));
    also(Element, 'assignedSlot', slots);
    also(Text, 'assignedSlot', slots);
    const given = Object.getOwnPropertyDescriptor(Element.prototype, 'assignedSlot');
    Object.defineProperty(HTMLFormElement.prototype, Symbol.for('minna.assignedSlot'), given);
  }
})
