// Controls with a label of their own, and the words that are seen on them.
() => {
  const ROLES = ['button', 'link', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'tab', 'option',
    'checkbox', 'radio', 'switch', 'treeitem'].map((role) => `[role="${role}"]`).join(', ');
  const CONTROL = `a[href], area[href], button, summary, input, select, textarea, ${ROLES}`;
  const LABELLED = '[aria-label], [aria-labelledby], [accesskey]';
  const wordsOn = (control) => tagOf(control) !== 'input' ? seenWords(control) :
    /^(button|submit|reset)$/i.test(attributeOf(control, 'type') || '') ?
      plain(attributeOf(control, 'value')) : '';
  const held = find(LABELLED).slice(0, 20000);
  const controls = held.filter((e) => method(Element, 'matches')(e, CONTROL) && isVisible(e));
  return bounded(controls.slice(0, MOST + 1).map((control) => ({
    selector: selector(control), html: snippet(control), tag: tagOf(control),
    role: plain(attributeOf(control, 'role')), name: labelOf(control).slice(0, 300),
    words: wordsOn(control), key: plain(attributeOf(control, 'accesskey')).slice(0, 40),
  })));
}
