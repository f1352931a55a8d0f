// The scan: how large it is shown, and where.
const desk = $('desk'), sheet = $('sheet');
const MARGIN = 12, MOST = 4, READABLE = 22;
const SVG = 'http://www.w3.org/2000/svg';
const overlay = drawn('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true'});
sheet.append(overlay);
let scale = 1, fitting = 'page';

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function rect({x, y, w, h}, kind) {
  return drawn('rect', {x, y, width: w, height: h, class: kind});
}

function group() {
  return overlay.appendChild(drawn('g', {}));
}

const fits = {
  page: () => Math.min((desk.clientWidth - 2 * MARGIN) / WIDTH, (desk.clientHeight - 2 * MARGIN) / HEIGHT),
  width: () => (desk.offsetWidth - 2 * MARGIN - 12) / WIDTH,
};

function fit(how) {
  fitting = how;
  resize(fits[how]());
}

function resize(to) {
  const least = Math.min(fits.page(), 1) * 0.8;
  scale = Math.max(least, Math.min(MOST, to));
  sheet.style.width = `${WIDTH * scale}px`;
  sheet.style.height = `${HEIGHT * scale}px`;
  $('scale').textContent = `${Math.round(100 * scale)}\u00a0%`;
}

// Returns the place on the scan under a point of the window.
function placeAt(clientX, clientY) {
  const {left, top} = sheet.getBoundingClientRect();
  return {x: (clientX - left) / scale, y: (clientY - top) / scale};
}

// Zooms so that what lies under a point of the window stays there.
function zoom(to, clientX, clientY) {
  const view = desk.getBoundingClientRect();
  const [x, y] = [clientX ?? view.left + view.width / 2, clientY ?? view.top + view.height / 2];
  const place = placeAt(x, y);
  fitting = null;
  resize(to);
  const now = sheet.getBoundingClientRect();
  desk.scrollBy({left: now.left + place.x * scale - x, top: now.top + place.y * scale - y, behavior: 'instant'});
}

// Brings a box into the middle of the view, large enough to be read.
function reveal(box) {
  const far = box.h * scale < 0.6 * READABLE;
  if (far) { fitting = null; resize(READABLE / box.h); }
  const left = sheet.offsetLeft + (box.x + box.w / 2) * scale - desk.clientWidth / 2;
  const top = sheet.offsetTop + (box.y + box.h / 2) * scale - desk.clientHeight / 2;
  desk.scrollTo({left, top, behavior: far ? 'instant' : motion()});
}

desk.addEventListener('wheel', (event) => {
  event.preventDefault();
  if (event.shiftKey) { desk.scrollBy({left: event.deltaX + event.deltaY, behavior: 'instant'}); return; }
  const unit = event.deltaMode ? 30 : 1;
  zoom(scale * Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX, event.clientY);
}, {passive: false});

// A mouse drags; a finger scrolls by itself.
let drag = null, dragged = false;
desk.addEventListener('pointerdown', (event) => {
  dragged = false;
  if (event.pointerType === 'mouse' && event.button === 0) drag = {x: event.clientX, y: event.clientY};
});
addEventListener('pointermove', (event) => {
  if (!drag) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!dragged && Math.hypot(dx, dy) < 4) return;
  dragged = true;
  desk.classList.add('held');
  desk.scrollBy({left: -dx, top: -dy, behavior: 'instant'});
  drag = {x: event.clientX, y: event.clientY};
});
addEventListener('pointerup', () => { drag = null; desk.classList.remove('held'); });

let pinch = null;
const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
desk.addEventListener('touchstart', (event) => {
  pinch = event.touches.length === 2 ? {spread: spread(event.touches), scale} : null;
}, {passive: true});
desk.addEventListener('touchmove', (event) => {
  if (!pinch || event.touches.length !== 2) return;
  event.preventDefault();
  const [a, b] = event.touches;
  zoom(pinch.scale * spread(event.touches) / pinch.spread, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
}, {passive: false});

$('in').addEventListener('click', () => zoom(scale * 1.3));
$('out').addEventListener('click', () => zoom(scale / 1.3));
$('fit').addEventListener('click', () => fit('page'));
$('width').addEventListener('click', () => fit('width'));
new ResizeObserver(() => { if (fitting) fit(fitting); }).observe(desk);
