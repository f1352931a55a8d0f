// All is there: show it.
root.classList.add('live');
choose('panes', 'both');
setLanguage(language);
showVersion('corrected');
fit('page');
for (const name of ['fixes', 'sure', 'unread']) toggle(name, true);
