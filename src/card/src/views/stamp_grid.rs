//! The stamp grid: what is earned, what is missing, the reward at the end. New stamps land one after another.

use kit::browser::{self, reduced_motion};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    art::{self, HALF, Stamp},
    story::{Beat, Seen, tell},
    texts::t,
};

/// Between two stamps that land.
const BETWEEN_MS: i32 = 220;
/// A full card is looked at this long before it turns into a fresh one.
const FULL_MS: i32 = 2600;
/// A stamp's own motion; as in card.css.
const LAND_MS: i32 = 420;

/// Stamps of a purse.
#[component]
pub fn StampGrid(
    /// What makes this card's stamps its own: the card's id.
    seed: String,
    /// The letters in the middle of a stamp.
    initials: String,
    /// Stamps that make a full card.
    goal: u32,
    /// What is on the card; none before there is one.
    seen: Signal<Option<Seen>>,
) -> impl IntoView {
    let board = Board { shown: RwSignal::new(0), landed_from: RwSignal::new(u32::MAX), full: RwSignal::new(false) };
    let playing = StoredValue::new(0_u32);
    Effect::new(move |before: Option<Option<Seen>>| {
        let now = seen.get();
        let turn = playing.get_value() + 1;
        playing.set_value(turn);
        match (before.flatten(), now) {
            (Some(old), Some(new)) => {
                let beats = tell(old, new, goal);
                spawn_local(board.play(beats, move || playing.try_get_value() == Some(turn), stamps_of(new, goal)));
            }
            _ => board.set(stamps_of_option(now, goal)),
        }
        now
    });
    let columns = columns(goal + 1);
    let rows = (goal + 1).div_ceil(columns);
    let size = ["0 0 ", &(columns * 200).to_string(), " ", &(rows * 200).to_string()].concat();
    let label = move || {
        let balance = seen.get().map_or(0, |seen| seen.balance.max(0));
        (t().stamps_of)(balance, goal)
    };
    let place = move |at: u32| {
        let (x, y) = (at % columns * 200 + 100, at / columns * 200 + 100);
        ["translate(", &x.to_string(), " ", &y.to_string(), ")"].concat()
    };
    let slot = move |at: u32| {
        let stamped = move || at < board.shown.get();
        let landing = move || stamped() && at >= board.landed_from.get();
        let stamp = Stamp::of(&seed, at);
        view! {
            <g transform=place(at) class="slot" class:stamped=stamped class:landing=landing>
                <circle r="74"/>
                <text class="count" y="17">{at + 1}</text>
                <g class="drop"><StampMark stamp initials=initials.clone()/></g>
            </g>
        }
    };
    view! {
        <svg class="stamps" class:full=move || board.full.get() viewBox=size role="img" aria-label=label>
            <Wear/>
            {(0..goal).map(slot).collect_view()}
            <g transform=place(goal) class="prize">
                <path class="rays" d="M0-92v-34M46-80l17-29M80-46l29-17M92 0h34M80 46l29 17M46 80l17 29M0 92v34M-46 80l-17 29M-80 46l-29 17M-92 0h-34M-80-46l-29-17M-46-80l-17-29"/>
                <circle r="78"/>
                <path class="gift" d="M-38-8h76v44h-76zM-44-26h88v18h-88zM0-26v62M0-26c-10-22-34-26-34-12 0 10 18 12 34 12zM0-26c10-22 34-26 34-12 0 10-18 12-34 12z"/>
            </g>
        </svg>
    }
}

/// One stamp as it was put on the paper.
#[component]
fn StampMark(stamp: Stamp, initials: String) -> impl IntoView {
    let (x, y) = stamp.miss;
    let turned =
        ["translate(", &x.to_string(), " ", &y.to_string(), ") rotate(", &stamp.tilt.to_string(), ")"].concat();
    let mask = ["url(#wear-", &stamp.wear.to_string(), ")"].concat();
    let ink = if stamp.ink >= 100 { "1".to_owned() } else { [".", &stamp.ink.to_string()].concat() };
    view! {
        <g class="stamp" transform=turned opacity=ink mask=mask>
            <path d=stamp.rings transform="scale(.1)" fill-rule="evenodd"/>
            <text y="24">{initials}</text>
        </g>
    }
}

/// How worn ink leaves bare paper: shared by all stamps of the page.
#[component]
fn Wear() -> impl IntoView {
    let square = (-HALF).to_string();
    let whole = (2 * HALF).to_string();
    let mask = move |wear: u32| {
        let specks = art::specks(wear).into_iter().map(|(x, y, r)| {
            view! { <circle cx=x.to_string() cy=y.to_string() r=[&(r / 10).to_string(), ".", &(r % 10).to_string()].concat()/> }
        });
        let turn = ["rotate(", &(wear * 125).to_string(), ")"].concat();
        view! {
            <mask id=["wear-", &wear.to_string()].concat() maskUnits="userSpaceOnUse"
                x=square.clone() y=square.clone() width=whole.clone() height=whole.clone()>
                <rect x=square.clone() y=square.clone() width=whole.clone() height=whole.clone() fill="url(#press)" transform=turn/>
                <g fill="#000" fill-opacity=".8">{specks.collect_view()}</g>
            </mask>
        }
    };
    view! {
        <defs>
            <linearGradient id="press"><stop stop-color="#fff"/><stop offset=".55" stop-color="#fff"/><stop offset="1" stop-color="#777"/></linearGradient>
            {(0..art::WEARS).map(mask).collect_view()}
        </defs>
    }
}

/// What the grid shows right now, which may be behind the card while a story is told.
#[derive(Clone, Copy)]
struct Board {
    /// Stamps.
    shown: RwSignal<u32>,
    /// Stamps from this number on (from 0) land with a motion.
    landed_from: RwSignal<u32>,
    /// Whether the card is full and the reward shines.
    full: RwSignal<bool>,
}

impl Board {
    fn set(self, stamps: u32) {
        self.landed_from.set(u32::MAX);
        self.full.set(false);
        self.shown.set(stamps);
    }

    /// Plays the beats as long as no newer story began, and ends at `end` in any case.
    async fn play(self, beats: Vec<Beat>, current: impl Fn() -> bool, end: u32) {
        for beat in beats {
            if !current() {
                return;
            }
            match beat {
                Beat::Land { from, to } if !reduced_motion() => {
                    self.shown.set(from);
                    self.landed_from.set(from);
                    for stamps in from + 1..=to {
                        if !current() {
                            return;
                        }
                        self.shown.set(stamps);
                        browser::sleep(BETWEEN_MS).await;
                    }
                    browser::sleep(LAND_MS).await;
                }
                Beat::Land { to, .. } => self.shown.set(to),
                Beat::Full => {
                    self.full.set(true);
                    browser::sleep(FULL_MS).await;
                }
                Beat::Set { to } => self.set(to),
            }
        }
        if current() {
            self.landed_from.set(u32::MAX);
            self.full.set(false);
            self.shown.set(end);
        }
    }
}

fn stamps_of(seen: Seen, goal: u32) -> u32 {
    u32::try_from(seen.balance.max(0)).unwrap_or(goal).min(goal)
}

fn stamps_of_option(seen: Option<Seen>, goal: u32) -> u32 {
    seen.map_or(0, |seen| stamps_of(seen, goal))
}

/// Two rows as long as stamps stay large enough to be pretty, never fewer than five in a row.
fn columns(slots: u32) -> u32 {
    slots.div_ceil(2).clamp(5, 8)
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn rows_are_even_and_stamps_large() {
        assert_eq!(columns(10), 5, "nine coffees and the tenth: two rows of five");
        assert_eq!(columns(6), 5);
        assert_eq!(columns(13), 7);
        assert_eq!(columns(40), 8);
    }
}
