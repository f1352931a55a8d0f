// Words of the interface, light and dark; what a reader chose is kept where the browser lets us.
const kept = {
  get(name) { try { return localStorage.getItem(`hwalja-${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`hwalja-${name}`, value); } catch { /* a browser may forbid it */ } },
};
const listeners = [];
const dark = matchMedia('(prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const motion = () => (calm.matches ? 'instant' : 'smooth');
let language = kept.get('language') || (/^ko/i.test(navigator.language) ? 'ko' : 'en');
if (!WORDS[language]) language = 'en';

// Returns what a key says in the reader's language, or the key's last part: a later version may know more.
function say(key, ...values) {
  const found = WORDS[language][key] ?? key.split('.').pop();
  return found.replace(/\{(\d)\}/g, (_, n) => values[n]);
}

// Returns a share as people read it, rounded down: only what is whole is 100 %.
function percent(share, digits = 1) {
  const ten = 10 ** digits;
  return share > 0 && share < 0.001 ? '<\u202f0.1\u00a0%' : `${(Math.floor(100 * share * ten + 1e-6) / ten).toFixed(digits)}\u00a0%`;
}

function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

function setLanguage(to) {
  language = to;
  root.lang = to;
  for (const each of document.querySelectorAll('[data-t]')) each.textContent = say(each.dataset.t);
  for (const each of document.querySelectorAll('[data-a]')) {
    each.setAttribute('aria-label', say(each.dataset.a));
    if (each.matches('button')) each.title = say(each.dataset.a);
  }
  $('language').lang = to === 'ko' ? 'en' : 'ko';
  $('query').placeholder = say('search');
  $('image').alt = say('scanImage', document.title);
  for (const listener of listeners) listener();
}

function setTheme(to) {
  root.dataset.theme = to;
}

setTheme(kept.get('theme') || (dark.matches ? 'dark' : 'light'));
dark.addEventListener('change', () => { if (!kept.get('theme')) setTheme(dark.matches ? 'dark' : 'light'); });
$('theme').addEventListener('click', () => {
  setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark');
  kept.set('theme', root.dataset.theme);
});
$('language').addEventListener('click', () => {
  setLanguage(language === 'ko' ? 'en' : 'ko');
  kept.set('language', language);
});

// Makes one of a group of buttons the pressed one, and tells the styles by an attribute of the root element.
function choose(name, value) {
  root.dataset[name] = value;
  for (const button of buttonsOf(name)) button.setAttribute('aria-pressed', String(button.dataset.value === value));
}

const buttonsOf = (name) => $(name).querySelectorAll('button');
