// Rows of letters in a bitmap: strokes of one height and one shade that stand on one line.
//
// Not what they say: only that they are there, how many, and how much of the picture they take.
/**
 * How flat a bitmap is (the share of points that are as light as the next), and its lines of letters:
 * how many letters and lines, their share of the picture, and how tall the middle one is.
 *
 * @param {{data: ArrayLike<number>}} bitmap red, green, blue and opacity of each point, from 0 to 255
 * @param {number} width
 * @param {number} height
 */
export const lettersIn = (bitmap, width, height) => {
  const size = width * height;
  const light = lightnessOf(bitmap, size);
  const found = {flat: flatShare(light, width, height), letters: 0, lines: 0, share: 0, tall: 0};
  // A photograph: what looks like strokes there is grain.
  if (found.flat < (height <= 60 ? 0.4 : 0.55)) return found;
  const around = meansOf(light, width, height);
  for (const sign of [1, -1]) {
    const lines = linesOf(partsOf(strokesOf(light, around, sign), light, width, height));
    const letters = lines.reduce((sum, line) => sum + line.letters, 0);
    if (letters <= found.letters) continue;
    const area = lines.reduce((sum, line) => sum + line.width * line.height, 0);
    const tall = lines.map((line) => line.height).sort((a, b) => a - b)[lines.length >> 1];
    Object.assign(found, {letters, lines: lines.length, share: Math.round(1000 * area / size) / 1000, tall});
  }
  return found;
};

// What is transparent shows a ground on which its drawing can be seen.
function lightnessOf({data}, size) {
  let solid = 0;
  let sum = 0;
  const light = new Uint8Array(size);
  for (let i = 0, p = 0; i < size; i += 1, p += 4) {
    light[i] = (77 * data[p] + 150 * data[p + 1] + 29 * data[p + 2]) >> 8;
    if (data[p + 3] > 128) { solid += 1; sum += light[i]; }
  }
  if (solid === size) return light;
  const ground = solid && sum / solid > 190 ? 40 : 255;
  for (let i = 0, p = 3; i < size; i += 1, p += 4) {
    light[i] = ground + (light[i] - ground) * data[p] / 255;
  }
  return light;
}

function flatShare(light, width, height) {
  let flat = 0;
  for (let y = 0; y < height - 1; y += 1) {
    for (let i = y * width; i < y * width + width - 1; i += 1) {
      if (Math.abs(light[i] - light[i + 1]) <= 3 && Math.abs(light[i] - light[i + width]) <= 3) flat += 1;
    }
  }
  return Math.round(100 * flat / Math.max(1, (width - 1) * (height - 1))) / 100;
}

// How light it is around each point: sums along the rows, then along the columns.
function meansOf(light, width, height) {
  const reach = 10;
  const along = new Int32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(reach, width); x += 1) sum += light[row + x];
    for (let x = 0; x < width; x += 1) {
      if (x + reach < width) sum += light[row + x + reach];
      if (x - reach > 0) sum -= light[row + x - reach - 1];
      along[row + x] = sum / (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
    }
  }
  const means = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  for (let y = 0; y < Math.min(reach, height); y += 1) {
    for (let x = 0; x < width; x += 1) sums[x] += along[y * width + x];
  }
  for (let y = 0; y < height; y += 1) {
    const into = (y + reach) * width;
    const outOf = (y - reach - 1) * width;
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    for (let x = 0; x < width; x += 1) {
      if (y + reach < height) sums[x] += along[into + x];
      if (y - reach > 0) sums[x] -= along[outOf + x];
      means[y * width + x] = sums[x] / rows;
    }
  }
  return means;
}

// What is darker (or lighter) than the ground around it.
function strokesOf(light, around, sign) {
  const mask = new Uint8Array(light.length);
  for (let i = 0; i < light.length; i += 1) mask[i] = sign * (around[i] - light[i]) > 22 ? 1 : 0;
  return mask;
}

// Connected strokes with their boxes and their shade; grain and large shapes are left out.
function partsOf(mask, light, width, height) {
  const parts = [];
  const stack = new Int32Array(width * height);
  for (let start = 0; start < mask.length && parts.length < 4000; start += 1) {
    if (mask[start] !== 1) continue;
    let depth = 0;
    let area = 0;
    let sum = 0;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    stack[depth++] = start;
    mask[start] = 2;
    while (depth) {
      const at = stack[--depth];
      const x = at % width;
      const y = (at - x) / width;
      area += 1;
      sum += light[at];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const last = Math.min(height - 1, y + 1);
      const end = Math.min(width - 1, x + 1);
      for (let ny = Math.max(0, y - 1); ny <= last; ny += 1) {
        for (let next = ny * width + Math.max(0, x - 1); next <= ny * width + end; next += 1) {
          if (mask[next] !== 1) continue;
          mask[next] = 2;
          stack[depth++] = next;
        }
      }
    }
    const part = {left, right: right + 1, top, bottom: bottom + 1, shade: sum / area};
    const tall = part.bottom - part.top;
    const wide = part.right - part.left;
    const solid = area / (tall * wide);
    // Only small letters touch each other; what is large and broad is a drawing.
    const isLetter = wide <= 1.7 * tall + 4 || (tall <= 24 && wide <= 12 * tall && (wide <= 4 * tall || solid < 0.8));
    if (area >= 4 && Math.max(tall, wide) >= 4 && tall <= Math.min(64, 0.95 * height) && wide < 0.7 * width &&
        isLetter) parts.push(part);
  }
  return parts;
}

// Parts side by side, of like height and shade, chained into lines.
function linesOf(parts) {
  if (parts.length > 2500) return [];  // grain
  parts.sort((a, b) => a.left - b.left);
  const chain = parts.map((_, i) => i);
  const head = (i) => { while (chain[i] !== i) i = chain[i] = chain[chain[i]]; return i; };
  for (let i = 0; i < parts.length; i += 1) {
    const a = parts[i];
    for (let j = i + 1; j < Math.min(parts.length, i + 300); j += 1) {
      const b = parts[j];
      const tall = Math.max(a.bottom - a.top, b.bottom - b.top);
      if (b.left - a.right > 64) break;
      if (b.left - a.right > tall) continue;
      const common = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const least = Math.min(a.bottom - a.top, b.bottom - b.top);
      if (common >= 0.5 * least && least >= 0.25 * tall && Math.abs(a.shade - b.shade) <= 45) {
        chain[head(i)] = head(j);
      }
    }
  }
  const lines = new Map();
  parts.forEach((part, i) => {
    const key = head(i);
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(part);
  });
  return [...lines.values()].map(lineOf).filter(Boolean);
}

// A line of letters: four or more, as high as each other, on one foot.
function lineOf(parts) {
  if (parts.length < 2) return null;
  const glyphs = [];
  for (const part of parts) {
    const last = glyphs[glyphs.length - 1];
    if (last && part.left < last.right - 1) {
      last.right = Math.max(last.right, part.right);
      last.top = Math.min(last.top, part.top);
      last.bottom = Math.max(last.bottom, part.bottom);
    } else glyphs.push({...part});
  }
  const heights = glyphs.map((g) => g.bottom - g.top).sort((a, b) => a - b);
  const tall = heights[Math.floor(0.6 * heights.length)];
  const bottoms = glyphs.map((g) => g.bottom).sort((a, b) => a - b);
  const foot = bottoms[bottoms.length >> 1];
  const slack = Math.max(1, 0.17 * tall);
  const standing = glyphs.filter((g) => Math.abs(g.bottom - foot) <= slack).length;
  const alike = glyphs.filter((g) => g.bottom - g.top >= 0.55 * tall && g.bottom - g.top <= 1.5 * tall).length;
  const wide = glyphs[glyphs.length - 1].right - glyphs[0].left;
  const letters = glyphs.reduce((sum, g) => sum + lettersInGlyph(g, tall), 0);
  if (glyphs.length < 2 || letters < 4 || tall < 5 || wide < 2 * tall) return null;
  if (standing < 0.5 * glyphs.length || alike < 0.6 * glyphs.length) return null;
  return {letters, width: wide, height: tall};
}

// Small or slanted letters touch each other: what is broader than a letter is several of them.
function lettersInGlyph(glyph, tall) {
  const wide = glyph.right - glyph.left;
  return wide <= 1.7 * tall ? 1 : Math.round(wide / (0.8 * tall));
}

// The letters of anything that can be drawn, at a size at which they can still be told apart.
export const lettersDrawn = (source, wide, high, most = 80000) => {
  if (!wide || !high) return null;
  const scale = Math.min(1, 640 / wide, Math.sqrt(most / (wide * high)));
  const [width, height] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))];
  const ground = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
  ground.drawImage(source, 0, 0, width, height);
  return {...lettersIn(ground.getImageData(0, 0, width, height), width, height), width, height};
};
