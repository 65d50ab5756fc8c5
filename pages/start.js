// Where a page is in Teams. Nobody signs in by hand there: Teams says who it is, and the token it has goes to this site
// once. In an ordinary browser there is no Teams to answer, and the button on the page is the way in.

// A tab in Teams has none of a browser's own signs that something is on its way.
let shownSoon;
const waits = (says) => {
  clearTimeout(shownSoon);
  const wait = document.getElementById('wait');
  if (wait) shownSoon = setTimeout(() => wait.replaceChildren(says ? wait.dataset.says : ''), says ? 700 : 0);
};
addEventListener('submit', () => waits(true));
addEventListener('click', ({ target, button, ctrlKey, metaKey, shiftKey }) => {
  const isHere = button === 0 && !ctrlKey && !metaKey && !shiftKey;
  if (isHere && target.closest('a[href^="/app/"]:not([target])')) waits(true);
});
// Back on a page that the browser has kept as it was left.
addEventListener('pageshow', () => waits(false));

(async () => {
  const { app, authentication, pages } = window.microsoftTeams;
  const look = { default: 'light', dark: 'dark', contrast: 'contrast' };
  const configure = document.getElementById('configure');
  const start = document.getElementById('start');
  const show = (id, isShown) => {
    const found = document.getElementById(id);
    if (found) found.hidden = !isShown;
  };
  try {
    await app.initialize();
  } catch {
    return;
  }
  // An open tab follows Teams. The session keeps the look it began with: to begin another would lose what is typed.
  const follow = (theme) => {
    if (look[theme]) document.documentElement.dataset.theme = look[theme];
  };
  app.registerOnThemeChangeHandler(follow);
  if (!configure && !start) {
    follow((await app.getContext()).app.theme);
    return;
  }
  if (configure) {
    // A tab in a channel or a meeting shows the whole: there is nothing to choose.
    const contentUrl = `${location.origin}/app/start?to=/app/`;
    const tab = { entityId: 'whole', contentUrl, websiteUrl: `${location.origin}/app/` };
    pages.config.registerOnSaveHandler(async (save) => {
      await pages.config.setConfig({ ...tab, suggestedDisplayName: configure.dataset.name });
      save.notifySuccess();
    });
    pages.config.setValidityState(true);
    return;
  }
  show('in-teams', true);
  try {
    const [context, token] = await Promise.all([app.getContext(), authentication.getAuthToken()]);
    const body = new URLSearchParams({ token, theme: look[context.app.theme] ?? '' });
    const answer = await fetch('/app/sign-in', { method: 'POST', body });
    if (!answer.ok) throw new Error(`${answer.status}`);
    show('in-teams', false);
    show('signed-in', true);
    show('browser', false);
    if (start.dataset.stay !== undefined) return;
    // Where a link into Teams leads.
    const deep = context.page.subPageId;
    location.replace(deep && /^\/app\/[\w\-./?=&%]*$/.test(deep) ? deep : start.dataset.to);
  } catch {
    show('in-teams', false);
    show('teams-failed', true);
  }
})();
