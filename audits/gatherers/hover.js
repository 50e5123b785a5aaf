import {plain} from './_values.js';
import {
  activeElement, attributeOf, body, boxOf, contains, find, findIn, isShown, located, matches, method,
  parentOf, root, selector, snippet, textOf, wait,
} from './_dom.js';

// What the pointer brings forth: which elements may do so, and what has appeared beside them.

const TABBABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const SHOWS = ['display', 'visibility', 'opacity', 'height', 'max-height', 'left', 'top', 'clip', 'clip-path', 'transform'];
const known = [];
const rulesOf = (sheet) => { try { return [...sheet.cssRules]; } catch { return []; } };
const deep = (rules, depth = 0) => rules.flatMap((rule) => rule.cssRules && depth < 3 && !rule.selectorText ? deep([...rule.cssRules], depth + 1) : [rule]);
const safely = (text) => { try { return find(text); } catch { return []; } };
const isSeen = (element) => {
  if (!isShown(element)) return false;
  const box = boxOf(element);
  if (box.width < 4 || box.height < 4 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  for (let e = element, depth = 0; e && depth < 4; e = parentOf(e), depth++) {
    const style = getComputedStyle(e);
    if (Number(style.opacity) < 0.1 || style.clip === 'rect(0px, 0px, 0px, 0px)') return false;
    if (style.overflow !== 'visible' && (boxOf(e).height < 2 || boxOf(e).width < 2)) return false;
  }
  return true;
};
const add = (trigger, contents) => {
  if (!known.some((each) => each.trigger === trigger) && known.length < 10 && isShown(trigger) && boxOf(trigger).width > 2) {
    known.push({trigger, contents});
  }
};
const near = (trigger) => {
  const holder = parentOf(trigger) && parentOf(parentOf(trigger)) || body;
  return [...findIn(holder, '*').slice(0, 200), ...find('[role="tooltip"], [class*="tooltip" i], [class*="popover" i]').slice(0, 50)];
};
const describe = (content) => ({
  content: selector(content), content_html: snippet(content), text: plain(textOf(content)).slice(0, 80),
  links: findIn(content, TABBABLE).length + (matches(content, TABBABLE) ? 1 : 0),
  over: ['absolute', 'fixed'].includes(getComputedStyle(content).position),
});
const middle = (element) => {
  const box = boxOf(element);
  return [Math.round((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2), Math.round((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2)];
};
// Neither as large as the page's own parts, nor more than a line of it.
const isPart = (element) => boxOf(element).width < 600 || boxOf(element).height < 60;
// Where somebody who reaches for it would come to it first.
let from = [0, 0];
const nearest = (element) => {
  const box = boxOf(element);
  const into = (low, value, high) => Math.round(Math.max(low + 2, Math.min(value, high - 2)));
  return [into(box.left, from[0], box.right), into(box.top, from[1], box.bottom)];
};

export default function gatherHover() {
  let rules = 0;
  for (const sheet of document.styleSheets) {
    if (rules > 5000) break;
    for (const rule of deep(rulesOf(sheet))) {
      rules += 1;
      if (rules > 5000 || !rule.selectorText || !rule.selectorText.includes(':hover')) continue;
      if (!SHOWS.some((name) => rule.style.getPropertyValue(name))) continue;
      for (const part of rule.selectorText.split(',')) {
        const cut = /^(.*?):hover(?![\w-])([^\s>+~]*)\s*([\s>+~].*)$/.exec(part.trim());
        if (!cut || !cut[3].trim() || part.includes('::')) continue;
        for (const trigger of safely(cut[1] || '*').slice(0, 3)) {
          const whole = safely(part.replace(/:hover(?![\w-])/g, ''));
          const near = parentOf(trigger);
          const contents = whole.filter((each) => near && contains(near, each) && each !== trigger && !isSeen(each) && textOf(each).trim()).slice(0, 3);
          if (contents.length) add(trigger, contents);
        }
      }
    }
  }
  let shown = null;
  let hidden = [];
  globalThis.minnaHover = {
    add(element) { if (element.nodeType === 1 && element !== body && element !== root && isPart(element)) add(element, null); return known.length; },
    count: () => known.length,
    ready: async (number) => {
      const {trigger, contents} = known[number];
      method(Element, 'scrollIntoView')(trigger, {block: 'center', behavior: 'instant'});
      await wait(20);
      hidden = (contents || near(trigger)).filter((each) => each.isConnected && !contains(each, trigger) && !isSeen(each) && textOf(each).trim());
      shown = null;
      from = middle(trigger);
      return {point: from, ...located(trigger)};
    },
    seen: async () => {
      await wait(120);
      for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      if (shown) return {shown: shown.isConnected && isSeen(shown)};
      shown = hidden.find((each) => each.isConnected && isSeen(each)) || null;
      return shown ? {shown: true, ...describe(shown), points: [nearest(shown), middle(shown)]} : {shown: false};
    },
    focus: async (number) => {
      const {trigger} = known[number];
      const target = [trigger, ...findIn(trigger, TABBABLE)].find((each) => matches(each, TABBABLE) && isShown(each) && (!shown || !contains(shown, each)));
      if (!target) return {focusable: false, shown: false};
      method(HTMLElement, 'focus')(target);
      await wait(150);
      return {
        focusable: true, shown: Boolean(shown && shown.isConnected && isSeen(shown)),
        // A button, or a link that leads nowhere, may open it when it is pressed.
        opens: !matches(target, 'a[href], input, select, textarea') || /^(#|javascript:)/i.test(attributeOf(target, 'href') || ''),
      };
    },
    // What the Tab key may come to although it is not seen, and so is shown.
    within: async () => {
      const inner = shown && shown.isConnected ? [shown, ...findIn(shown, TABBABLE)].find((each) => matches(each, TABBABLE) && isShown(each)) : null;
      if (!inner) return {shown: false};
      method(HTMLElement, 'focus')(inner);
      await wait(150);
      return {shown: isSeen(shown)};
    },
    // Links that lead where none of those leads that are seen without the pointer.
    alone: () => {
      const leads = (link) => (attributeOf(link, 'href') || '').split('#')[0];
      const others = new Set(find('a[href]').filter((each) => !shown || !contains(shown, each)).filter(isShown).map(leads));
      return shown ? findIn(shown, 'a[href]').filter((each) => leads(each) && !others.has(leads(each))).length : 0;
    },
    blur: () => {
      const now = activeElement();
      if (now && now !== body) method(HTMLElement, 'blur')(now);
      return true;
    },
    leave: () => { window.scrollTo({left: 0, top: 0, behavior: 'instant'}); return true; },
  };
  return {count: known.length};
}
