// Boxes whose parts stand on the screen in another order than in the document.
() => {
  const CONTAINERS = 6000;
  const childrenOf = getter(Element, 'children');
  const style = remembered((element) => getComputedStyle(element));
  const INLINE = new Set('a,abbr,b,br,cite,code,em,i,img,input,label,option,rt,small,span,strong,sub,sup,svg,path,script,style,use,g,tr,td,th,tbody,thead'.split(','));
  const FOCUS = 'a[href], button, input:not([type="hidden" i]), select, textarea, [tabindex]:not([tabindex^="-"])';

  // Row by row, from the left: the order in which eyes read boxes that do not overlap.
  const byEye = (a, b) => {
    if (a.bottom <= b.top + 3) return -1;
    if (b.bottom <= a.top + 3) return 1;
    return a.left - b.left;
  };
  const found = [];
  const groups = find('body, body *').slice(0, CONTAINERS).filter((e) => !INLINE.has(tagOf(e)) && childrenOf(e).length >= 2);
  for (const group of groups) {
    if (found.length >= 100) break;
    const own = style(group);
    const isFlex = own.display.includes('flex') || own.display.includes('grid');
    if (!isFlex || !isVisible(group)) continue;
    const all = [...childrenOf(group)].slice(0, 60);
    const isMoved = /reverse/.test(own.flexDirection + own.flexWrap) || all.some((e) => style(e).order !== '0') ||
      all.some((e) => own.display.includes('grid') && (style(e).gridRowStart !== 'auto' || style(e).gridColumnStart !== 'auto'));
    if (!isMoved) continue;
    const parts = all.filter((e) => isVisible(e) && textOf(e).trim() && !['absolute', 'fixed'].includes(style(e).position))
      .map((element) => ({element, box: boxOf(element)})).filter(({box}) => box.width > 1 && box.height > 1);
    if (parts.length < 2) continue;
    const shown = [...parts].sort((a, b) => byEye(a.box, b.box));
    if (shown.every((part, i) => part === parts[i])) continue;
    const words = (list) => list.slice(0, 8).map(({element}) => plain(textOf(element)).slice(0, 40));
    found.push({
      selector: selector(group), html: snippet(group), parts: parts.length,
      written: words(parts), shown: words(shown),
      alike: new Set(parts.map(({element}) => tagOf(element))).size === 1,
      focus: parts.filter(({element}) => method(Element, 'matches')(element, FOCUS) || findIn(element, FOCUS).length).length,
      right_to_left: own.direction === 'rtl',
    });
  }

  // Rows of floats or inline blocks that are written row by row and read column by column: each row
  // has as many parts as the one above, at the same places, and the parts of a column belong together.
  const columns = [];
  for (const group of find('div, section, article, main, td').slice(0, CONTAINERS)) {
    if (columns.length >= 50) break;
    const rows = [...childrenOf(group)].slice(0, 40).filter((e) => !INLINE.has(tagOf(e)) && isVisible(e));
    if (rows.length < 2) continue;
    const lists = rows.map((row) => [...childrenOf(row)].slice(0, 12).filter((e) => boxOf(e).width > 40 && boxOf(e).height > 8 && isVisible(e)));
    for (let i = 0; i + 1 < lists.length; i += 1) {
      const [above, below] = [lists[i], lists[i + 1]];
      if (above.length < 2 || above.length !== below.length) continue;
      const lined = above.every((e, k) => Math.abs(boxOf(e).left - boxOf(below[k]).left) <= 12 &&
        Math.abs(boxOf(e).top - boxOf(above[0]).top) <= 12) && boxOf(above[1]).left > boxOf(above[0]).left + 40;
      const letters = (list) => list.map((e) => plain(textOf(e)).length);
      if (!lined) continue;
      const [one, two] = [letters(above), letters(below)];
      columns.push({
        selector: selector(group), html: snippet(group), parts: above.length, above: one, below: two,
        links: [above, below].map((list) => list.filter((e) => findIn(e, 'a[href]').length).length),
        pictures: [above, below].map((list) => list.filter((e) => findIn(e, 'img').length || style(e).backgroundImage !== 'none').length),
        gap: Math.round(boxOf(below[0]).top - Math.max(...above.map((e) => boxOf(e).bottom))),
      });
      break;
    }
  }
  return {items: found, columns};
}
