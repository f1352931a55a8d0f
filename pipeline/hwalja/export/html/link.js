// The same line in both panes: what the pointer is on shows in both, a click keeps it and moves the other pane there.
const linked = group();
let pinned = null, lit = [], shown = null;

// Lights up a line, and one of its words if it is known which.
function light(at) {
  if (shown && at && shown.line === at.line && shown.word === at.word) return;
  shown = at;
  for (const element of lit) element.classList.remove('hot', 'hotter');
  lit = [];
  linked.replaceChildren();
  if (!at) return;
  linked.append(rect(at.line.box, 'line'));
  if (at.word) linked.append(rect(at.word.box, 'word'));
  lit = at.line.elements;
  for (const element of lit) element.classList.add(at.word && element === at.word.element ? 'hotter' : 'hot');
}

// The texts have been put up anew.
function lightAgain() {
  shown = null;
  light(pinned);
}

function lineAt({x, y}) {
  const inside = (box, slack) => x >= box.x - slack && x < box.x + box.w + slack && y >= box.y - slack && y < box.y + box.h + slack;
  const middle = (line) => Math.abs(y - line.box.y - line.box.h / 2);
  const near = lines.filter((line) => inside(line.box, line.box.h * 0.2)).sort((a, b) => middle(a) - middle(b));
  if (!near.length) return null;
  return {line: near[0], word: near[0].words.find((word) => inside(word.box, 2))};
}

function unreadAt({x, y}) {
  if (!isOn('unread')) return undefined;
  return data.unread.find(([left, top, w, h]) => x >= left && x < left + w && y >= top && y < top + h);
}

function onWindow({x, y, w, h}) {
  const {left, top} = sheet.getBoundingClientRect();
  return {left: left + x * scale, right: left + (x + w) * scale, top: top + y * scale, bottom: top + (y + h) * scale};
}

function tell(at, around, pane) {
  if (at?.word && isTold(at.word)) showTip(around, wordTip(at.word), pane);
  else hideTip();
}

desk.addEventListener('pointermove', (event) => {
  if (event.pointerType !== 'mouse' || dragged && drag) return;
  pointOnScan(event);
});
function pointOnScan(event) {
  const place = placeAt(event.clientX, event.clientY), at = lineAt(place), lost = at ? undefined : unreadAt(place);
  light(at ?? pinned);
  if (lost) showTip(onWindow({x: lost[0], y: lost[1], w: lost[2], h: lost[3]}), unreadTip(lost), desk);
  else tell(at, at?.word && onWindow(at.word.box), desk);
  return at;
}
desk.addEventListener('click', (event) => {
  if (dragged) return;
  pinned = pointOnScan(event);
  light(pinned);
  const element = pinned && (pinned.word?.element ?? pinned.line.elements[0]);
  if (element) {
    element.closest('details')?.setAttribute('open', '');
    element.scrollIntoView({block: 'center', behavior: motion()});
  }
});

const inText = (event) => {
  const element = event.target.closest?.('.w, .row');
  const at = element && owners.get(element);
  return at && {...at, element};
};
$('articles').addEventListener('pointerover', (event) => {
  if (event.pointerType !== 'mouse') return;
  const at = inText(event);
  light(at ?? pinned);
  tell(at, at?.element.getBoundingClientRect(), $('text'));
});
$('articles').addEventListener('click', (event) => {
  const at = inText(event);
  if (at) follow(at);
  else unpin();
});
$('articles').addEventListener('focusin', (event) => {
  if (!event.target.matches(':focus-visible')) return;
  const at = inText(event);
  light(at ?? pinned);
  tell(at, at?.element.getBoundingClientRect(), $('text'));
});
for (const pane of [desk, $('text')]) {
  pane.addEventListener('pointerleave', () => { light(pinned); hideTip(); });
  pane.addEventListener('scroll', () => { if (tipOf === pane) hideTip(); }, {passive: true});
}

// Keeps a place of the text, and shows it on the scan.
function follow(at) {
  if (!getSelection().isCollapsed) return;
  pinned = at;
  light(at);
  reveal((at.word ?? at.line).box);
  tell(at, at.element.getBoundingClientRect(), $('text'));
}

function unpin() {
  pinned = null;
  light(null);
  hideTip();
}
