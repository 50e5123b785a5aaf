// Where on the page elements are, by selector: [left, top, width, height] in CSS pixels from the
// page's upper left corner. What lies in a frame or a shadow tree is named by steps with ` >>> `.
(selectors) => {
  const inner = (element) => element.shadowRoot || element.contentDocument;
  const place = (selector) => {
    let root = document, left = scrollX, top = scrollY, element = null;
    for (const step of selector.split(' >>> ')) {
      if (element) {
        if (element.contentDocument) {
          const frame = element.getBoundingClientRect();
          left += frame.left + element.clientLeft;
          top += frame.top + element.clientTop;
        }
        root = inner(element);
      }
      element = root ? root.querySelector(step) : null;
      if (!element) return null;
    }
    const box = element.getBoundingClientRect();
    return [box.left + left, box.top + top, box.width, box.height].map(Math.round);
  };
  const found = {};
  for (const selector of selectors) {
    try {
      const box = place(selector);
      if (box && box[2] > 0 && box[3] > 0) found[selector] = box;
    } catch { /* a selector that this browser cannot read, or a frame of others, has no place */ }
  }
  return found;
}
