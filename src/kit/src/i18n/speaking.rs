//! Which language the app speaks, and its words: the page brings those of one, and those of the others are files of the app, fetched when
//! somebody picks one.

use std::cell::Cell;

use js_sys::{Promise, Reflect};
use wasm_bindgen_futures::{JsFuture, spawn_local};
#[cfg(feature = "till")]
use words::Till;
use words::{Lang, Listed, Reader, Shared};

use crate::{
    browser::{call0, call1, document, storage, window},
    ui,
    watched::Watched,
};

/// Where the choice is kept on this phone, and the cookie that tells the server, so that its pages come in this language.
const MARK: &str = "comptoir.lang";
const COOKIE: &str = "comptoir_lang=";
/// As long as browsers keep a cookie; each start that needs it sets it again.
const COOKIE_ENDS: &str = "; Path=/; Max-Age=34560000; SameSite=Lax";

thread_local! {
    static LANG: Watched<Lang> = Watched::new(Lang::En);
    // The last one that was asked for: words that come too late are not spoken.
    static WISHED: Cell<Lang> = const { Cell::new(Lang::En) };
    static SHARED: Cell<&'static Shared> = Cell::new(kept(Shared::read(&mut Reader::empty())));
    static READ_OWN: Cell<fn(&mut Reader)> = const { Cell::new(|_| {}) };
}

#[cfg(feature = "till")]
thread_local! {
    static TILL: Cell<&'static Till> = Cell::new(kept(Till::read(&mut Reader::empty())));
}

/// The language now; tracked, so that a switch redraws what used it.
pub fn lang() -> Lang {
    LANG.with(Watched::get)
}

/// The language now, for one use.
pub fn lang_untracked() -> Lang {
    LANG.with(Watched::now)
}

/// The shared words in the language now; tracked.
pub fn texts() -> &'static Shared {
    lang();
    SHARED.get()
}

/// The words of a till in the language now; tracked.
#[cfg(feature = "till")]
pub fn till() -> &'static Till {
    lang();
    TILL.get()
}

/// Begins to speak: in the language that was picked on this phone, else in the one that the page came in. `read_own` reads the app's own words,
/// which follow the shared ones; `then` shows the app, once there are words.
pub fn start(read_own: fn(&mut Reader), then: impl FnOnce() + 'static) {
    READ_OWN.set(read_own);
    if let Some(words) = words_element() {
        speak(words.text_content().unwrap_or_default());
    }
    let picked = storage::mark(MARK).and_then(|tag| Lang::tagged(&tag)).filter(|lang| *lang != lang_untracked());
    match picked {
        // Without a network it may be the page's language after all.
        Some(picked) => learn(picked, Box::new(|_| then())),
        None => then(),
    }
}

/// Switches, and remembers the choice on this phone, once the words are there.
pub fn set_lang(lang: Lang) {
    learn(
        lang,
        Box::new(|learnt| {
            if !learnt {
                ui::toast(texts().offline.said().what);
                // Nothing changed, which the switch has to show.
                LANG.with(|now| now.set(now.now()));
            }
        }),
    );
}

/// Has the page fetch the words of a language, and speaks it from then on. `then` is told whether the words came.
fn learn(lang: Lang, then: Box<dyn FnOnce(bool)>) {
    WISHED.set(lang);
    spawn_local(async move {
        let words = call1(&window(), "words", &lang.tag().into()).unwrap_or_default();
        let words = JsFuture::from(Promise::resolve(&words)).await.ok().and_then(|words| words.as_string());
        let learnt = words.is_some();
        if let Some(words) = words.filter(|_| WISHED.get() == lang) {
            speak(words);
            note(lang);
        }
        then(learnt);
    });
}

/// Reads words and shows them wherever words are. They stay as long as the page: there are eight languages at most.
fn speak(words: String) {
    let Some(mut list) = Reader::new(Box::leak(words.into_boxed_str())) else { return };
    SHARED.set(kept(Shared::read(&mut list)));
    #[cfg(feature = "till")]
    TILL.set(kept(Till::read(&mut list)));
    READ_OWN.get()(&mut list);
    // For screen readers, hyphenation and `:lang()`.
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("lang", list.lang().tag());
    }
    LANG.with(|lang| lang.set(list.lang()));
}

/// Remembers a choice: here, and for the server's next page.
fn note(lang: Lang) {
    storage::set_mark(MARK, lang.tag());
    let _ = Reflect::set(&document(), &"cookie".into(), &[COOKIE, lang.tag(), COOKIE_ENDS].concat().into());
    // The card's page has its worker fetch the page anew, to open in this language without a network; see src/card/index.html.
    let _ = call0(&window(), "spoken");
}

fn words_element() -> Option<web_sys::Element> {
    document().get_element_by_id("words")
}

fn kept<T>(words: T) -> &'static T {
    Box::leak(Box::new(words))
}
