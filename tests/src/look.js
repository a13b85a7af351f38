// What a person sees and can touch, for the stories' browser: by words, never by classes or test ids.
// Loaded by browser.rs, called as look.<function>(…) in one WebDriver script.
const squeeze = text => (text || "").replace(/\s+/g, " ").trim();
// Engines disagree on whether there is a space before what only screen readers hear.
const fold = text => squeeze(text).replace(/ :/g, ":").toLocaleLowerCase();
const shown = el =>
  el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  el.getClientRects().length > 0 && !el.closest("[inert]");
const labelled = el => (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
  .map(id => squeeze(document.getElementById(id)?.innerText)).join(" ");
// The accessible name, near enough: what a screen reader would say it is.
const name = el =>
  squeeze(labelled(el) || el.getAttribute("aria-label") ||
    (el.labels && [...el.labels].map(l => l.innerText).join(" ")) ||
    el.innerText || el.querySelector("img[alt]")?.alt || el.querySelector("svg title")?.textContent ||
    el.getAttribute("placeholder") || el.title || el.value);
const CAN_TAP = "button, a[href], summary, input[type=submit], input[type=button], input[type=checkbox], input[type=radio], " +
  "[role=button], [role=link], [role=tab], [role=option], [role=radio], [role=menuitem], [role=switch]";
const CAN_FILL = "input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio]), textarea, select, " +
  "[contenteditable=true], [role=textbox]";
// Exactly these words first, else the shortest name that has them in it.
const best = (selector, words) => {
  // What is busy (the page's own button before the app is there, the app's before it knows whom it greets) is waited for.
  const all = [...document.querySelectorAll(selector)].filter(el => shown(el) && !el.disabled && !el.closest("[aria-busy=true]"));
  const has = all.filter(el => fold(name(el)).includes(fold(words)));
  return has.find(el => fold(name(el)) === fold(words)) ||
    has.sort((a, b) => name(a).length - name(b).length)[0] || null;
};
const look = {
  // Element to tap by its name.
  tappable: words => best(CAN_TAP, words),
  // Field by its label.
  field: words => best(CAN_FILL, words),
  // All words on the screen, with what only a screen reader says of pictures and live regions.
  words: () => squeeze(document.body?.innerText) + " ¶ " +
    [...document.querySelectorAll("[aria-label], [role=img]")].filter(shown).map(name).join(" ¶ "),
  // Names of everything that can be tapped or filled: for a failure's message.
  offers: () => [...document.querySelectorAll(CAN_TAP + ", " + CAN_FILL)].filter(shown)
    .map(el => name(el) + (el.disabled ? " (disabled)" : "")).filter(Boolean),
  // Who has the focus, and whether one can see that.
  focus: () => {
    const el = document.activeElement;
    // Behind its last place the keyboard is in the browser's own bars, and the page remembers only where it was.
    if (!document.hasFocus() || !el || el === document.body) return { name: "", visible: false };
    const style = getComputedStyle(el);
    // Not by a shadow: some have one at all times.
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return { name: name(el), tag: el.tagName.toLowerCase(), visible: ring && shown(el) };
  },
};
