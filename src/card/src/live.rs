//! Follows a card's events, and comes back with patience when the line breaks.

use std::{cell::RefCell, rc::Rc};

use kit::{api, browser, i18n};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};
use wire::paths;

use crate::shop::Card;

/// How long to wait before the next try: doubling from one second to a minute.
#[derive(Debug, Default)]
pub struct BackOff {
    failures: u32,
}

impl BackOff {
    /// Longest wait.
    const MS_MAX: u32 = 60_000;

    /// The wait after one more failure, milliseconds; `dice` (any number) spreads many phones over half of it.
    pub fn next_ms(&mut self, dice: u32) -> u32 {
        let whole = 1000_u32.saturating_mul(1 << self.failures.min(6)).min(Self::MS_MAX);
        self.failures = self.failures.saturating_add(1);
        whole / 2 + dice % (whole / 2)
    }

    /// The line works again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

/// What happens on the line.
pub enum Event {
    /// The card changed, or is sent anew on connecting.
    Card(Card),
    /// The line is up.
    Open,
    /// The line is down.
    Down,
}

/// A line to a card's events. Clones are the same line.
#[derive(Clone)]
pub struct Live(Rc<RefCell<Line>>);

struct Line {
    card: String,
    open: Option<Open>,
    back_off: BackOff,
    tries: u32,
    tell: Rc<dyn Fn(Event)>,
    ended: bool,
}

/// One connection with what listens to it: closed and let go together.
struct Open {
    source: EventSource,
    _heard: [Closure<dyn FnMut(MessageEvent)>; 3],
}

impl Drop for Open {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Live {
    /// Connects.
    pub fn follow(card: &str, tell: impl Fn(Event) + 'static) -> Self {
        let line = Line {
            card: card.to_owned(),
            open: None,
            back_off: BackOff::default(),
            tries: 0,
            tell: Rc::new(tell),
            ended: false,
        };
        let live = Self(Rc::new(RefCell::new(line)));
        live.connect();
        live
    }

    /// Connects now if the line is down: the page came back, or the network did.
    pub fn wake(&self) {
        let open = self.0.borrow().open.as_ref().is_some_and(|open| open.source.ready_state() == EventSource::OPEN);
        if !open {
            self.0.borrow_mut().back_off.reset();
            self.connect();
        }
    }

    /// Hangs up for good.
    pub fn end(&self) {
        let mut line = self.0.borrow_mut();
        line.ended = true;
        line.open = None;
    }

    /// Connects anew, in the language chosen now.
    pub fn connect(&self) {
        let mut line = self.0.borrow_mut();
        if line.ended {
            return;
        }
        line.tries += 1;
        line.open = None;
        let path = [&paths::my_card_events(&line.card), "?lang=", i18n::lang_untracked().tag()].concat();
        let Ok(source) = EventSource::new(&path) else { return };
        let this = self.clone();
        let opened = Closure::new(move |_: MessageEvent| {
            this.0.borrow_mut().back_off.reset();
            this.tell(Event::Open);
        });
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        let (this, attempt) = (self.clone(), line.tries);
        let failed = Closure::new(move |_: MessageEvent| this.failed(attempt));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let this = self.clone();
        let changed = Closure::new(move |event: MessageEvent| {
            if let Some(card) = event.data().as_string().and_then(|json| api::from_json(&json)) {
                this.tell(Event::Card(card));
            }
        });
        let _ = source.add_event_listener_with_callback("card", changed.as_ref().unchecked_ref());
        line.open = Some(Open { source, _heard: [opened, failed, changed] });
    }

    /// The browser tries again by itself at a fixed pace, or not at all after a refusal; ours is the one pace.
    fn failed(&self, attempt: u32) {
        let wait_ms = {
            let mut line = self.0.borrow_mut();
            if line.ended || attempt != line.tries {
                return;
            }
            line.open = None;
            let mut dice = [0; 4];
            browser::random(&mut dice);
            line.back_off.next_ms(u32::from_le_bytes(dice))
        };
        self.tell(Event::Down);
        let this = self.clone();
        browser::after(wait_ms as i32, move || {
            let waiting = {
                let line = this.0.borrow();
                line.tries == attempt && !line.ended
            };
            if waiting {
                this.connect();
            }
        });
    }

    fn tell(&self, event: Event) {
        let tell = self.0.borrow().tell.clone();
        tell(event);
    }
}

#[cfg(test)]
mod tests {
    use super::BackOff;

    #[test]
    fn patience_grows_to_a_minute_and_starts_over() {
        let mut back_off = BackOff::default();
        let waits: Vec<u32> = (0..9).map(|n| back_off.next_ms(n * 7919)).collect();
        assert!((500..1000).contains(&waits[0]), "{waits:?}");
        assert!(waits[8] >= 30_000 && waits[8] < 60_000, "{waits:?}");
        back_off.reset();
        assert!(back_off.next_ms(u32::MAX) < 1000);
    }
}
