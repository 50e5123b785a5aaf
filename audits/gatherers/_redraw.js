import {bitmapOf} from './_picture.js';

// Pictures whose bytes are handed in as base64, drawn on white and not too large, as JPEGs.
export default async function redraw(pictures) {
  const LONGEST = 1600;
  const base64 = (buffer) => {
    const bytes = new Uint8Array(buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const drawn = [];
  for (const given of pictures) {
    try {
      const bitmap = await bitmapOf(given);
      const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
      const [width, height] = [bitmap.width, bitmap.height].map((each) => Math.max(1, Math.round(each * scale)));
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, width, height);
      pen.drawImage(bitmap, 0, 0, width, height);
      bitmap.close();
      drawn.push(base64(await (await canvas.convertToBlob({type: 'image/jpeg', quality: 0.92})).arrayBuffer()));
    } catch { drawn.push(''); }  // no picture that the browser can draw
  }
  return drawn;
}
