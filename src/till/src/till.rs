//! The till on its own: whether a pass is accepted, and what is then recorded.

use pass::{Judgement, Pass, Purpose, Verifier, judge};

use crate::{
    Act, CLOCK_TOLERANCE, Content, DAY, Delta, Draft, HeldCard, Id, Journal, LEASE, Limits, Link, Micros,
    REDEEM_SNAPSHOT_AGE_MAX, Record, Refusal, SECOND, Snapshot, Stale, Used, UsedCodes,
};

/// How long the same code is the same visit, as on the server.
const SAME_VISIT: Micros = 600 * SECOND;

/// A till: what it knows, what it recorded, and which codes it saw used.
#[derive(Clone, Debug)]
pub struct Till {
    device: Id,
    hosts: Vec<String>,
    snapshot: Snapshot,
    journal: Journal,
    used: UsedCodes,
    heard_at: Micros,
}

/// A pass that was read, and what is to be done for it. The ids are made before.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The visit's id.
    pub visit: Id,
    /// Who is signed in.
    pub staff: Id,
    /// What was shown.
    pub pass: Pass,
    /// The customer buys again.
    pub another_purchase: bool,
    /// What is to be done, in order.
    pub acts: Vec<Act>,
}

/// What becomes of a pass that is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// To be signed and written.
    New(Box<Draft>),
    /// The code opened this visit here a moment ago: nothing is done again, calmly.
    Again(Id),
}

/// It is done: the record is in the till's storage. Nothing else makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    visit: Id,
    waiting: usize,
}

impl Done {
    /// The visit.
    pub fn visit(&self) -> Id {
        self.visit
    }

    /// Records that wait for the network, this one included.
    pub fn waiting(&self) -> usize {
        self.waiting
    }
}

impl Till {
    /// A till that was just paired. `hosts`: those a pass may be signed for, as [`pass::host_of`] gives them.
    pub fn new(device: Id, hosts: Vec<String>) -> Till {
        let (snapshot, journal) = (Snapshot::default(), Journal::new(device));
        Till { device, hosts, snapshot, journal, used: UsedCodes::default(), heard_at: 0 }
    }

    /// A till as it was stored, with [`Till::heard_at`] of then.
    pub fn restore(
        hosts: Vec<String>,
        device: Id,
        snapshot: Snapshot,
        journal: Journal,
        used: UsedCodes,
        heard_at: Micros,
    ) -> Till {
        let mut till = Till { device, hosts, snapshot, journal, used, heard_at };
        let recorded = till.journal.entries().iter().filter_map(|entry| used_by(&entry.record));
        let recorded: Vec<Used> = recorded.collect();
        recorded.into_iter().for_each(|used| till.used.add(used));
        till
    }

    /// What it knows.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What it recorded.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What it recorded, to settle and to tidy.
    pub fn journal_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// The codes it saw used.
    pub fn used(&self) -> &UsedCodes {
        &self.used
    }

    /// Whether requests may go to the server directly. While records wait, they go first: what the server hears from a till is in order.
    pub fn may_go_online(&self) -> bool {
        self.journal.waiting() == 0
    }

    /// Takes in what changed at the shop, and forgets codes that are too old to matter.
    pub fn refresh(&mut self, mut delta: Delta) {
        let at = delta.at;
        std::mem::take(&mut delta.codes).into_iter().for_each(|used| self.used.add(used));
        self.snapshot.refresh(delta);
        self.used.tidy(at);
        self.heard(at);
    }

    /// The server said its time in an answer: nothing that is recorded from now on happened before it.
    pub fn heard(&mut self, server_time: Micros) {
        self.heard_at = self.heard_at.max(server_time);
    }

    /// The latest time the server said.
    pub fn heard_at(&self) -> Micros {
        self.heard_at
    }

    /// Remembers a code that opened a visit at this till with the server's help, at the server's time.
    pub fn opened_online(&mut self, pass: &Pass, visit: Id, at: Micros) {
        let (card, slot, step) = pass.code();
        self.used.add(Used { card, slot, step, at, visit: Some(visit) });
        self.heard(at);
    }

    /// Looks at a pass as the server would, as far as the till knows, and drafts the record of what is to be done. `now`: the till's clock,
    /// corrected by what it learnt from the server.
    ///
    /// # Errors
    /// [`Refusal`]: nothing was drafted.
    pub fn accept(&self, scan: Scan, verifier: &impl Verifier, now: Micros) -> Result<Accepted, Refusal> {
        let snapshot_at = self.snapshot.at().ok_or(Refusal::NoSnapshot)?;
        let limits = *self.snapshot.limits().ok_or(Refusal::NoSnapshot)?;
        let now = self.steady(now, snapshot_at)?;
        if now - snapshot_at > LEASE {
            return Err(Refusal::LeaseOver);
        }
        let pass = &scan.pass;
        let card = self.snapshot.card(pass.card).ok_or(Refusal::UnknownCard)?;
        if !card.active {
            return Err(Refusal::CardBlocked);
        }
        let held = card.keys.iter().find(|key| key.slot == pass.slot).ok_or(Refusal::UnknownKey)?;
        let key = self.snapshot.keys().get(pass.card, pass.slot).ok_or(Refusal::UnknownKey)?;
        let hosts = self.hosts.iter().map(String::as_str);
        pass.verify(verifier, &key, hosts).map_err(|_| Refusal::BadSignature)?;
        if let Some((at, visit)) = self.used.find(pass) {
            return match visit {
                Some(visit) if now < at + SAME_VISIT => Ok(Accepted::Again(visit)),
                _ => Err(Refusal::CodeUsed { at }),
            };
        }
        match judge(pass.step, now.div_euclid(1000), self.used.mark(pass.card, pass.slot, held.last_step)) {
            Judgement::Fresh | Judgement::ClockSkew { .. } => {}
            Judgement::Replayed => return Err(Refusal::Replayed),
            Judgement::ClockWrong { off_by_s } => return Err(Refusal::ClockWrong { off_by_s }),
        }
        self.cooldown(&scan, card, &limits, now)?;
        self.earn(&scan, &limits, now)?;
        self.redeem(&scan, card, held.raw, &limits, now, snapshot_at)?;
        let Scan { visit, staff, pass, another_purchase, acts } = scan;
        let content = Content { visit, staff, pass: pass.to_bytes(), another_purchase, acts };
        let (seq, previous) = self.journal.next_place();
        let digest = content.digest();
        let link = Link { device: self.device, seq, previous, occurred_at: now, snapshot_at, content: digest };
        Ok(Accepted::New(Box::new(Draft { link, content })))
    }

    /// A record is in the till's storage: it is done.
    ///
    /// # Errors
    /// [`Stale`] when another record was written since the draft.
    pub fn written(&mut self, record: Record) -> Result<Done, Stale> {
        let (used, visit) = (used_by(&record), record.content.visit);
        self.journal.add(record)?;
        if let Some(used) = used {
            self.used.add(used);
        }
        Ok(Done { visit, waiting: self.journal.waiting() })
    }

    /// The moment to record: never before the last record, the snapshot, or what the server said since. A clock that was put back by more
    /// than clocks are is refused.
    fn steady(&self, now: Micros, snapshot_at: Micros) -> Result<Micros, Refusal> {
        let known = snapshot_at.max(self.heard_at);
        let least = self.journal.last().map_or(known, |last| known.max(last.occurred_at));
        if now + CLOCK_TOLERANCE < least {
            return Err(Refusal::ClockBack { by_s: (least - now) / SECOND });
        }
        Ok(now.max(least))
    }

    fn cooldown(&self, scan: &Scan, card: &HeldCard, limits: &Limits, now: Micros) -> Result<(), Refusal> {
        let last = self.used.last_here(scan.pass.card).max(card.last_visit_at);
        let until = last.map(|last| last + Micros::from(limits.cooldown_s) * SECOND);
        match until {
            Some(until) if now < until && !scan.another_purchase => Err(Refusal::Cooldown { until }),
            _ => Ok(()),
        }
    }

    fn earn(&self, scan: &Scan, limits: &Limits, now: Micros) -> Result<(), Refusal> {
        if scan.acts.is_empty() {
            return Err(Refusal::NothingToDo);
        }
        let mut quantities = scan.acts.iter().filter_map(|act| match act {
            Act::Earn { quantity, .. } => Some(*quantity),
            Act::Redeem { .. } => None,
        });
        let Some(first) = quantities.next() else { return Ok(()) };
        if std::iter::once(first).chain(quantities).any(|quantity| !(1..=limits.quantity_max).contains(&quantity)) {
            return Err(Refusal::Quantity { max: limits.quantity_max });
        }
        let interval = Micros::from(limits.card_interval_s) * SECOND;
        let of_card = self.journal.earned_since(Some(scan.pass.card), now - interval);
        if let Some(until) = full(&of_card, limits.earns_per_card, interval) {
            return Err(Refusal::CardLimit { until: until.unwrap_or(now + interval) });
        }
        let of_till = self.journal.earned_since(None, now - DAY);
        if let Some(until) = full(&of_till, limits.earns_per_till_day, DAY) {
            return Err(Refusal::TillLimit { until: until.unwrap_or(now + DAY) });
        }
        Ok(())
    }

    fn redeem(
        &self,
        scan: &Scan,
        card: &HeldCard,
        raw_key: bool,
        limits: &Limits,
        now: Micros,
        snapshot_at: Micros,
    ) -> Result<(), Refusal> {
        let (mut value, mut seen) = (0_i64, Vec::new());
        for act in &scan.acts {
            let Act::Redeem { voucher, confirmed, .. } = act else { continue };
            if now - snapshot_at >= REDEEM_SNAPSHOT_AGE_MAX {
                return Err(Refusal::TooOldToRedeem);
            }
            if let Some(until) = card.redeem_paused_until.filter(|until| now < *until) {
                return Err(Refusal::RedeemPaused { until });
            }
            if seen.contains(voucher) || self.journal.used_voucher(*voucher) {
                return Err(Refusal::VoucherUsed);
            }
            seen.push(*voucher);
            let held = card.vouchers.iter().find(|held| held.id == *voucher).ok_or(Refusal::UnknownVoucher)?;
            if held.expires_at.is_some_and(|expires_at| expires_at <= now) {
                return Err(Refusal::VoucherExpired);
            }
            if !confirmed && (raw_key || (held.confirm && scan.pass.purpose != Purpose::Redeem)) {
                return Err(Refusal::ConfirmRequired);
            }
            value = value.saturating_add(held.value);
        }
        if !seen.is_empty() && value > limits.redeem_value_max {
            return Err(Refusal::ValueOverLimit { max: limits.redeem_value_max });
        }
        Ok(())
    }
}

/// Until when `max` is reached by moments of the last `span`, oldest first; the inner none when it never allows any.
fn full(moments: &[Micros], max: u32, span: Micros) -> Option<Option<Micros>> {
    let over = moments.len().checked_sub(max as usize)?;
    Some(moments.get(over).map(|oldest| oldest + span))
}

fn used_by(record: &Record) -> Option<Used> {
    let (card, slot, step) = record.content.pass().ok()?.code();
    Some(Used { card, slot, step, at: record.link.occurred_at, visit: Some(record.content.visit) })
}
