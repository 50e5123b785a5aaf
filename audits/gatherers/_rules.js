// The rules of all style sheets that we may read, with the conditions they stand under.
import {find, getter} from './_dom.js';

const RULES = 30000;
export const rulesOf = () => {
  const found = [];
  const walk = (rules, media) => {
    for (const rule of rules) {
      if (found.length >= RULES) return;
      if (rule instanceof CSSStyleRule) found.push({rule, media});
      else if (rule instanceof CSSMediaRule) walk(rule.cssRules, [...media, rule.conditionText]);
      else if (rule instanceof CSSImportRule && rule.styleSheet) enter(rule.styleSheet, media);
      else if (rule.cssRules && !(rule instanceof CSSKeyframesRule)) walk(rule.cssRules, media);
    }
  };
  const enter = (sheet, media) => {
    let rules;
    // A sheet from another host keeps its rules to itself.
    try { rules = sheet.cssRules; } catch { return; }
    walk(rules, sheet.media.mediaText ? [...media, sheet.media.mediaText] : media);
  };
  for (const sheet of getter(Document, 'styleSheets')(document)) {
    if (!sheet.disabled) enter(sheet, []);
  }
  return found;
};
// What a selector finds; one that our parser does not know finds nothing.
export const matching = (text) => { try { return find(text); } catch { return []; } };
