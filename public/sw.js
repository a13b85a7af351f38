// The card's service worker: opens the card without a network. `cargo xtask apps` fills in the list of hashed files and a version over them.
//
// One cache a version holds the files and, for each shop, its page (the shell), which names exactly these files. The shell is answered from the
// cache at once and fetched anew behind; a newer one is for a newer version of this worker. The API is never touched here.
"use strict";

const FILES = /*PRECACHE*/ [];
// The words of each language. The page brings those it is read in; all are kept from the second visit on, so that the first is small.
const WORDS = /*WORDS*/ [];
// What signs where WebCrypto fails: kept only by those who needed it.
const SOFTKEY = /*SOFTKEY*/ [];
const VERSION = /*VERSION*/ "";
const CACHE = "comptoir-" + VERSION;
const OURS = "comptoir-";

// First parts of addresses that are no shop's page.
const NO_SHELL = ["", "v1", "assets", "counter", "office", "s", "docs", "healthz", "readyz", "metrics", "openapi.json", "sw.js", "icons"];

/** The address of a page's shell: the shop's own, whatever comes behind it. */
const shellOf = (url) => {
  const slug = url.pathname.split("/")[1];
  return NO_SHELL.includes(slug) ? null : url.origin + "/" + slug;
};

// Last parts of addresses of the server's own pages, and of their looks.
const PAPER = ["history", "terms", "paper.css"];
// Those of them with forms, or with what is good once: never kept.
const FORMS = ["settings", "recover", "profile", "install"];

/** Keeps a shell if it is one of this version: it must name this version's files, or it would lack one without a network. */
const keep = async (cache, address, response) => {
  const text = await response.clone().text();
  // softkey's script is named by the page, its wasm by that script; of words, what all languages have in common.
  const named = [...FILES, ...WORDS, ...SOFTKEY].every((file) => text.includes(file.replace(/_bg\.wasm$|[\w-]+\.text$/, "")));
  const good = response.ok && !response.redirected && named;
  if (good) await cache.put(address, response);
  return good;
};

/** Fetches a shell anew; unknown files in it mean that a new version of this worker is there. */
const refresh = async (address) => {
  const response = await fetch(address, { cache: "no-cache" });
  const kept = await keep(await caches.open(CACHE), address, response.clone());
  if (!kept && response.ok) await self.registration.update();
  return response;
};

/** Keeps these files, unless they are kept already. */
const keepAll = async (files) => {
  const cache = await caches.open(CACHE);
  const kept = await Promise.all(files.map((file) => cache.match(file)));
  if (!kept.every(Boolean)) await cache.addAll(files);
};

/** Somebody picked another language: the pages that are kept are fetched in that one, and the words of all. */
const speak = async () => {
  await keepAll(WORDS);
  for (const { url } of await (await caches.open(CACHE)).keys()) {
    if (shellOf(new URL(url)) === url) await refresh(url);
  }
};

self.addEventListener("install", (event) => {
  const install = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES);
    // The shells of shops that older versions knew come along, so that their cards still open without a network.
    const known = new Set([self.registration.scope.replace(/\/$/, "")]);
    for (const name of await caches.keys()) {
      if (!name.startsWith(OURS) || name === CACHE) continue;
      for (const request of await (await caches.open(name)).keys()) {
        if (shellOf(new URL(request.url)) === request.url) known.add(request.url);
        if (request.url.includes("/softkey/")) await keepAll(SOFTKEY);
      }
    }
    const shells = [...known].filter((address) => shellOf(new URL(address)) === address);
    await Promise.all(shells.map((address) => fetch(address, { cache: "no-cache" }).then((response) => keep(cache, address, response), () => {})));
  };
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

// The person tapped "new version": see src/card/src/shell.rs.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  // A page just fetched it, maybe before there was a worker; see src/card/index.html.
  if (event.data === "keep-softkey") event.waitUntil(keepAll(SOFTKEY));
  if (event.data === "spoken") event.waitUntil(speak().catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if ([...FILES, ...WORDS, ...SOFTKEY].includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (PAPER.includes(url.pathname.split("/")[2]) && shellOf(url)) {
    event.respondWith(paper(event, url));
  } else if (FORMS.includes(url.pathname.split("/")[2]) && shellOf(url)) {
    event.respondWith(fetch(request).catch(() => shell(event, shellOf(url))));
  } else if (request.mode === "navigate" && shellOf(url)) {
    event.respondWith(shell(event, shellOf(url)));
  }
});

const shell = async (event, address) => {
  const kept = await (await caches.open(CACHE)).match(address);
  if (!kept) return refresh(address).catch(() => fetch(event.request));
  event.waitUntil(refresh(address).then(() => keepAll(WORDS)).catch(() => {}));
  return kept;
};

/** The server's own pages as they are now, else as they were last seen; of those never seen, the card is shown in their place. */
const paper = async (event, url) => {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    if (response.ok) await cache.put(url.origin + url.pathname, response.clone());
    return response;
  } catch (error) {
    return (await cache.match(url.origin + url.pathname)) || shell(event, shellOf(url));
  }
};
