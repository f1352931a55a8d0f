// What is told of a word, or of ink that was not read, beside it.
const tip = $('tip');
const LEAST = 0.25;

let tipOf = null;

// Shows it beside a place of a pane; when that pane is scrolled, it goes.
function showTip(around, content, pane) {
  tipOf = pane;
  tip.replaceChildren(...content);
  tip.hidden = false;
  const {width, height} = tip.getBoundingClientRect();
  const gap = 8;
  const left = Math.max(gap, Math.min(around.left, innerWidth - width - gap));
  const below = around.bottom + gap + height <= innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? around.bottom + gap : Math.max(gap, around.top - height - gap)}px`;
}

function hideTip() {
  tip.hidden = true;
}

function isTold(word) {
  return word.fixes.length > 0 || word.sure < LOW || word.read !== word.text;
}

function wordTip(word) {
  const head = make('p', {class: 'word', lang: 'ko'}, word.text);
  if (word.read !== word.text) head.append(' ', make('span', {class: 'was'}, say('wasRead', `‘${word.read}’`)));
  return [head, make('p', {class: 'was'}, say('confidence', percent(word.sure, 0))), ...word.fixes.map(fixTip)];
}

function fixTip(fix) {
  const kind = say(`kind.${fix.kind}`), sure = percent(fix.sure);
  const said = fix.kind === 'join'
    ? say(fix.now ? 'spaced' : 'joined', kind, sure)
    : say(fix.applied ? 'applied' : 'offered', kind, visible(fix.was), visible(fix.now), sure);
  const reasons = make('ul', {}, ...reasonsOf(fix).map((reason) => make('li', {}, reason)));
  return make('div', {class: 'fix'}, make('p', {}, said), reasons);
}

function visible(text) {
  if (!text) return say('nothing');
  const shown = text.replace(/\n/g, '⏎');
  return shown.trim() ? `‘${shown}’` : say('space');
}

// Returns the evidence in words, the weightiest first; numbers are log odds but for plain counts and shares.
function reasonsOf(fix) {
  const plain = {fact: String, names: String, share: (value) => percent(value, 0)};
  const weigh = ([, value]) => (typeof value === 'number' ? Math.abs(value) : Infinity);
  return Object.entries(fix.why)
    .filter(([name, value]) => name in plain || Math.abs(value) >= LEAST)
    .sort((a, b) => weigh(b) - weigh(a))
    .map(([name, value]) => {
      if (name in plain || typeof value !== 'number') return say(`why.${name}`, (plain[name] ?? String)(value));
      // The log odds of a line end are those of a space there.
      const speaks = fix.kind === 'join' && !fix.now ? -value : value;
      const strength = Math.abs(value) >= 3 ? 3 : Math.abs(value) >= 1 ? 2 : 1;
      return `${say(`why.${name}`)}: ${say(`${speaks > 0 ? 'for' : 'against'}.${strength}`)}`;
    });
}

function unreadTip([, , , , reason, ink]) {
  return [make('p', {}, say('unreadHere', say(`unread.${reason}`))), make('p', {class: 'was'}, say('inkShare', percent(ink / 1e4)))];
}
