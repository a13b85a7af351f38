//! What the tests share: real zones, and a small ledger that keeps cards as a store would.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::expect_used, reason = "a test that finds nothing where something must be says so and ends")]

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use loyalty::{
    CardState, Change, Command, Context, Date, Decision, LocalTime, Micros, OperationRecord, Program, Refusal,
    RewardCount, Totals, VisitState, Voider, VoucherState, Zone, decide, due, moved,
};

/// A zone of the real world.
#[derive(Clone, Debug)]
pub struct RealZone(pub TimeZone);

impl RealZone {
    pub fn named(name: &str) -> RealZone {
        RealZone(TimeZone::get(name).expect("a zone of the tz database"))
    }
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Zone for RealZone {
    fn local(&self, at: Micros) -> LocalTime {
        let local = self.0.to_datetime(Timestamp::from_microsecond(at).expect("a time in range"));
        let days = (local.date() - EPOCH).get_days();
        LocalTime { date: Date(i64::from(days)), minute: local.hour() as u16 * 60 + local.minute() as u16 }
    }

    fn midnight(&self, date: Date) -> Micros {
        let (year, month, day) = date.year_month_day();
        let date = civil::date(year as i16, month as i8, day as i8);
        self.0.to_zoned(date.at(0, 0, 0, 0)).expect("a time in range").timestamp().as_microsecond()
    }
}

/// The instant of a wall clock in a zone, `2026-03-29T14:30`.
pub fn at(zone: &RealZone, wall: &str) -> Micros {
    let wall: civil::DateTime = wall.parse().expect("a date and time");
    zone.0.to_timestamp(wall).expect("a time in range").as_microsecond()
}

/// The day of a date, `2026-03-29`.
pub fn day(date: &str) -> Date {
    date.parse().expect("a date")
}

/// A moment whose business day is the local day.
pub fn moment(zone: &RealZone, now: Micros) -> Context<'_> {
    let business_day = zone.local(now).date;
    let day_ends_at = zone.midnight(business_day.add_days(1));
    Context { now, there_at: None, business_day, day_ends_at, overridden: false, zone }
}

/// What was added to the totals, of which day and which visit.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    pub day: Date,
    pub visit: usize,
    pub totals: Totals,
}

/// A card as a store keeps it.
#[derive(Clone, Debug, Default)]
pub struct Card {
    pub state: CardState,
    pub records: Vec<OperationRecord>,
    pub counted: Vec<Counted>,
    pub visit: usize,
    /// What the same till and the same staff did today with other cards.
    pub elsewhere: Totals,
    /// The visit of each operation.
    visits: Vec<usize>,
    /// Ids given to vouchers so far.
    ids: u64,
}

/// Ids of vouchers rise with the time they were given.
pub fn voucher_id(number: u64) -> [u8; 16] {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

impl Card {
    /// Sets the counts that a store would load for this moment.
    pub fn load(&mut self, program: &Program, ctx: &Context<'_>) {
        let today = self.sum(|counted| counted.day == ctx.business_day);
        let state = &mut self.state;
        state.stamps_today = today.stamps;
        state.points_today = today.points;
        state.credit_today = today.credit;
        state.visits_today = today.visits;
        state.gifts_today = today.gifts + self.elsewhere.gifts;
        state.manual_today = today.manual + self.elsewhere.manual;
        state.earns_by_till_today = today.earns + self.elsewhere.earns;
        let ever = self.sum(|_| true);
        self.state.visits = ever.visits;
        let visit = self.visit;
        let here = self.sum(|counted| counted.visit == visit);
        let credit_spent = (here.credit_spent - here.not_earning).max(0);
        self.state.visit = VisitState { earned_on: here.spend, credit_spent };
        if let Some(tiers) = &program.tiers {
            let start = tiers.period_start(ctx.business_day);
            let period = self.sum(|counted| counted.day >= start);
            self.state.tier_count = match tiers.basis {
                loyalty::TierBasis::Spend => period.spend,
                loyalty::TierBasis::Visits => period.visits,
                loyalty::TierBasis::Points => period.points,
            };
        }
        let (records, today) = (&self.records, ctx.business_day);
        for used in &mut self.state.actions {
            let times = |record: &OperationRecord| record.actions.iter().filter(|name| **name == used.action).count();
            let live = records.iter().filter(|record| !record.voided && record.business_day == today);
            used.today = live.map(|record| times(record) as i64).sum();
        }
    }

    pub fn sum(&self, which: impl Fn(&Counted) -> bool) -> Totals {
        let counted = self.counted.iter().filter(|counted| which(counted));
        counted.fold(Totals::default(), |sum, counted| sum.minus(counted.totals.negated()))
    }

    /// Decides and writes down.
    pub fn run(&mut self, program: &Program, command: Command<'_>, ctx: &Context<'_>) -> Result<Decision, Refusal> {
        let base = self.ids;
        let decision = self.run_as(program, command, ctx, |index, _| voucher_id(base + index as u64))?;
        self.ids += decision.changes.len() as u64;
        Ok(decision)
    }

    /// Decides and writes down, where somebody else gives the ids of vouchers, by the change that issues them.
    pub fn run_as(
        &mut self,
        program: &Program,
        command: Command<'_>,
        ctx: &Context<'_>,
        id_of: impl Fn(usize, &Change) -> [u8; 16],
    ) -> Result<Decision, Refusal> {
        self.load(program, ctx);
        if matches!(command, Command::Visit) {
            self.state.visit = VisitState::default();
        }
        let decision = decide(program, &self.state, command, ctx)?;
        if matches!(command, Command::Visit) {
            self.visit += 1;
        }
        self.write(&command, &decision, ctx, |index| id_of(index, &decision.changes[index]));
        Ok(decision)
    }

    /// Writes down an operation that changes nothing.
    pub fn write_nothing(&mut self, command: &Command<'_>, ctx: &Context<'_>) {
        self.write(command, &Decision::default(), ctx, |_| [0; 16]);
    }

    /// Writes what is due, then decides and writes down.
    pub fn run_due(&mut self, program: &Program, command: Command<'_>, ctx: &Context<'_>) -> Result<Decision, Refusal> {
        self.load(program, ctx);
        while let Some(first) = due(program, &self.state, ctx) {
            self.run(program, first, ctx).expect("what is due can be done");
            self.load(program, ctx);
        }
        self.run(program, command, ctx)
    }

    fn write(
        &mut self,
        command: &Command<'_>,
        decision: &Decision,
        ctx: &Context<'_>,
        id_of: impl Fn(usize) -> [u8; 16],
    ) {
        self.state.apply(decision, &id_of);
        let seq = self.state.seq;
        let mut visit = self.visit;
        let mut counts_on = ctx.business_day;
        if let Command::Void { operation, .. } | Command::Refund { operation, .. } = command {
            counts_on = operation.business_day;
            visit = self.visits[operation.seq as usize - 1];
            let target = &mut self.records[operation.seq as usize - 1];
            match command {
                Command::Refund { amount, .. } => {
                    target.refunded += amount;
                    target.voided = target.money_left() == 0;
                }
                _ => target.voided = true,
            }
        }
        self.records.push(OperationRecord::of(seq, command, decision, ctx, id_of));
        self.visits.push(visit);
        self.counted.push(Counted { day: counts_on, visit, totals: decision.totals });
        for change in &decision.changes {
            if let Change::Prolong { purse, next_expiry_after, .. } = change {
                let purse = self.state.purse(purse).expect("a purse that was prolonged");
                assert_eq!(purse.next_expiry(), *next_expiry_after, "what a prolongation says of its purse");
            }
        }
        assert!(self.state.purses.iter().all(|purse| purse.holds()), "balance = Σ lots − debt");
    }

    /// Voids the operation of this number.
    pub fn void(&mut self, program: &Program, seq: i64, by: Voider, ctx: &Context<'_>) -> Result<Decision, Refusal> {
        let operation = self.records[seq as usize - 1].clone();
        self.run_due(program, Command::Void { operation: &operation, voider: by }, ctx)
    }

    /// Takes back a part of the money of the operation of this number.
    pub fn refund(&mut self, program: &Program, seq: i64, amount: i64, ctx: &Context<'_>) -> Result<Decision, Refusal> {
        let operation = self.records[seq as usize - 1].clone();
        let command = Command::Refund { operation: &operation, amount, voider: Voider::Manager };
        self.run_due(program, command, ctx)
    }

    /// Moves everything to another card.
    pub fn move_to(&mut self, other: &mut Card, program: &Program, ctx: &Context<'_>) -> Result<(), Refusal> {
        let mut leaves = moved(&self.state);
        self.run_due(program, Command::TransferOut, ctx)?;
        for voucher in &mut leaves.vouchers {
            voucher.id = other.next_voucher();
        }
        other.run_due(program, Command::TransferIn { moved: &leaves }, ctx)?;
        Ok(())
    }

    /// An id for a voucher that comes from another card.
    pub fn next_voucher(&mut self) -> [u8; 16] {
        self.ids += 1;
        voucher_id(self.ids - 1)
    }

    /// A card's vouchers that are ready.
    pub fn ready(&self, now: Micros) -> Vec<&VoucherState> {
        self.state.vouchers.iter().filter(|voucher| voucher.is_ready(now)).collect()
    }

    /// Tells what another card of the shop took from the stock.
    pub fn shares_stock_with(&mut self, other: &Card) {
        let by_card = |card: &Card, reward: &str| {
            card.state.rewards.iter().find(|count| count.reward == reward).map_or(0, |count| count.by_card)
        };
        let rewards: Vec<String> = other.state.rewards.iter().map(|count| count.reward.clone()).collect();
        for reward in rewards {
            if !self.state.rewards.iter().any(|count| count.reward == reward) {
                self.state.rewards.push(RewardCount { reward: reward.clone(), by_all: 0, by_card: 0 });
            }
        }
        let sums: Vec<i64> = (self.state.rewards.iter())
            .map(|count| by_card(self, &count.reward) + by_card(other, &count.reward))
            .collect();
        for (count, sum) in self.state.rewards.iter_mut().zip(sums) {
            count.by_all = sum;
        }
    }
}
