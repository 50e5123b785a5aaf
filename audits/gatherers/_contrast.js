// Colours as [red, green, blue, opacity]: 0 to 255, and 0 to 1. Arithmetic alone; no page is needed.
const LINEAR = Array.from({length: 256}, (_, v) => v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4);
/**
 * Relative luminance of a colour in whole numbers, 0 to 1 (WCAG 2).
 *
 * @param {number} r
 * @param {number} g
 * @param {number} b
 */
export const lightOf = (r, g, b) => 0.2126 * LINEAR[r] + 0.7152 * LINEAR[g] + 0.0722 * LINEAR[b];

/**
 * What is seen where a colour lies on one that lets nothing through.
 *
 * @param {number[]} above
 * @param {number[]} below
 */
export const over = (above, below) => [0, 1, 2].map((i) =>
  Math.round(above[i] * above[3] + below[i] * (1 - above[3]))).concat(1);

/**
 * Two colours on each other, where either may let something through.
 *
 * @param {number[]} above
 * @param {number[]} below
 */
export const mixed = (above, below) => {
  const opacity = above[3] + below[3] * (1 - above[3]);
  if (!opacity) return [0, 0, 0, 0];
  return [0, 1, 2].map((i) => (above[i] * above[3] + below[i] * below[3] * (1 - above[3])) / opacity)
    .concat(opacity);
};

/**
 * How far apart two colours are, from 1 to 21, to two places (WCAG 2, contrast ratio).
 *
 * @param {number[]} one [red, green, blue, …]
 * @param {number[]} other
 */
export const contrastOf = (one, other) => {
  const [a, b] = [one, other].map(([red, green, blue]) => lightOf(Math.round(red), Math.round(green), Math.round(blue)));
  return Math.round(100 * (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) / 100;
};

/**
 * Whether two colours are the same but for what drawing rounds.
 *
 * @param {number[]} one
 * @param {number[]} other
 */
export const areNear = (one, other) => [0, 1, 2].every((i) => Math.abs(one[i] - other[i]) <= 6);

/**
 * The colour that most points of a picture have and its share of them, the share of points that differ
 * from it at all, and of those that can be told from it by eye.
 *
 * @param {ArrayLike<number>} data red, green, blue and opacity of each point, from 0 to 255
 */
export const groundIn = (data) => {
  const seen = new Map();
  for (let p = 0; p < data.length; p += 4) {
    const key = (data[p] << 16) | (data[p + 1] << 8) | data[p + 2];
    seen.set(key, (seen.get(key) || 0) + 1);
  }
  const [key, count] = [...seen].reduce((a, b) => b[1] > a[1] ? b : a, [0, 0]);
  const most = [key >> 16, (key >> 8) & 255, key & 255, 1];
  let [others, clear] = [0, 0];
  for (let p = 0; p < data.length; p += 4) {
    if (!areNear(most, [data[p], data[p + 1], data[p + 2]])) {
      others += 1;
      if (contrastOf(most, [data[p], data[p + 1], data[p + 2]]) >= 1.5) clear += 1;
    }
  }
  const points = data.length / 4 || 1;
  return {most, share: Math.round(100 * count / points) / 100, others: Math.round(1000 * others / points) / 1000, clear: Math.round(1000 * clear / points) / 1000};
};
