// What the document knows, as objects that refer to one another.
//   block {element, article, regions, lines, words}   article {element, confidence, doubts, blocks}
//   region {number, role, box}   line {block, region, box, words, raw}
//   word {line, box, text, sure, read, fixes, element}   box {x, y, w, h}
const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const data = JSON.parse($('data').textContent);
const [WIDTH, HEIGHT] = data.size;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
// What Python calls spaces: words were counted there.
const EOJEOL = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const fixes = data.fixes.map(([kind, was, now, applied, sure, why]) => ({kind, was, now, applied, sure: sure / 1e4, why}));

function* unpacked(text) {
  let number = 0, shift = 0;
  for (const digit of text) {
    const bits = DIGITS.indexOf(digit);
    number |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    yield number & 1 ? -(number >> 1) : number >> 1;
    number = shift = 0;
  }
}

const numbers = unpacked(data.places);
const take = () => numbers.next().value;
let corner = {x: 0, y: 0};
const blocks = [...document.querySelectorAll('#articles :is(h2, h3, p)')].map(readBlock);
const lines = blocks.flatMap((block) => block.lines);
const words = lines.flatMap((line) => line.words);
for (const [number, raw] of data.read) lines[number].raw = raw;
for (const [number, read, ...told] of data.marks) {
  words[number].read = read || words[number].text;
  words[number].fixes = told.map((each) => fixes[each]);
}
const articles = readArticles();

function readBlock(element) {
  const block = {element, regions: [], lines: [], text: element.textContent};
  for (let count = take(); count > 0; count--) {
    const number = take(), role = ROLES[take()];
    const box = {x: corner.x + take(), y: corner.y + take(), w: take(), h: take()};
    corner = box;
    block.regions.push({number, role, box});
    for (let left = take(); left > 0; left--) block.lines.push(readLine(block, box));
  }
  block.words = block.lines.flatMap((line) => line.words);
  giveTexts(block);
  return block;
}

function readLine(block, region) {
  const box = {x: region.x + take(), y: region.y + take(), w: take(), h: take()};
  const line = {block, box, words: []};
  let end = box.x;
  for (let count = take(); count > 0; count--) {
    const units = take();
    const place = {x: end + take(), y: box.y + take(), w: take(), h: box.h + take()};
    line.words.push({line, units, text: '', read: '', box: place, sure: take() / 100, fixes: []});
    end = place.x + place.w;
  }
  return line;
}

function giveTexts(block) {
  const left = block.words.values();
  for (const {0: eojeol, index} of block.text.matchAll(EOJEOL)) {
    for (let from = 0; from < eojeol.length;) {
      const word = left.next().value;
      if (!word) return;
      word.start = index + from;
      word.text = word.read = word.units ? eojeol.slice(from, from + word.units) : eojeol;
      from += word.text.length;
    }
  }
}

function readArticles() {
  let first = 0;
  return data.articles.map(([confidence, doubts, count], n) => {
    const own = blocks.slice(first, first + count);
    first += count;
    const article = {element: document.querySelectorAll('article')[n], confidence: confidence / 1e4, doubts, blocks: own};
    for (const block of own) block.article = n;
    return article;
  });
}
