// The texts, word by word: as corrected, or as read, a row for each line of type.
const LOW = 0.93, LOWER = 0.8;
const owners = new WeakMap();

function showVersion(version) {
  const anchor = topmost();
  choose('version', version);
  for (const block of blocks) {
    if (!block.words.length && !block.lines.some((line) => line.raw)) continue;
    block.element.replaceChildren(...(version === 'raw' ? rawRows(block) : correctedWords(block)));
  }
  if (anchor) anchor.element?.scrollIntoView({block: 'start', behavior: 'instant'});
}

// Returns the first word that is seen, if the reader has gone beyond the top.
function topmost() {
  const top = $('text').getBoundingClientRect().top;
  if ($('text').scrollTop < 40) return null;
  return words.find((word) => word.element?.isConnected && word.element.getBoundingClientRect().top >= top);
}

function correctedWords(block) {
  const parts = [];
  let end = 0;
  for (const word of block.words) {
    if (word.start === undefined) continue;
    if (word.start > end) parts.push(block.text.slice(end, word.start));
    parts.push(wordElement(word, word.text));
    end = word.start + word.text.length;
  }
  parts.push(block.text.slice(end));
  return parts;
}

function rawRows(block) {
  return block.lines.map((line) => {
    const row = make('span', {class: 'row'});
    const left = line.words.map((word) => [word, (word.read ?? '').split(' ')]);
    for (const [n, token] of rawText(line).split(' ').entries()) {
      if (n) row.append(' ');
      while (left.length && !left[0][1].length) left.shift();
      const known = left.length && left[0][1][0] === token;
      if (known) left[0][1].shift();
      row.append(known ? wordElement(left[0][0], token) : lineElement(line, token));
    }
    owners.set(row, {line});
    return row;
  });
}

const rawText = (line) => line.raw ?? line.words.map((word) => word.text).join(' ');

function lineElement(line, text) {
  const element = make('span', {class: 'w'}, text);
  owners.set(element, {line});
  return element;
}

function wordElement(word, text) {
  const element = make('span', {class: 'w'}, text);
  if (word.sure < LOW) element.classList.add('low');
  if (word.sure < LOWER) element.classList.add('more');
  if (word.fixes.length) {
    element.classList.add(isFixed(word) ? 'fixed' : 'offered');
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-describedby', 'tip');
  }
  owners.set(element, {line: word.line, word});
  word.element = element;
  return element;
}

// Tells whether a word was changed; a line end in doubt is shown as quietly as what was only suggested.
function isFixed(word) {
  return word.fixes.some((fix) => fix.applied && fix.kind !== 'join');
}

for (const button of document.querySelectorAll('[data-version]')) {
  if (button !== root) button.addEventListener('click', () => showVersion(button.dataset.version));
}
for (const button of document.querySelectorAll('[data-pane]')) {
  button.addEventListener('click', () => choose('panes', button.dataset.pane));
}
