import {bitmapOf} from './_picture.js';
import {lettersDrawn} from './_letters.js';

// The letters in pictures whose bytes are handed in, as base64.
export default async function lettersBatch(pictures) {
  const found = [];
  for (const bytes of pictures) {
    try {
      const bitmap = await bitmapOf(bytes);
      found.push(lettersDrawn(bitmap, bitmap.width, bitmap.height));
      bitmap.close();
    } catch { found.push(null); }  // no picture that the browser can draw
  }
  return found;
}
