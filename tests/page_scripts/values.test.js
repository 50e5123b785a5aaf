// Texts, lists and selectors that page scripts share.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  bounded, CONTROL_ROLES, cut, decoded, MOST, plain, remembered, TEXT, withRole,
} from '../../audits/gatherers/_values.js';

test('no character is cut in half', () => {
  assert.equal(cut('山𠮷', 2), '山');
  assert.equal(cut('山𠮷', 3), '山𠮷');
  assert.equal(cut('', 3), '');
});

test('white space that a browser folds is one space, and what Japanese sets apart stays', () => {
  assert.equal(plain(' 受付\r\n\t時間 \f'), '受付 時間');
  assert.equal(plain('日　時\u00a0間'), '日　時\u00a0間');
  assert.equal(plain(null), '');
  assert.equal(plain('あ'.repeat(TEXT + 1)).length, TEXT);
});

test('what is not percent-encoded as it should be stays as it is', () => {
  assert.equal(decoded('%E7%94%B3%E8%AB%8B'), '申請');
  assert.equal(decoded('100%'), '100%');
  assert.equal(decoded('%90%5C'), '%90%5C');  // Shift_JIS
});

test('lists hold so many and say that there were more', () => {
  assert.deepEqual(bounded([1, 2]), {items: [1, 2], capped: false});
  const many = bounded(Array.from({length: MOST + 1}, (_, at) => at));
  assert.equal(many.items.length, MOST);
  assert.equal(many.capped, true);
  assert.equal(bounded(Array(MOST).fill(0)).capped, false);
});

test('what is remembered is worked out once for each, nothing and false as well', () => {
  const asked = [];
  const isEven = remembered((number) => { asked.push(number); return number % 2 ? null : false; });
  assert.deepEqual([isEven(1), isEven(2), isEven(1), isEven(2)], [null, false, null, false]);
  assert.deepEqual(asked, [1, 2]);
});

test('roles make one selector, and each is there once', () => {
  assert.equal(withRole('tab', 'link'), '[role="tab"], [role="link"]');
  assert.equal(new Set(CONTROL_ROLES).size, CONTROL_ROLES.length);
});
