// Where axe does work that cannot change its answer, it is spared that work. Nothing is remembered
// from one page to the next; `python -m benchmarks.axe_alone` compares with axe alone.
(() => {
  const checks = axe._audit.checks;

  // css-orientation-lock writes out every rule of every style sheet, and then looks at those that
  // are @media rules. We hand it these alone.
  const MEDIA = 4;
  const mediaRules = (entry) => entry.sheet && entry.sheet.cssRules
    ? {...entry, sheet: {cssRules: Array.from(entry.sheet.cssRules).filter((rule) => rule.type === MEDIA)}}
    : entry;
  const orientation = checks['css-orientation-lock'];
  const isUnlocked = orientation.evaluate;
  orientation.evaluate = function (node, options, virtualNode, context) {
    const cssom = context && context.cssom && context.cssom.map(mediaRules);
    return isUnlocked.call(this, node, options, virtualNode, {...context, cssom});
  };

  // hidden-content looks for content below every element first, and then whether the element is
  // hidden at all. What is not hidden passes whether or not it has content.
  const hidden = checks['hidden-content'];
  const isShown = hidden.evaluate;
  hidden.evaluate = function (node, options, virtualNode, context) {
    const style = window.getComputedStyle(node);
    if (style.display !== 'none' && style.visibility !== 'hidden') return true;
    return isShown.call(this, node, options, virtualNode, context);
  };

  // The same few hundred selectors are parsed tens of thousands of times. What the parser gives is
  // only read.
  const parser = axe.utils.cssParser;
  const parse = parser.parse;
  const parsed = new Map();
  parser.parse = function (selector) {
    if (!parsed.has(selector)) parsed.set(selector, parse.call(this, selector));
    return parsed.get(selector);
  };

  // The HTML of every element that passes is written out, and our reporter reads that of the listed
  // ones: it asks for it itself. What frames tell is told with its HTML, as there we ask nothing.
  if (window === window.top) axe._audit.noHtml = true;
})();
