//! What the simulator knows of codes that bring cards back, of keys that cards lost, and of pauses: what was done at the server, answered or not. What must hold of it.

use pass::Slot;
use store::HolderId;
use store::moves::{MOVES_PER_CARD_DAY, MOVES_PER_TILL_DAY, REDEEM_PAUSE};

use crate::back::{Ask, Told};
use crate::stage::{PHONES, STAGE};

/// A code that was given out.
struct Code {
    text: String,
    phone: usize,
    /// The till whose staff gave it out; none of one that its customer made.
    till: Option<usize>,
    /// When it is over, if it ever is.
    until: Option<i64>,
    /// It was used, or another took its place.
    is_over: bool,
}

impl Code {
    fn counts(&self, at: i64) -> bool {
        !self.is_over && self.until.is_none_or(|until| at < until)
    }
}

/// A key that a card lost.
pub struct Former {
    pub phone: usize,
    pub slot: Slot,
    pub holder: HolderId,
    pub at: i64,
}

/// When nothing on a card can be used.
pub struct Pause {
    pub phone: usize,
    pub from: i64,
    pub until: i64,
}

pub struct Books {
    codes: Vec<Code>,
    pub former: Vec<Former>,
    pub pauses: Vec<Pause>,
    /// Who holds each card, and the keys at work on it.
    pub holders: Vec<HolderId>,
    pub at_work: Vec<Vec<Slot>>,
    /// Cards that staff moved, and at which till.
    moved: Vec<(usize, usize)>,
    /// What was done as the server ended, so that it may be lost.
    pub unsure: Vec<(usize, Told, i64)>,
    /// The first thing that must not be.
    pub broken: Option<String>,
}

impl Books {
    pub fn new() -> Books {
        Books {
            codes: Vec::new(),
            former: Vec::new(),
            pauses: Vec::new(),
            holders: STAGE.phones.iter().map(|kit| kit.holder).collect(),
            at_work: STAGE.phones.iter().map(|kit| vec![kit.slot]).collect(),
            moved: Vec::new(),
            unsure: Vec::new(),
            broken: None,
        }
    }

    pub fn breaks(&mut self, what: String) {
        self.broken.get_or_insert(what);
    }

    /// Writes down what was done now, and not by a copy of the request.
    pub fn note(&mut self, (phone, till): (usize, usize), ask: &Ask, told: &Told, at: i64) {
        match (ask, told) {
            (Ask::Make(_), Told::Code(text, until)) => self.gives(phone, None, text, *until),
            (Ask::Give, Told::Code(text, until)) => self.gives(phone, Some(till), text, *until),
            (Ask::Use(text), Told::Back(holder, until)) => self.uses(phone, text, (*holder, *until), at),
            (Ask::Enrol(..), Told::Enrolled(slot)) => self.at_work[phone].push(*slot),
            (Ask::Lift, Told::Lifted) => {
                let waits = self.pauses.iter_mut().filter(|pause| pause.phone == phone);
                waits.for_each(|pause| pause.until = pause.until.min(at.max(pause.from)));
            }
            mixed => self.breaks(format!("move: an answer to something else: {mixed:?}")),
        }
    }

    fn gives(&mut self, phone: usize, till: Option<usize>, text: &str, until: Option<i64>) {
        let before = self.codes.iter_mut().filter(|code| code.phone == phone && code.till.is_some() == till.is_some());
        before.for_each(|code| code.is_over = true);
        self.codes.push(Code { text: text.to_owned(), phone, till, until, is_over: false });
    }

    fn uses(&mut self, phone: usize, text: &str, (holder, paused): (HolderId, Option<i64>), at: i64) {
        let code = self.codes.iter().find(|code| code.text == text && code.phone == phone);
        let by_staff = code.and_then(|code| code.till);
        if !code.is_some_and(|code| code.counts(at)) {
            self.breaks(format!("move: phone {phone} came back by a code that counts no more, or never did"));
        }
        if paused != by_staff.map(|_| at + REDEEM_PAUSE) {
            self.breaks(format!("move: phone {phone} waits until {paused:?}, moved at {at} by {by_staff:?}"));
        }
        self.codes.iter_mut().filter(|code| code.phone == phone).for_each(|code| code.is_over = true);
        let (slots, before) = (std::mem::take(&mut self.at_work[phone]), self.holders[phone]);
        self.former.extend(slots.into_iter().map(|slot| Former { phone, slot, holder: before, at }));
        self.holders[phone] = holder;
        if let (Some(till), Some(until)) = (by_staff, paused) {
            self.moved.push((phone, till));
            self.pauses.push(Pause { phone, from: at, until });
        }
    }

    /// A code was refused: that it counts would be a promise that is not kept. Whether nothing but time ended it.
    pub fn refuses(&mut self, phone: usize, text: &str, at: i64) -> bool {
        let Some(code) = self.codes.iter().find(|code| code.text == text) else { return false };
        let (counts, lapsed) = (code.counts(at), !code.is_over);
        if counts {
            self.breaks(format!("move: a code for phone {phone} was refused that counts"));
        }
        lapsed
    }

    /// Whether a key of a phone had lost its card at a moment.
    pub fn had_lost(&self, phone: usize, slot: u8, at: i64) -> bool {
        self.former.iter().any(|key| key.phone == phone && key.slot.get() == slot && key.at <= at)
    }

    /// Whether things on a card wait at a moment.
    pub fn is_paused(&self, phone: usize, at: i64) -> bool {
        self.pauses.iter().any(|pause| pause.phone == phone && (pause.from..pause.until).contains(&at))
    }

    /// All of a simulation is one business day.
    pub fn limits_were_kept(&self) -> Result<(), String> {
        let many =
            |which: &dyn Fn(&(usize, usize)) -> bool| self.moved.iter().filter(|moved| which(moved)).count() as i64;
        let card = (0..PHONES).find(|phone| many(&|moved| moved.0 == *phone) > MOVES_PER_CARD_DAY);
        let till = (0..STAGE.tills.len()).find(|till| many(&|moved| moved.1 == *till) > MOVES_PER_TILL_DAY);
        match (card, till) {
            (None, None) => Ok(()),
            more => Err(format!("move: more than a day has, by card or by till: {more:?}")),
        }
    }
}
