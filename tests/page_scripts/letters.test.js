// Rows of letters in a bitmap: bars that stand as letters do, and drawings that do not.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lettersIn} from '../../audits/gatherers/_letters.js';

const [WIDE, HIGH] = [200, 60];

/** A picture with these black boxes [left, top, width, height] on white. */
const drawn = (boxes) => {
  const data = new Uint8ClampedArray(WIDE * HIGH * 4).fill(255);
  for (const [left, top, wide, high] of boxes) {
    for (let y = top; y < top + high; y += 1) {
      for (let x = left; x < left + wide; x += 1) data.fill(0, 4 * (y * WIDE + x), 4 * (y * WIDE + x) + 3);
    }
  }
  return lettersIn({data}, WIDE, HIGH);
};
const row = (count, top = 20) => Array.from({length: count}, (_, at) => [10 + 16 * at, top, 8, 12]);

test('bars of one height on one foot are a line of letters', () => {
  const found = drawn(row(8));
  assert.deepEqual([found.letters, found.lines, found.tall], [8, 1, 12]);
  assert.ok(found.share > 0.1 && found.share < 0.2);
});

test('two rows are two lines', () => {
  const found = drawn([...row(8, 8), ...row(8, 40)]);
  assert.deepEqual([found.letters, found.lines], [16, 2]);
});

test('three bars, bars on stairs and one long bar are no line', () => {
  assert.equal(drawn(row(3)).letters, 0);
  assert.equal(drawn(row(8).map(([left, , wide, high], at) => [left, 2 + 6 * at, wide, high])).lines, 0);
  assert.equal(drawn([[20, 25, 120, 8]]).letters, 0);
});

test('an empty picture is flat and shows nothing', () => {
  assert.deepEqual(drawn([]), {flat: 1, letters: 0, lines: 0, share: 0, tall: 0});
});

test('grain, as in a photograph, is not flat and is not looked through', () => {
  let seed = 7;
  const data = new Uint8ClampedArray(WIDE * HIGH * 4).map((_, at) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return at % 4 === 3 ? 255 : seed >> 23;
  });
  const found = lettersIn({data}, WIDE, HIGH);
  assert.ok(found.flat < 0.4);
  assert.equal(found.letters, 0);
});
