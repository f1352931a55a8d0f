// The texts, word by word: as corrected, or as read, a row for each line of type.
const LOW = 0.93, LOWER = 0.8;
const owners = new WeakMap();

function showVersion(version) {
  const anchor = topmost();
  choose('version', version);
  for (const line of lines) line.elements = [];
  for (const word of words) word.element = null;
  for (const block of blocks) {
    if (!block.words.length && !block.lines.some((line) => line.raw)) continue;
    block.element.replaceChildren(...(version === 'raw' ? rawRows(block) : correctedWords(block)));
  }
  lightAgain();
  anchor?.elements[0]?.scrollIntoView({block: 'start', behavior: 'instant'});
}

// Returns the first line that is seen, if the reader has gone beyond the top.
function topmost() {
  const top = $('text').getBoundingClientRect().top;
  if ($('text').scrollTop < 40) return null;
  return lines.find(({elements}) => elements?.length && elements[0].getBoundingClientRect().top >= top);
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
      row.append(known ? wordElement(left[0][0], token) : part(line, null, token));
    }
    owners.set(row, {line});
    return row;
  });
}

const rawText = (line) => line.raw ?? line.words.map((word) => word.text).join(' ');

// Returns what shows a part of a line: a word, or what was read where no single word stands now.
function part(line, word, text) {
  const element = make('span', {class: 'w'}, text);
  owners.set(element, {line, word});
  line.elements.push(element);
  return element;
}

function wordElement(word, text) {
  const element = part(word.line, word, text);
  if (word.sure < LOW) element.classList.add('low');
  if (word.sure < LOWER) element.classList.add('more');
  if (word.fixes.length) {
    element.classList.add(isFixed(word) ? 'fixed' : 'offered');
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-describedby', 'tip');
  }
  word.element = element;
  return element;
}

// Tells whether a word was changed; a line end in doubt is shown as quietly as what was only suggested.
function isFixed(word) {
  return word.fixes.some((fix) => fix.applied && fix.kind !== 'join');
}

for (const button of buttonsOf('version')) button.addEventListener('click', () => showVersion(button.dataset.value));
for (const button of buttonsOf('panes')) button.addEventListener('click', () => choose('panes', button.dataset.value));
