import {MOST, SILENT, TEXT} from './_values.js';
import {
  attributeOf, boxOf, find, getter, isShown, matches, parentOf, selector, tagOf, textNodes,
} from './_dom.js';

// The largest pictures with a file, each file once, and all that the page says in words.
export default function gatherLargeImages() {
  const READ = 8;
  const LEAST = [100, 40, 8000];  // CSS pixels: wide, high, together; less is an icon
  const WORDS = 30000;
  const DATA = 1000000;
  const sourceOf = (element) => {
    if (tagOf(element) === 'img') return getter(HTMLImageElement, 'currentSrc')(element) || '';
    return getter(HTMLInputElement, 'src')(element) || '';
  };
  const isDrawing = (source) => /^data:image\/svg|\.svg(?:[?#]|$)/i.test(source);

  const files = new Map();
  for (const element of find('img, input[type="image" i]').slice(0, MOST)) {
    const {width, height} = boxOf(element);
    const source = sourceOf(element);
    if (!isShown(element) || width < LEAST[0] || height < LEAST[1] || width * height < LEAST[2]) continue;
    if (!source || isDrawing(source) || source.startsWith('data:') && source.length > DATA) continue;
    const known = files.get(source);
    if (!known || known.area < width * height) files.set(source, {element, source, area: width * height});
  }
  const largest = [...files.values()].sort((a, b) => b.area - a.area).slice(0, READ);

  // What is said of pictures, areas and controls is said as well.
  const told = find('[alt], [aria-label], [title]').slice(0, MOST).flatMap((element) =>
    ['alt', 'aria-label', 'title'].map((name) => attributeOf(element, name) || '').filter(Boolean));
  let words = told.map((each) => each.slice(0, TEXT)).join(' ').slice(0, WORDS / 2) + ' ';
  for (const node of textNodes()) {
    if (words.length >= WORDS) break;
    const parent = parentOf(node);
    if (parent && !matches(parent, SILENT)) words += node.data;
  }
  return {
    items: largest.map(({element, source}) => ({selector: selector(element), source})),
    of: files.size,
    text: words.replace(/\s+/g, ' ').slice(0, WORDS),
  };
}
