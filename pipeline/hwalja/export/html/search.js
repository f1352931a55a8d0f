// Search in the text that is shown. Spaces and line ends do not count: a word broken over two lines is found, and one
// that is spaced otherwise.
const marks = group();
const lights = globalThis.CSS?.highlights;
let hits = [], now = -1;

function letters(element) {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      if (node.data[at].trim()) found.push({node, at, sign: node.data[at].toLowerCase()});
    }
  }
  return found;
}

function search(text) {
  const needle = text.normalize('NFC').toLowerCase().replace(/\s+/g, '');
  hits = needle ? blocks.flatMap(({element}) => hitsIn(letters(element), needle)) : [];
  now = -1;
  lights?.set('hits', new Highlight(...hits.map((hit) => hit.range)));
  lights?.delete('hit');
  drawHits();
}

function hitsIn(found, needle) {
  const text = found.map((letter) => letter.sign[0]).join('');
  const all = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const part = found.slice(at, at + needle.length), last = part.at(-1);
    const range = new Range();
    range.setStart(part[0].node, part[0].at);
    range.setEnd(last.node, last.at + 1);
    const elements = new Set(part.map((letter) => letter.node.parentElement));
    all.push({range, elements: [...elements], places: [...elements].map((each) => owners.get(each)).filter(Boolean)});
  }
  return all;
}

function drawHits() {
  marks.replaceChildren(...hits.flatMap((hit, n) => hit.places.map(({line, word}) => rect((word ?? line).box, `found ${n === now ? 'now' : ''}`))));
  const asked = $('query').value.trim();
  $('hits').textContent = hits.length ? say('hits', now < 0 ? '–' : now + 1, hits.length) : asked ? say('noHits') : '';
}

// Goes to the next hit, or back.
function step(by) {
  if (!hits.length) return;
  now = now < 0 ? (by > 0 ? 0 : hits.length - 1) : (now + by + hits.length) % hits.length;
  const hit = hits[now];
  lights?.set('hit', new Highlight(hit.range));
  drawHits();
  hit.elements[0].closest('details')?.setAttribute('open', '');
  hit.elements[0].scrollIntoView({block: 'center', behavior: motion()});
  if (hit.places.length) {
    pinned = hit.places[0];
    light(pinned);
    reveal((pinned.word ?? pinned.line).box);
  }
}

$('query').addEventListener('input', () => search($('query').value));
$('search').addEventListener('submit', (event) => event.preventDefault());
$('query').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
  if (event.key === 'Escape') { $('query').value = ''; search(''); $('text').focus(); event.stopPropagation(); }
});
$('next').addEventListener('click', () => step(1));
$('previous').addEventListener('click', () => step(-1));
for (const button of buttonsOf('version')) button.addEventListener('click', () => search($('query').value));
listeners.push(drawHits);
