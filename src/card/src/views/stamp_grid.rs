//! The stamp grid: what is earned, what is missing, the reward at the end. New stamps land one after another.

use std::{cell::Cell, rc::Rc};

use kit::{
    browser::{self, reduced_motion},
    dom::{El, el, follow, svg},
    watched::Watched,
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    art::{self, HALF, Stamp},
    story::{Beat, Seen, tell},
    texts::t,
};

/// Places in a strip's row: at least, and at most.
const STRIP_ROW: u32 = 10;
const STRIP_ROW_MAX: u32 = 14;
/// Between two stamps that land.
const BETWEEN_MS: i32 = 220;
/// A full card is looked at this long before it turns into a fresh one.
const FULL_MS: i32 = 2600;
/// A stamp's own motion; as in style/card/stamps.css.
const LAND_MS: i32 = 420;

const RAYS: &str = "M0-92v-34M46-80l17-29M80-46l29-17M92 0h34M80 46l29 17M46 80l17 29M0 92v34M-46 80l-17 29M-80 46l-29 17M-92 0h-34M-80-46l-29-17M-46-80l-17-29";
const GIFT: &str = "M-38-8h76v44h-76zM-44-26h88v18h-88zM0-26v62M0-26c-10-22-34-26-34-12 0 10 18 12 34 12zM0-26c10-22 34-26 34-12 0 10-18 12-34 12z";

/// What a grid is made of.
pub struct Grid {
    /// What makes this card's stamps its own: the card's id.
    pub seed: String,
    /// The letters in the middle of a stamp.
    pub initials: String,
    /// Stamps that make a full card.
    pub goal: u32,
    /// What it is called among others: then it is a strip of small stamps under its name.
    pub name: Option<String>,
    /// What is on the card; none before there is one. Tracked.
    pub seen: Box<dyn Fn() -> Option<Seen>>,
    /// What is left to the reward, in words, by the stamps that are shown. Tracked.
    pub words: Box<dyn Fn(u32) -> String>,
}

/// The grid and the words under it; of a strip, name and words above it.
pub fn grid(grid: Grid) -> El {
    let Grid { seed, initials, goal, name, seen, words } = grid;
    let board = Board::new(goal);
    board.clone().obey(seen);
    let (columns, rows) = if name.is_some() { strip(goal) } else { wire::stamp_grid(goal) };
    let size = ["0 0 ", &(columns * 200).to_string(), " ", &(rows * 200).to_string()].concat();
    let place = |at: u32| {
        let (x, y) = (at % columns * 200 + 100, at / columns * 200 + 100);
        svg("g").attr("transform", &["translate(", &x.to_string(), " ", &y.to_string(), ")"].concat())
    };
    let slot = |at: u32| {
        let count = svg("text").class("count").attr("y", "17").text(&(at + 1).to_string());
        place(at).class("slot").add(svg("circle").attr("r", "74")).add(count)
    };
    let slots: Vec<El> = (0..goal).map(slot).collect();
    board.clone().press(slots.clone(), seed, initials);
    let prize = place(goal).class("prize").all([
        svg("path").class("rays").attr("d", RAYS),
        svg("circle").attr("r", "78"),
        svg("path").class("gift").attr("d", GIFT),
    ]);
    let (full, label, left) = (board.clone(), board.clone(), board.clone());
    let picture = svg("svg").attr("class", "stamps").attr("viewBox", &size).attr("role", "img");
    let picture = picture
        .live_attr("aria-label", move || Some(t().stamps_of.of((*label.shown.read()).into(), [&goal.to_string()])))
        .live_class("full", move || *full.full.read())
        .all(slots)
        .add(prize);
    let words = el("p").class("left").live_text(move || words(*left.shown.read()));
    match name {
        None => el("div").add(picture).add(words),
        Some(name) => el("section").class("strip").add(el("h2").text(&name)).add(words).add(picture),
    }
}

/// Places across and down of a strip: one row as long as stamps can be told apart, and stamps as large as the neighbours'.
fn strip(goal: u32) -> (u32, u32) {
    let places = goal + 1;
    let rows = places.div_ceil(STRIP_ROW_MAX);
    (places.div_ceil(rows).max(STRIP_ROW), rows)
}

/// One stamp as it was put on the paper.
fn stamp_mark(stamp: &Stamp, initials: &str) -> El {
    let (x, y) = stamp.miss;
    let turned =
        ["translate(", &x.to_string(), " ", &y.to_string(), ") rotate(", &stamp.tilt.to_string(), ")"].concat();
    let ink = if stamp.ink >= 100 { "1".to_owned() } else { [".", &stamp.ink.to_string()].concat() };
    let rings = svg("path").attr("d", &stamp.rings).attr("transform", "scale(.1)").attr("fill-rule", "evenodd");
    svg("g")
        .class("stamp")
        .attr("transform", &turned)
        .attr("opacity", &ink)
        .attr("mask", &["url(#wear-", &stamp.wear.to_string(), ")"].concat())
        .add(rings)
        .add(svg("text").attr("y", "24").text(initials))
}

/// How worn ink leaves bare paper: shared by all stamps of the page.
pub fn wear() -> El {
    let square = |tag: &str| {
        let (low, side) = ((-HALF).to_string(), (2 * HALF).to_string());
        svg(tag).attr("x", &low).attr("y", &low).attr("width", &side).attr("height", &side)
    };
    let stop = |offset: &str, color: &str| svg("stop").attr("offset", offset).attr("stop-color", color);
    let press = svg("linearGradient").attr("id", "press").add(stop(".55", "#fff")).add(stop("1", "#777"));
    let mask = |wear: u32| {
        let turn = ["rotate(", &(wear * 125).to_string(), ")"].concat();
        let specks = svg("path").attr("d", &art::specks(wear)).attr("transform", "scale(.1)");
        let specks = specks.attr("fill-opacity", ".8");
        square("mask")
            .attr("id", &["wear-", &wear.to_string()].concat())
            .attr("maskUnits", "userSpaceOnUse")
            .add(square("rect").attr("fill", "url(#press)").attr("transform", &turn))
            .add(specks)
    };
    svg("defs").add(press).all((0..art::WEARS).map(mask))
}

/// What the grid shows right now, which may be behind the card while a story is told.
#[derive(Clone)]
struct Board {
    goal: u32,
    /// Stamps.
    shown: Watched<u32>,
    /// Stamps from this number on (from 0) land with a motion.
    landed_from: Watched<u32>,
    /// Whether the card is full and the reward shines.
    full: Watched<bool>,
    /// Counts the stories; an older one stops.
    story: Rc<Cell<u32>>,
}

impl Board {
    fn new(goal: u32) -> Self {
        Self {
            goal,
            shown: Watched::new(0),
            landed_from: Watched::new(u32::MAX),
            full: Watched::new(false),
            story: Rc::default(),
        }
    }

    /// Follows the card: the first sight is just set, every later one is told.
    fn obey(self, seen: Box<dyn Fn() -> Option<Seen>>) {
        let before = Cell::new(None);
        follow(move || {
            let now = seen();
            let old = before.replace(now);
            if old == now {
                return;
            }
            let story = self.story.get() + 1;
            self.story.set(story);
            let end = now.map_or(0, |seen| self.stamps(seen));
            match (old, now) {
                (Some(old), Some(new)) => spawn_local(self.clone().play(tell(old, new, self.goal), story, end)),
                _ => self.rest(end),
            }
        });
    }

    /// Keeps the slots as they are to be seen. A stamp is drawn when it is first there: most of a card's are yet to come.
    fn press(self, slots: Vec<El>, seed: String, initials: String) {
        let drawn = Cell::new(0);
        follow(move || {
            let (landed_from, shown) = (*self.landed_from.read(), *self.shown.read());
            for (at, slot) in (0..).zip(&slots) {
                let stamped = at < shown;
                if stamped && drawn.get() <= at {
                    drawn.set(at + 1);
                    let mark = stamp_mark(&Stamp::of(&seed, at), &initials);
                    let _ = slot.clone().add(svg("g").class("drop").add(mark));
                }
                slot.set_class("stamped", stamped);
                slot.set_class("landing", stamped && landed_from <= at);
            }
        });
    }

    fn stamps(&self, seen: Seen) -> u32 {
        u32::try_from(seen.balance.max(0)).unwrap_or(self.goal).min(self.goal)
    }

    /// Shows so many, without a motion.
    fn rest(&self, stamps: u32) {
        self.landed_from.put(u32::MAX);
        self.full.put(false);
        self.shown.put(stamps);
    }

    /// Plays the beats as long as no newer story began, and ends at `end` in any case.
    async fn play(self, beats: Vec<Beat>, story: u32, end: u32) {
        for beat in beats {
            match beat {
                Beat::Land { from, to } if !reduced_motion() => {
                    self.rest(from);
                    self.landed_from.put(from);
                    for stamps in from + 1..=to {
                        self.shown.put(stamps);
                        browser::sleep(BETWEEN_MS).await;
                        if self.story.get() != story {
                            return;
                        }
                    }
                    browser::sleep(LAND_MS).await;
                }
                Beat::Land { to, .. } => self.shown.put(to),
                Beat::Full => {
                    self.full.put(true);
                    browser::sleep(FULL_MS).await;
                }
                Beat::Set { to } => self.rest(to),
            }
            if self.story.get() != story {
                return;
            }
        }
        self.rest(end);
    }
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn strips_have_one_row_and_stamps_of_a_size() {
        assert_eq!(strip(5), (10, 1), "as small as the neighbour's nine");
        assert_eq!(strip(9), (10, 1));
        assert_eq!(strip(13), (14, 1));
        assert_eq!(strip(14), (10, 2));
        assert_eq!(strip(39), (14, 3));
    }
}
