// Notes what goes wrong in a page, for engines whose console WebDriver can't read: once a page, kept in the tab.
if (!window.storyListens) {
  window.storyListens = true;
  const note = text => {
    try { sessionStorage.storyErrors = JSON.stringify([...JSON.parse(sessionStorage.storyErrors ?? "[]"), text]); } catch { }
  };
  addEventListener("error", e => note(e.message ?? `did not load: ${e.target.src ?? e.target.href}`), true);
  addEventListener("unhandledrejection", e => note(`nobody took: ${e.reason}`));
  addEventListener("securitypolicyviolation", e => note(`refused: ${e.violatedDirective} ${e.blockedURI}`));
  const say = console.error;
  console.error = (...words) => { note(words.join(" ")); say.apply(console, words); };
}
