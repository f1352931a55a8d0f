// What may be drawn over the scan; corrections and low confidence show in the text with it.
const LAYERS = {fixes: drawFixes, sure: drawSure, unread: drawUnread, regions: drawRegions, order: drawOrder};
const DOTS = {fixes: 'var(--fix)', sure: '#d98e00', unread: 'var(--unread)', regions: 'var(--role-body)', order: 'var(--article-0)'};
const groups = Object.fromEntries(Object.keys(LAYERS).map((name) => [name, group()]));
overlay.append(linked);
const toggles = Object.fromEntries(Object.keys(LAYERS).map((name) => {
  const button = make('button', {type: 'button', 'data-t': `layer.${name}`, 'data-layer': name});
  button.style.setProperty('--dot', DOTS[name]);
  button.addEventListener('click', () => toggle(name));
  return [name, button];
}));
$('layers').append(...Object.values(toggles));

const isOn = (name) => toggles[name].getAttribute('aria-pressed') === 'true';

function toggle(name, on = !isOn(name)) {
  toggles[name].setAttribute('aria-pressed', String(on));
  root.classList.toggle(name, on);
  groups[name].replaceChildren(...(on ? LAYERS[name]() : []));
}

function drawFixes() {
  return words.filter((word) => word.fixes.length).map(({box, ...word}) => drawn('line', {
    x1: box.x, x2: box.x + box.w, y1: box.y + box.h + 2, y2: box.y + box.h + 2, class: `fixed ${isFixed(word) ? '' : 'offered'}`,
  }));
}

function drawSure() {
  return words.filter((word) => word.sure < LOW).map((word) => rect(word.box, `low ${word.sure < LOWER ? 'more' : ''}`));
}

function drawUnread() {
  return data.unread.flatMap(([x, y, w, h, reason, ink]) => {
    const box = rect({x, y, w, h}, 'lost');
    if (ink < 5) return [box];
    const name = drawn('text', {x, y: y - WIDTH / 110, class: 'name'});
    name.style.fontSize = `${WIDTH / 75}px`;
    name.textContent = say(`unread.${reason}`);
    return [box, name];
  });
}

function coloured(element, name) {
  element.style.setProperty('--of', `var(--${name})`);
  return element;
}

// Returns the regions in reading order, each once: paragraphs of one region together.
function inOrder() {
  const found = new Map();
  for (const number of data.order) {
    const block = blocks[number];
    for (const region of block.regions) {
      const {x, y, w, h} = region.box, old = found.get(region.number);
      if (!old) { found.set(region.number, {...region, article: block.article, box: {...region.box}}); continue; }
      const left = Math.min(old.box.x, x), top = Math.min(old.box.y, y);
      old.box = {x: left, y: top, w: Math.max(old.box.x + old.box.w, x + w) - left, h: Math.max(old.box.y + old.box.h, y + h) - top};
    }
  }
  return [...found.values()];
}

function drawRegions() {
  const pictures = data.pictures.map(([x, y, w, h]) => rect({x, y, w, h}, 'picture'));
  return [...pictures, ...inOrder().map(({box, role}) => coloured(rect(box, 'region'), `role-${role}`))];
}

function drawOrder() {
  const stops = inOrder(), size = WIDTH / 90, paths = [], discs = [];
  const colour = ({article}) => (article === undefined ? 'between' : `article-${article % ARTICLE_COLOURS}`);
  const middle = ({box}) => [box.x + Math.min(box.w / 2, 3 * size), box.y + Math.min(box.h / 2, 1.4 * size)];
  stops.forEach((stop, n) => {
    const [x, y] = middle(stop);
    if (n) {
      const [fromX, fromY] = middle(stops[n - 1]), same = stops[n - 1].article === stop.article && stop.article !== undefined;
      paths.push(coloured(drawn('path', {d: `M${fromX} ${fromY}L${x} ${y}`, class: `path ${same ? '' : 'between'}`}), colour(stop)));
    }
    const number = drawn('text', {x, y});
    number.style.fontSize = `${size}px`;
    number.textContent = n + 1;
    discs.push(coloured(drawn('circle', {cx: x, cy: y, r: size, class: 'stop'}), colour(stop)), number);
  });
  return [...paths, ...discs];
}

listeners.push(() => { if (isOn('unread')) toggle('unread', true); });
