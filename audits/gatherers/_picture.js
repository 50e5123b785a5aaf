// A picture that is handed in as base64, and its points.
export const bitmapOf = (picture) =>
  createImageBitmap(new Blob([Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))]));
export const pointsOf = (bitmap) => {
  const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {willReadFrequently: true});
  drawn.drawImage(bitmap, 0, 0);
  return drawn.getImageData(0, 0, bitmap.width, bitmap.height).data;
};
