// Elements with more in them than they show, and scroll bars to show it.
() => {
  const LOOKED = 20000;
  const SLACK = 13;  // less than a line is no content that is missed
  const ENOUGH = 100;
  const scrollHeightOf = getter(Element, 'scrollHeight');
  const clientHeightOf = getter(Element, 'clientHeight');
  const wide = (e) => scrollWidthOf(e) > clientWidthOf(e) + SLACK;
  const high = (e) => scrollHeightOf(e) > clientHeightOf(e) + SLACK;
  const moves = (flow) => flow === 'auto' || flow === 'scroll';
  const scrolls = (e) => {
    if (e === root || e === body || !clientHeightOf(e)) return false;
    const across = wide(e);
    const down = high(e);
    return (across || down) && (across && moves(styleOf(e).overflowX) || down && moves(styleOf(e).overflowY));
  };

  const CONTENT = 'img, svg, video, canvas, iframe, object, embed, input, select, textarea, button';
  const out = (box, frame) => box.width <= 1 || box.height <= 1 ? 0 : Math.max(
    frame.left - box.left, frame.top - box.top, box.right - frame.right, box.bottom - frame.bottom);
  const moreIn = (scroller) => {
    const whole = boxOf(scroller);
    const left = whole.left + getter(Element, 'clientLeft')(scroller);
    const top = whole.top + getter(Element, 'clientTop')(scroller);
    const frame = {left, top, right: left + clientWidthOf(scroller), bottom: top + clientHeightOf(scroller)};
    let most = 0;
    for (const element of findIn(scroller, CONTENT).slice(0, 500)) {
      if (most > ENOUGH) return most;
      if (isShown(element)) most = Math.max(most, out(boxOf(element), frame));
    }
    const walker = method(Document, 'createTreeWalker')(document, scroller, NodeFilter.SHOW_TEXT);
    const range = method(Document, 'createRange')(document);
    for (let looked = 0; looked < 1000 && most <= ENOUGH && walker.nextNode(); looked += 1) {
      const text = walker.currentNode;
      if (!text.data.trim() || !isShown(parentOf(text))) continue;
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) most = Math.max(most, out(box, frame));
    }
    return most;
  };

  const REACHED = 'a[href], area[href], button:enabled, input:enabled:not([type="hidden"]), select:enabled, ' +
    'textarea:enabled, summary, iframe, audio[controls], video[controls], [tabindex], ' +
    '[contenteditable]:not([contenteditable="false"])';
  const isReached = (e) => method(Element, 'matches')(e, REACHED) && isShown(e) &&
    !(Number(attributeOf(e, 'tabindex')) < 0) && !closest(e, '[inert]');
  const found = findIn(body, '*:not(textarea, select, option, input, svg *)').slice(0, LOOKED)
    .filter((e) => scrolls(e) && isVisible(e));
  return bounded(found.slice(0, MOST + 1).map((scroller) => ({
    selector: selector(scroller), html: snippet(scroller), role: plain(attributeOf(scroller, 'role')),
    more: Math.round(moreIn(scroller)), itself: isReached(scroller),
    inside: findIn(scroller, REACHED).slice(0, 500).some(isReached),
  })));
}
