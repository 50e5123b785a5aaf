// How wide the page is against the window, and what makes it wider.
() => {
  const TWO_WAYS = 'pre, canvas, iframe, img, picture, video, svg, object, embed, map, ' +
    '[role="img"], [role="application"], [role="toolbar"]';
  const width = clientWidthOf(root);
  const scrollWidth = Math.max(scrollWidthOf(root), scrollWidthOf(body));
  const style = remembered((element) => getComputedStyle(element));
  const isHeld = (element) => ['hidden', 'clip'].includes(style(element).overflowX);
  const scrolls = scrollWidthOf(root) > width + 1 && !isHeld(root) && !isHeld(body);

  // Whether something between the element and the page keeps it from widening the page.
  const isCaught = remembered((element) => {
    if (element === body || element === root) return false;
    if (style(element).position === 'fixed') return true;
    const parent = parentOf(element);
    if (!parent || parent === body || parent === root) return false;
    return style(parent).overflowX !== 'visible' || isCaught(parent);
  });
  const rightOf = (element) => {
    const box = boxOf(element);
    const inside = style(element).overflowX === 'visible' ? scrollWidthOf(element) : 0;
    return scrollX + Math.max(box.right, box.left + inside);
  };
  const holdsText = (element) => {
    for (const node of getter(Node, 'childNodes')(element)) {
      if (node.nodeType === 3 && node.data.trim()) return true;
    }
    return ['input', 'select', 'textarea', 'button'].includes(tagOf(element));
  };
  // A table of data may need both directions; one that arranges the page does not.
  const isInData = (element) => {
    const table = closest(element, 'table');
    if (!table || ['presentation', 'none'].includes(attributeOf(table, 'role'))) return false;
    return findIn(table, 'th').some((header) => closest(header, 'table') === table) ||
      findIn(table, 'h1, h2, h3, h4, nav, main, form, table').length === 0;
  };
  const offenders = [];
  if (scrolls) {
    const wide = findIn(body, '*').slice(0, 10000).filter((element) =>
      isVisible(element) && boxOf(element).width > 0 && rightOf(element) > width + 1 && !isCaught(element));
    const holders = new Set(wide.map(parentOf));
    for (const element of wide.filter((e) => !holders.has(e)).slice(0, MOST)) {
      offenders.push({
        selector: selector(element), html: snippet(element), right: Math.round(rightOf(element)),
        left: Math.round(boxOf(element).left + scrollX), text: holdsText(element),
        two_ways: Boolean(closest(element, TWO_WAYS)) || isInData(element),
      });
    }
  }
  return {screen: screen.width, width, scroll_width: scrollWidth, scrolls, offenders};
}
