// What is told of the page and of each article.
const about = data.about;

function showAbout() {
  const verdict = [say('scanGrade', say(`grade.${about.grade}`))];
  if (about.confidence !== null) verdict.push(say('right', percent(about.confidence / 1e4)));
  if (about.doubts.length) verdict.push(say('look'));
  $('verdict').replaceChildren(...verdict.map((each) => make('span', {}, each)));
  $('about').replaceChildren(contents(), details());
  for (const {element, confidence, doubts} of articles) {
    element.querySelector('.state')?.remove();
    const told = doubts.map((doubt) => make('b', {}, say(`doubt.${doubt}`)));
    element.prepend(make('div', {class: 'state', lang: language}, make('span', {}, say('right', percent(confidence))), ...told));
  }
}

function contents() {
  const items = articles.map(({element, confidence, doubts, blocks: own}) => {
    const headline = own.filter((block) => block.element.matches('h2')).map((block) => block.text).join(' ');
    const link = make('a', {href: `#${element.id}`});
    link.append(make('span', {lang: headline ? 'ko' : language}, headline || say('untitled')));
    link.append(make('i', doubts.length ? {class: 'unsure'} : {}, percent(confidence)));
    return make('li', {}, link);
  });
  const list = make('ol', {id: 'contents'}, ...items);
  return make('nav', {'aria-labelledby': 'contents-title'}, make('h2', {id: 'contents-title'}, say('contents')), list);
}

function details() {
  const open = $('about').querySelector('details')?.open;
  const found = make('dl');
  for (const [name, content] of facts()) if (content.length) found.append(make('dt', {}, name), make('dd', {}, ...content));
  const whole = make('details', open ? {open: ''} : {}, make('summary', {}, say('aboutPage')), found);
  return whole;
}

function facts() {
  const list = (items) => (items.length ? [make('ul', {}, ...items.map((each) => make('li', {}, each)))] : []);
  const [dpi, origin] = about.dpi;
  const flaws = about.flaws.map(([flaw, severity]) => `${say(`flaw.${flaw}`)}, ${say('severity', percent(severity / 1e4, 0))}`);
  return [
    ...Object.entries(about.facts).map(([name, [value, from]]) => [say(`fact.${name}`), [`${value} (${say(`origin.${from}`)})`]]),
    [say('quality'), [say(`grade.${about.grade}`), ...list(flaws)]],
    [say('doubts'), list(about.doubts.map((doubt) => say(`doubt.${doubt}`)))],
    [say('ink'), about.ink ? inkBar() : []],
    [say('corrections'), [say('counts', about.corrections, about.ends, about.suggestions)]],
    [say('source'), [about.source]],
    ['SHA-256', [about.sha256]],
    [say('size'), [say('sizeIs', WIDTH, HEIGHT, dpi, say(`dpi.${origin}`))]],
    [say('skew'), [`${about.skew}°`]],
    [say('models'), list(about.models.map((each) => each.join(', ')))],
    [say('steps'), [about.steps.map((each) => each.join(' ')).join(' → ')]],
    [say('warnings'), list(about.warnings).map((each) => { each.lang = 'en'; return each; })],
  ];
}

function inkBar() {
  const parts = Object.entries(about.ink).filter(([, share]) => share > 0);
  const bar = make('div', {class: 'ink', 'aria-hidden': 'true'}, ...parts.map(([name, share]) => {
    const part = make('i', {class: `ink-${name}`});
    part.style.flexGrow = share;
    return part;
  }));
  return [parts.map(([name, share]) => `${say(`ink.${name}`)} ${percent(share / 1e4)}`).join(', '), bar];
}

listeners.push(showAbout);
