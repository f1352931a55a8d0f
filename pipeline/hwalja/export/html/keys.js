// The keyboard, and the help that tells of it.
const KEYS = [
  [['/'], 'search'], [['Enter', 'Shift+Enter'], 'step'], [['j', 'k'], 'article'], [['c', 'Shift+C'], 'fix'], [['r'], 'raw'],
  [['+', '−', '0', 'w'], 'zoom'], [['1', '–', '5'], 'layers'], [['d', 'l'], 'look'], [['Esc'], 'escape'],
];
const actions = {
  '/': () => { $('query').focus(); $('query').select(); },
  '?': () => showHelp(),
  'j': () => goToArticle(1), 'k': () => goToArticle(-1),
  'c': () => goToFix(1), 'C': () => goToFix(-1),
  'r': () => [...buttonsOf('version')].find((button) => button.dataset.value !== root.dataset.version).click(),
  '+': () => zoom(scale * 1.3), '=': () => zoom(scale * 1.3), '-': () => zoom(scale / 1.3), '−': () => zoom(scale / 1.3),
  '0': () => fit('page'), 'w': () => fit('width'),
  'd': () => $('theme').click(), 'l': () => $('language').click(),
  'Escape': () => unpin(),
};
Object.keys(LAYERS).forEach((name, n) => { actions[n + 1] = () => toggle(name); });
// The same keys while a Korean keyboard is on.
const HANGUL = {'ㅓ': 'j', 'ㅏ': 'k', 'ㅊ': 'c', 'ㄱ': 'r', 'ㅈ': 'w', 'ㅇ': 'd', 'ㅣ': 'l'};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $('keys').open) return;
  if (event.target.matches('input, textarea')) return;
  if ([' ', 'Enter'].includes(event.key) && event.target.matches('.w')) {
    event.preventDefault();
    follow({...owners.get(event.target), element: event.target});
    return;
  }
  const action = actions[event.key] ?? actions[HANGUL[event.key]];
  if (!action) return;
  event.preventDefault();
  action();
});

function showHelp() {
  const list = make('dl', {}, ...KEYS.flatMap(([keys, what]) => [
    make('dt', {}, ...keys.flatMap((key, n) => (key === '–' ? ['–'] : [n && keys[n - 1] !== '–' && key !== '–' ? ' ' : '', make('kbd', {}, key)]))),
    make('dd', {}, say(`key.${what}`)),
  ]));
  const close = make('button', {type: 'button'}, say('close'));
  close.addEventListener('click', () => $('keys').close());
  $('keys').replaceChildren(make('h2', {id: 'keys-title'}, say('keysTitle')), list, make('p', {}, say('mouse')), close);
  $('keys').showModal();
}

// Goes to the article after the one whose beginning was last passed, or before it.
function goToArticle(by) {
  const top = $('text').getBoundingClientRect().top + 20;
  const starts = articles.map(({element}) => element.getBoundingClientRect().top - top);
  const target = by > 0 ? starts.findIndex((start) => start > 5) : starts.findLastIndex((start) => start < -5);
  articles[target]?.element.scrollIntoView({block: 'start', behavior: motion()});
}

// Goes to the next word that was changed or for which something was suggested, from the one that has the focus.
function goToFix(by) {
  const marked = [...$('articles').querySelectorAll('.w.fixed, .w.offered')];
  if (!marked.length) return;
  const at = marked.indexOf(document.activeElement);
  const next = marked[at < 0 ? (by > 0 ? 0 : marked.length - 1) : (at + by + marked.length) % marked.length];
  next.closest('details')?.setAttribute('open', '');
  next.scrollIntoView({block: 'center', behavior: 'instant'});
  next.focus({preventScroll: true, focusVisible: true});
  follow({...owners.get(next), element: next});
}

$('help').addEventListener('click', showHelp);
