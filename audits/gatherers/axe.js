// Runs axe inside the page and gives back one string of what findings need.
//
// A reporter of our own reads axe's raw results: selectors and HTML are worked out for the nodes that
// are listed and for no others, passes are counted and not described.
async ({rules, options, listed, snippet, budget}) => {
  const IMPACTS = ['minor', 'moderate', 'serious', 'critical'];
  const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;

  const checks = (node) => [...node.any, ...node.all, ...node.none];
  const contrast = (node) => checks(node).map((check) => check.data).find((data) => data && data.contrastRatio);
  // A name may have a million letters: a selector that is cut fits nothing, and its element has no place.
  const SELECTOR = 2000;
  const cut = (selector) => selector.length > SELECTOR ? selector.slice(0, SELECTOR) + '…' : selector;
  const joined = (selector) => Array.isArray(selector) ? selector.map(joined).join(' >>> ') : selector;
  const html = (place) => String(place.source ?? axe.utils.getElementSource(place.element));
  const worst = (nodes) => IMPACTS[Math.max(-1, ...nodes.map((node) => IMPACTS.indexOf(node.impact)))] || null;

  // Latin text is large from 18 pt (14 pt bold), full-width Japanese only from 22 pt (18 pt bold):
  // axe is told the Japanese sizes, and here Latin text gets its own back.
  const isLargeLatin = (node) => {
    const data = contrast(node);
    if (!data || data.contrastRatio < 3) return false;
    const bold = data.fontWeight === 'bold' || Number(data.fontWeight) >= 700;
    if (parseFloat(data.fontSize) < (bold ? 14 : 18)) return false;
    const element = node.node.element;
    return Boolean(element) && !JAPANESE.test(element.textContent);
  };
  // Sizes that nobody has set are the browser's own, which the criterion exempts.
  const styled = document.styleSheets.length + document.adoptedStyleSheets.length > 0
    || Boolean(document.querySelector('[style], [width], [height], font, [size]'));
  // Strings of signs, as stars, rules and arrows are, say nothing in a language: no text, though a stray
  // letter stands among many. Signs of the block that holds ㈱ and ㎡ do.
  const WORDS = /[\p{L}\p{N}\u3200-\u33ff]/gu;
  const SIGNS = 8; // to each letter or digit, and more
  const isWordless = (node) => {
    const element = node.node.element;
    if (!element || /^(?:input|select|textarea)$/i.test(element.tagName)) return false;
    const own = [...element.childNodes].filter((each) => each.nodeType === 3).map((each) => each.data).join('');
    const signs = own.replace(/\s+/g, '').length;
    return signs > 0 && signs > (own.match(WORDS) ?? []).length * (SIGNS + 1);
  };
  const isExcused = (node) => isLargeLatin(node) || isWordless(node);
  const EXCUSES = {'color-contrast': isExcused, 'target-size': () => !styled};
  // Whether words that only describe a control which is off belong to it, as its label does (1.4.3
  // excepts that), is for a person to say.
  const described = new Map(); // id → whether all controls that it describes are off
  for (const control of document.querySelectorAll('[aria-describedby]')) {
    const isOff = control.matches(':disabled, [aria-disabled=true]');
    for (const id of control.getAttribute('aria-describedby').split(/\s+/)) {
      described.set(id, isOff && (described.get(id) ?? true));
    }
  }
  const isOfWhatIsOff = (node) => Boolean(described.get(node.node.element?.closest('[id]')?.id));
  const DOUBTS = {'color-contrast': isOfWhatIsOff};
  const detail = (node) => {
    const data = contrast(node);
    return data && {fg: data.fgColor, bg: data.bgColor, ratio: data.contrastRatio,
      wanted: parseFloat(data.expectedContrastRatio), size: data.fontSize, weight: data.fontWeight};
  };
  const trim = (rule, nodes) => ({
    id: rule.id, impact: worst(nodes), count: nodes.length, detail: detail(nodes[0]) || null,
    nodes: nodes.slice(0, listed).map((node) => ({
      selector: cut(joined(node.node.selector)), html: html(node.node).slice(0, snippet),
    })),
  });

  // The first so many elements of the document, as the largest subtrees that hold no others.
  const first = (budget) => {
    const size = (element) => element.getElementsByTagName('*').length + 1;
    const found = [];
    let left = budget;
    const take = (element) => {
      const elements = size(element);
      if (elements <= left) { found.push(element); left -= elements; return; }
      for (const child of element.children) {
        if (left <= 0) return;
        take(child);
      }
    };
    take(document.body || document.documentElement);
    return found;
  };

  axe.addReporter('minna', (results, _options, callback) => {
    const answer = {version: axe.version, violations: [], incomplete: [], passes: {}, inapplicable: [], broken: {}};
    for (const rule of results) {
      const error = rule.incomplete.flatMap(checks).find((check) => check.id === 'error-occurred');
      if (error) {
        answer.broken[rule.id] = JSON.stringify(error.data || '').slice(0, 300);
        continue;
      }
      // What lies behind these letters is looked at afterwards, see behind.js.
      if (rule.id === 'color-contrast') globalThis.undecided = rule.incomplete.map((node) => node.node.element);
      const excused = EXCUSES[rule.id] ? rule.violations.filter(EXCUSES[rule.id]) : [];
      const accused = rule.violations.filter((node) => !excused.includes(node));
      const doubtful = DOUBTS[rule.id] ? accused.filter(DOUBTS[rule.id]) : [];
      const violations = accused.filter((node) => !doubtful.includes(node));
      const incomplete = [...rule.incomplete, ...doubtful];
      const passes = rule.passes.length + excused.length;
      if (violations.length) answer.violations.push(trim(rule, violations));
      if (incomplete.length) answer.incomplete.push(trim(rule, incomplete));
      if (passes) answer.passes[rule.id] = passes;
      if (!violations.length && !incomplete.length && !passes) answer.inapplicable.push(rule.id);
    }
    callback(answer);
  });
  const elements = document.getElementsByTagName('*').length;
  const context = elements > budget ? {include: first(budget)} : document;
  const answer = await axe.run(context, {
    ...options, elementRef: true, reporter: 'minna', runOnly: {type: 'rule', values: rules},
  });
  return JSON.stringify(elements > budget ? {...answer, part: {looked: budget, of: elements}} : answer);
}
