//! What must hold when everything is in order again, whatever went wrong: the ledger against what people meant.

use std::collections::{BTreeMap, BTreeSet};

use store::{Lang, Outcome, Tx, cards, params, verify};
use till::Verdict;
use uuid::Uuid;
use wire::{Done, OperationKind};

use crate::counts::Counts;
use crate::forms;
use crate::intents::{Intent, Meant};
use crate::server::{Answer, Request};
use crate::stage::{PHONES, STAGE, TILLS};
use crate::world::World;

/// What a till that keeps its word may be flagged with: two tills and one code, and clocks.
const NO_FAULT_OF_THE_TILL: [&str; 3] = ["code_shared", "too_soon", "clock_skew"];
/// Why a promise about a reward may be broken: somebody else had it meanwhile.
const REWARD_IS_GONE: [&str; 3] = ["voucher_used", "unknown_voucher", "voucher_expired"];
/// And in a shop with limits of a day, or where a card waits after a move, which a till without a network can't know of.
const DAY_WAS_FULL: &str = "over_limits";
/// And of a till whose clock is slower than clocks are.
const BACK_DATED: &str = "back_dated";

/// Why any promise may be broken.
const KEY_IS_LOST: &str = "key_revoked";

/// A record as the server keeps it.
struct Kept {
    verdict: String,
    reason: String,
    broken: bool,
}

impl World {
    pub fn look(&mut self) -> Result<Counts, String> {
        self.make_sure();
        self.everything_is_settled()?;
        self.customers_see_their_cards()?;
        let done = self.ledger();
        let kept = self.kept();
        self.each_intent_has_its_effect(&done)?;
        self.nothing_came_from_nowhere(&done)?;
        self.nothing_is_taken_back_twice(&done)?;
        self.codes_open_one_visit_a_till(&done)?;
        self.sums_agree(&done)?;
        self.journals_agree(&kept)?;
        self.cards_are_held()?;
        self.snapshots_agree()?;
        let report = self.server.store().read_blocking(verify::run).unwrap();
        if !report.broken.is_empty() {
            return Err(format!("verify is not clean: {:?}", report.broken));
        }
        self.server.store().close_blocking();
        self.count_kinds(&done);
        Ok(self.counts)
    }

    fn everything_is_settled(&self) -> Result<(), String> {
        if let Some(errand) = self.errands.iter().position(|errand| !errand.is_answered) {
            return Err(format!("move: errand {errand} was never answered"));
        }
        for (till, node) in self.nodes.iter().enumerate() {
            if !node.is_idle() {
                let waiting = node.till.as_ref().map_or(0, |till| till.journal().waiting());
                let pending = node.pending.len();
                return Err(format!("till {till} never came to rest: {waiting} records, {pending} requests wait"));
            }
        }
        Ok(())
    }

    /// Every operation in the ledger, by id.
    fn ledger(&self) -> BTreeMap<Uuid, Vec<Done>> {
        let mut all: BTreeMap<Uuid, Vec<Done>> = BTreeMap::new();
        for (phone, holder) in STAGE.phones.iter().zip(&self.books.holders) {
            let (holder, card, mut cursor) = (*holder, phone.card.to_string(), None);
            loop {
                let (card, from) = (card.clone(), cursor.take());
                let read = move |tx: &mut dyn Tx| cards::operations(tx, holder, &card, from.as_deref(), 50);
                let page = self.server.store().read_blocking(read).unwrap();
                page.operations.into_iter().for_each(|done| all.entry(done.id).or_default().push(done));
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        all
    }

    fn kept(&self) -> BTreeMap<Uuid, Kept> {
        let read = |tx: &mut dyn Tx| -> Outcome<BTreeMap<Uuid, Kept>> {
            let rows = tx.query("SELECT record_id, verdict, reason, broken FROM offline_record", &params![])?;
            let kept = rows.iter().map(|row| {
                let reason = row.get::<Option<String>>(2)?.unwrap_or_default();
                Ok((row.get(0)?, Kept { verdict: row.get(1)?, reason, broken: row.get(3)? }))
            });
            Ok(kept.collect::<Result<_, store::Error>>()?)
        };
        self.server.store().read_blocking(read).unwrap()
    }

    /// Nothing acknowledged is lost, nothing is done twice, nothing refused is done.
    fn each_intent_has_its_effect(&self, done: &BTreeMap<Uuid, Vec<Done>>) -> Result<(), String> {
        for (number, intent) in self.intents.iter().enumerate() {
            let effects: Vec<&Done> = effects(intent, done).collect();
            let broken_promise = self.reason_of_rejection(intent);
            let wrong = |what: &str| Err(format!("{what}: intent {number} {intent:?}, rejected {broken_promise:?}"));
            match (effects.len(), intent.acknowledged) {
                (2.., _) => return wrong("done twice"),
                (1, false) if intent.refused && !intent.refused_for_a_while => return wrong("refused, and done"),
                (0, true) => match (&intent.meant, &broken_promise) {
                    (Meant::Redeem(_), Some((_, code))) if REWARD_IS_GONE.contains(&code.as_str()) => {}
                    (_, Some((at, code))) if code == KEY_IS_LOST && self.was_lost(intent, *at) => {}
                    _ => return wrong("acknowledged, and lost"),
                },
                _ => {}
            }
            if let (Meant::Earn(bought), Some(effect)) = (intent.meant, effects.first())
                && !self.shop().is_stamped(&bought, &effect.entries)
            {
                return wrong("another number than was meant");
            }
        }
        Ok(())
    }

    /// When a record of it happened by its till's clock, and why it was rejected.
    fn reason_of_rejection(&self, intent: &Intent) -> Option<(i64, String)> {
        let journal = self.nodes[intent.till].till.as_ref()?.journal();
        let of_intent = |record: &till::Record| intent.visits.contains(&Uuid::from_bytes(record.content.visit));
        let mut rejected = journal.rejected().filter(|(record, _)| of_intent(record));
        rejected.next().map(|(record, code)| (record.link.occurred_at, code.to_owned()))
    }

    /// The code was of a key that its card had lost then, which a till without a network can't know.
    fn was_lost(&self, intent: &Intent, at: i64) -> bool {
        intent.code.is_some_and(|(_, slot, _)| self.books.had_lost(intent.phone, slot.get(), at))
    }

    fn nothing_came_from_nowhere(&self, done: &BTreeMap<Uuid, Vec<Done>>) -> Result<(), String> {
        let meant = |id: &Uuid| self.intents.iter().any(|intent| intent.operations.contains(id));
        // What comes with a visit comes by itself.
        let by_itself = |all: &[Done]| all.iter().all(|done| done.kind == OperationKind::Visit);
        match done.iter().find(|(id, all)| !meant(id) && !by_itself(all)) {
            Some((id, _)) => Err(format!("operation {id} was meant by nobody")),
            None => Ok(()),
        }
    }

    fn nothing_is_taken_back_twice(&self, done: &BTreeMap<Uuid, Vec<Done>>) -> Result<(), String> {
        let mut taken_back = BTreeSet::new();
        let voids = done.values().flatten().filter(|done| done.kind == OperationKind::Void);
        match voids.filter_map(|done| done.void_of).find(|target| !taken_back.insert(*target)) {
            Some(target) => Err(format!("taken back twice: operation {target}")),
            None => Ok(()),
        }
    }

    fn count_kinds(&mut self, done: &BTreeMap<Uuid, Vec<Done>>) {
        for intent in &self.intents {
            let happened = u64::from(effects(intent, done).next().is_some());
            match intent.meant {
                Meant::Buy(_) => self.counts.bought += happened,
                Meant::Spend(_) => self.counts.spent += happened,
                Meant::Void(_) => self.counts.voided += happened,
                Meant::Refund(..) => self.counts.refunded += happened,
                Meant::Earn(_) | Meant::Redeem(_) => {}
            }
        }
    }

    /// A code has one effect at a till; where two tills were shown it, all but the first are flagged.
    fn codes_open_one_visit_a_till(&self, done: &BTreeMap<Uuid, Vec<Done>>) -> Result<(), String> {
        let visits = |which: &'static str| {
            let read = move |tx: &mut dyn Tx| -> Outcome<Vec<Uuid>> {
                let rows = tx.query(which, &params![])?;
                Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, store::Error>>()?)
            };
            self.server.store().read_blocking(read).unwrap()
        };
        let shared = visits("SELECT visit_id FROM visit WHERE flags & 32 <> 0");
        let looked_up = visits("SELECT visit_id FROM visit WHERE how = 'lookup'");
        let mut by_code: BTreeMap<_, Vec<&Intent>> = BTreeMap::new();
        let by_its_code = |intent: &&Intent| !intent.visits.iter().any(|visit| looked_up.contains(visit));
        let happened = self.intents.iter().filter(|intent| effects(intent, done).next().is_some());
        for intent in happened.filter(by_its_code) {
            if let Some(code) = intent.code {
                by_code.entry(code).or_default().push(intent);
            }
        }
        for (code, intents) in by_code {
            let flagged = |intent: &&&Intent| intent.visits.iter().any(|visit| shared.contains(visit));
            let flagged = intents.iter().filter(flagged).count();
            let mut tills: Vec<usize> = intents.iter().map(|intent| intent.till).collect();
            tills.sort_unstable();
            tills.dedup();
            if tills.len() != intents.len() || flagged != intents.len() - 1 {
                return Err(format!("code {code:?} had {} effects, {flagged} flagged: {intents:?}", intents.len()));
            }
        }
        Ok(())
    }

    /// Each record has one verdict, the same on both sides, and a till that kept its word is not suspected.
    fn journals_agree(&self, kept: &BTreeMap<Uuid, Kept>) -> Result<(), String> {
        let mut seen = 0;
        for (till, node) in self.nodes.iter().enumerate() {
            let Some(logic) = &node.till else { continue };
            for entry in logic.journal().entries() {
                let id = Uuid::from_bytes(entry.record.content.visit);
                let Some(kept) = kept.get(&id) else { return Err(format!("record {id} of till {till} is not there")) };
                seen += 1;
                let (verdict, reason) = match entry.verdict.clone() {
                    None => ("waiting", String::new()),
                    Some(Verdict::Applied) => ("applied", String::new()),
                    Some(Verdict::Duplicate) => ("duplicate", String::new()),
                    Some(Verdict::Flagged(flags)) => ("flagged", flags.join(" ")),
                    Some(Verdict::Rejected(code)) => ("rejected", code),
                };
                if (verdict, &reason) != (kept.verdict.as_str(), &kept.reason) {
                    let there = format!("{} {}", kept.verdict, kept.reason);
                    return Err(format!("record {id} of till {till} is {verdict} {reason} here and {there} there"));
                }
                let card = entry.record.content.pass().ok().and_then(|pass| self.phone_of(pass.card));
                let waits = card.is_some_and(|phone| self.books.pauses.iter().any(|pause| pause.phone == phone));
                let full = |flag| flag == DAY_WAS_FULL && (waits || self.shop().has_full_days());
                // The server heard the till later than its slow clock says it was, and the till did not hear the server.
                let slow = |flag| flag == BACK_DATED && node.slow.contains(&entry.record.content.visit);
                let fault = |flag| !NO_FAULT_OF_THE_TILL.contains(&flag) && !full(flag) && !slow(flag);
                let suspected = reason.split(' ').any(fault);
                if kept.broken || (verdict == "flagged" && suspected) {
                    return Err(format!("till {till} kept its word and is suspected: {reason}"));
                }
            }
        }
        if seen != kept.len() {
            return Err(format!("the server has {} records, the tills {seen}", kept.len()));
        }
        Ok(())
    }

    /// After one more look each till knows every card as it is.
    fn snapshots_agree(&mut self) -> Result<(), String> {
        for till in 0..TILLS {
            let since = self.nodes[till].till.as_ref().and_then(|till| till.snapshot().cursor()).map(str::to_owned);
            let answer = self.server.handle(till, &Request::Snapshot(since), self.now);
            let (Answer::Snapshot(snapshot), Some(logic)) = (answer, &mut self.nodes[till].till) else {
                return Err(format!("till {till} hears nothing"));
            };
            logic.refresh(forms::delta(&snapshot));
            for phone in 0..PHONES {
                let kit = &STAGE.phones[phone];
                let (holder, id, now) = (self.books.holders[phone], kit.card.to_string(), self.now);
                let read = move |tx: &mut dyn Tx| cards::get(tx, holder, &id, now, Lang::En);
                let card = self.server.store().read_blocking(read).unwrap();
                let Some(held) = logic.snapshot().card(kit.card) else {
                    return Err(format!("till {till} does not know phone {phone}"));
                };
                let knows = |purse: &wire::Purse| {
                    let known = held.balances.iter().find(|(id, _)| *id == purse.id);
                    known.map_or(0, |(_, units)| *units) == purse.balance
                };
                let mut theirs: Vec<_> = held.vouchers.iter().map(|voucher| voucher.id).collect();
                let mut ours: Vec<_> = card.vouchers.iter().map(|voucher| *voucher.id.as_bytes()).collect();
                theirs.sort_unstable();
                ours.sort_unstable();
                let mut slots: Vec<_> = held.keys.iter().map(|key| key.slot).collect();
                let mut at_work = self.books.at_work[phone].clone();
                slots.sort_unstable_by_key(|slot| slot.get());
                at_work.sort_unstable_by_key(|slot| slot.get());
                if slots != at_work {
                    return Err(format!(
                        "move: till {till} knows keys {slots:?} of phone {phone}, at work are {at_work:?}"
                    ));
                }
                if !card.purses.iter().all(knows) || (held.version, theirs) != (card.version, ours) {
                    return Err(format!("till {till} knows phone {phone} as {held:?}, and it is {card:?}"));
                }
            }
        }
        Ok(())
    }
}

/// What came of an intent: operations of the ledger under any of its ids. What a full card turns into is a part of its earning.
pub fn effects<'a>(intent: &'a Intent, done: &'a BTreeMap<Uuid, Vec<Done>>) -> impl Iterator<Item = &'a Done> {
    let of_ids = intent.operations.iter().filter_map(|id| done.get(id)).flatten();
    of_ids.filter(|done| done.kind != OperationKind::Visit)
}
