// Colours and their contrast. Expected ratios are those of the definition in WCAG 2.2.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {areNear, contrastOf, groundIn, lightOf, mixed, over} from '../../audits/gatherers/_contrast.js';

const [BLACK, WHITE, RED] = [[0, 0, 0, 1], [255, 255, 255, 1], [255, 0, 0, 1]];

test('the lightest and the darkest are 21 to 1 apart, and a colour is 1 from itself', () => {
  assert.equal(contrastOf(BLACK, WHITE), 21);
  assert.equal(contrastOf(RED, RED), 1);
  assert.equal(lightOf(255, 255, 255).toFixed(6), '1.000000');
  assert.equal(lightOf(0, 0, 0), 0);
});

test('contrast is the same from either side, and is that of the definition', () => {
  assert.equal(contrastOf(RED, WHITE), 4);
  assert.equal(contrastOf(WHITE, RED), 4);
  assert.equal(contrastOf([118, 118, 118, 1], WHITE), 4.54);
  assert.equal(contrastOf([119, 119, 119, 1], WHITE), 4.48);
  assert.equal(contrastOf([118.4, 117.6, 118, 1], WHITE), 4.54);
});

test('what lies on an opaque ground is opaque', () => {
  assert.deepEqual(over([0, 0, 0, 0.5], WHITE), [128, 128, 128, 1]);
  assert.deepEqual(over([0, 0, 0, 0], RED), RED);
  assert.deepEqual(over(RED, WHITE), RED);
});

test('two that let something through let less through together', () => {
  assert.deepEqual(mixed([0, 0, 0, 0], [0, 0, 0, 0]), [0, 0, 0, 0]);
  assert.deepEqual(mixed([10, 20, 30, 1], [200, 200, 200, 0.5]), [10, 20, 30, 1]);
  const [red, , , opacity] = mixed([255, 0, 0, 0.5], [0, 0, 0, 0.5]);
  assert.equal(opacity, 0.75);
  assert.equal(Math.round(red), 170);
  assert.deepEqual(mixed([0, 0, 0, 0.5], WHITE).map(Math.round), over([0, 0, 0, 0.5], WHITE).map((each, at) => at < 3 ? Math.round(each) : each));
});

test('colours that differ as much as drawing rounds are the same', () => {
  assert.equal(areNear([10, 10, 10], [16, 4, 10]), true);
  assert.equal(areNear([10, 10, 10], [17, 10, 10]), false);
});

test('the ground is what most points have, and faint points are told from clear ones', () => {
  const points = (colour, count) => Array(count).fill([...colour, 255]).flat();
  const picture = [...points([255, 255, 255], 6), ...points([0, 0, 0], 3), ...points([245, 245, 245], 1)];
  assert.deepEqual(groundIn(picture), {most: WHITE, share: 0.6, others: 0.4, clear: 0.3});
  assert.deepEqual(groundIn([]), {most: BLACK, share: 0, others: 0, clear: 0});
});
