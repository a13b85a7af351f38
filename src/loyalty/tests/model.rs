//! The rules against a second, naive model: every stamp is a token of its own, and balances are counts. Random lives of a card must come out
//! the same in both, command by command: changes, balances, rewards and refusals.

#![allow(clippy::expect_used, reason = "a test that finds nothing where something must be says so and ends")]

use loyalty::{
    CardState, Change, Command, DAY, EntryRecord, Expiry, Limits, LotId, Micros, OperationRecord, Program, PurseKind,
    PurseState, Refusal, Reward, SECOND, StampCard, Voider, VoucherState, VoucherStatus, decide,
};
use proptest::prelude::*;

fn program(goal: u32, expiry: Expiry) -> Program {
    let coffee = StampCard { id: "coffee".into(), name: "Coffee".into(), goal, reward: "free".into(), expiry };
    let free = Reward {
        id: "free".into(),
        title: "A free coffee".into(),
        unit_cost: 60,
        valid_days: Some(30),
        confirm: false,
    };
    Program { stamp_cards: vec![coffee], rewards: vec![free], one_scan_one_stamp: true, limits: Limits::default() }
}

/// One stamp, as the naive model sees it.
#[derive(Clone, Debug)]
struct Stamp {
    earned_by: i64,
    expires_at: Option<Micros>,
    /// The reward it went into, by the reward's number.
    spent_on: Option<usize>,
    gone: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Standing {
    Ready,
    Used,
    Cancelled,
}

/// A card as a heap of stamps and rewards.
#[derive(Default)]
struct Naive {
    stamps: Vec<Stamp>,
    owed: i64,
    rewards: Vec<(i64, Standing)>,
    operations: Vec<Told>,
}

/// What the naive model remembers of an operation.
#[derive(Clone)]
struct Told {
    earned: i64,
    used: Option<usize>,
    voided: bool,
    is_void: bool,
}

impl Naive {
    fn balance(&self) -> i64 {
        self.stamps.iter().filter(|stamp| stamp.spent_on.is_none() && !stamp.gone).count() as i64 - self.owed
    }

    /// Free stamps, those that lapse first and are oldest in front.
    fn free(&self) -> Vec<usize> {
        let mut free: Vec<usize> =
            (0..self.stamps.len()).filter(|i| self.stamps[*i].spent_on.is_none() && !self.stamps[*i].gone).collect();
        free.sort_by_key(|i| {
            (self.stamps[*i].expires_at.is_none(), self.stamps[*i].expires_at, self.stamps[*i].earned_by)
        });
        free
    }

    fn earn(&mut self, quantity: i64, expires_at: Option<Micros>, goal: i64) {
        let seq = self.operations.len() as i64 + 1;
        self.operations.push(Told { earned: quantity, used: None, voided: false, is_void: false });
        let paid = quantity.min(self.owed);
        self.owed -= paid;
        for _ in paid..quantity {
            self.stamps.push(Stamp { earned_by: seq, expires_at, spent_on: None, gone: false });
        }
        self.fill(seq, goal);
    }

    fn fill(&mut self, seq: i64, goal: i64) {
        while self.balance() >= goal {
            for i in self.free().into_iter().take(goal as usize) {
                self.stamps[i].spent_on = Some(self.rewards.len());
            }
            self.rewards.push((seq, Standing::Ready));
        }
    }

    fn void(&mut self, seq: i64, goal: i64) {
        let told = self.operations[seq as usize - 1].clone();
        self.operations[seq as usize - 1].voided = true;
        self.operations.push(Told { earned: 0, used: None, voided: false, is_void: true });
        if let Some(reward) = told.used {
            self.rewards[reward].1 = Standing::Ready;
        }
        for number in 0..self.rewards.len() {
            if self.rewards[number] == (seq, Standing::Ready) {
                self.rewards[number].1 = Standing::Cancelled;
                for stamp in self.stamps.iter_mut().filter(|stamp| stamp.spent_on == Some(number)) {
                    stamp.spent_on = None;
                }
            }
        }
        for _ in 0..told.earned {
            let free = self.free();
            let own = free.iter().find(|i| self.stamps[**i].earned_by == seq);
            match own.or(free.first()) {
                Some(i) => self.stamps[*i].gone = true,
                None => self.owed += 1,
            }
        }
        if told.earned > 0 {
            self.fill(self.operations.len() as i64, goal);
        }
    }
}

/// A card as the store keeps it, driven by `decide`.
#[derive(Default)]
struct Kept {
    state: CardState,
    records: Vec<OperationRecord>,
}

impl Kept {
    fn purse(&mut self) -> &mut PurseState {
        if self.state.purses.is_empty() {
            self.state.purses.push(PurseState::empty("coffee", PurseKind::Stamps));
        }
        &mut self.state.purses[0]
    }

    /// Writes changes down as the store does, and checks what each says of itself.
    fn write(&mut self, changes: &[Change], is_void: bool, now: Micros) {
        self.state.seq += 1;
        let seq = self.state.seq;
        let mut record = OperationRecord {
            seq,
            recorded_at: now,
            is_void,
            voided: false,
            entries: Vec::new(),
            issued: Vec::new(),
            used: None,
        };
        for (index, change) in changes.iter().enumerate() {
            match change {
                Change::Entry(entry) => {
                    let purse = self.purse();
                    for used in &entry.uses {
                        let lot = purse.lots.iter_mut().find(|lot| lot.id == used.lot);
                        lot.expect("a use names a lot that is there").remaining -= used.units;
                    }
                    if let Some(grant) = &entry.grant {
                        let id = LotId { seq, n: entry.n };
                        purse.lots.push(loyalty::LotState { id, remaining: grant.units, expires_at: grant.expires_at });
                    }
                    purse.balance += entry.delta;
                    purse.debt = entry.debt_after;
                    purse.lifetime = entry.lifetime_after;
                    assert_eq!(purse.balance, entry.balance_after);
                    assert_eq!(purse.next_expiry(), entry.next_expiry_after);
                    assert!(purse.holds(), "{purse:?}");
                    record.entries.push(EntryRecord {
                        n: entry.n,
                        purse: entry.purse.clone(),
                        kind: entry.kind,
                        delta: entry.delta,
                        uses: entry.uses.clone(),
                    });
                }
                Change::Issue(issue) => {
                    let id = voucher_id(seq, index);
                    record.issued.push((id, issue.entry));
                    self.state.vouchers.push(VoucherState {
                        id,
                        reward: issue.reward.clone(),
                        status: VoucherStatus::Issued,
                        expires_at: issue.expires_at,
                        confirm: issue.confirm,
                    });
                }
                Change::Use { voucher } => {
                    record.used = Some(*voucher);
                    self.set(voucher, VoucherStatus::Issued, VoucherStatus::Used);
                }
                Change::Restore { voucher } => self.set(voucher, VoucherStatus::Used, VoucherStatus::Issued),
                Change::Cancel { voucher } => self.set(voucher, VoucherStatus::Issued, VoucherStatus::Cancelled),
            }
        }
        self.records.push(record);
    }

    fn set(&mut self, id: &[u8; 16], from: VoucherStatus, to: VoucherStatus) {
        let voucher =
            self.state.vouchers.iter_mut().find(|voucher| voucher.id == *id).expect("a voucher that is there");
        assert_eq!(voucher.status, from);
        voucher.status = to;
    }
}

fn voucher_id(seq: i64, index: usize) -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&seq.to_be_bytes());
    id[8..].copy_from_slice(&(index as u64).to_be_bytes());
    id
}

/// What happens next in a random life.
#[derive(Clone, Debug)]
enum Step {
    Earn(u32),
    Redeem(usize),
    Gift,
    Void(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (1_u32..20).prop_map(Step::Earn),
        2 => (0_usize..10).prop_map(Step::Redeem),
        1 => Just(Step::Gift),
        4 => (0_usize..80).prop_map(Step::Void),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_random_life_comes_out_the_same_in_the_naive_model(
        goal in 2_u32..12,
        expiry in prop_oneof![Just(Expiry::Never), (1_u32..400).prop_map(Expiry::Days)],
        steps in prop::collection::vec(step(), 50..90),
    ) {
        let program = program(goal, expiry);
        let (mut kept, mut naive) = (Kept::default(), Naive::default());
        let mut now = 1_772_353_800 * SECOND;
        for step in steps {
            now += SECOND;
            live(&program, &mut kept, &mut naive, step, now);
            let ready = kept.state.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued).count();
            let expected = naive.rewards.iter().filter(|(_, standing)| *standing == Standing::Ready).count();
            prop_assert_eq!(ready, expected);
            prop_assert_eq!(kept.purse().balance, naive.balance());
            let earned: i64 = naive.operations.iter().filter(|told| !told.voided).map(|told| told.earned).sum();
            prop_assert_eq!(kept.purse().lifetime, earned);
        }
    }
}

fn live(program: &Program, kept: &mut Kept, naive: &mut Naive, step: Step, now: Micros) {
    let goal = i64::from(program.stamp_cards[0].goal);
    match step {
        Step::Earn(quantity) => {
            let command = Command::Earn { stamp_card: None, quantity, amount: None };
            let changes = decide(program, &kept.state, command, now).expect("earning is never refused here");
            kept.write(&changes, false, now);
            let expires_at = match program.stamp_cards[0].expiry {
                Expiry::Never => None,
                Expiry::Days(days) => Some(now + Micros::from(days) * DAY),
            };
            naive.earn(i64::from(quantity), expires_at, goal);
        }
        Step::Redeem(number) => {
            let Some(voucher) = kept.state.vouchers.get(number).map(|voucher| voucher.id) else { return };
            let command = Command::RedeemVoucher { voucher, confirmed: false };
            match (decide(program, &kept.state, command, now), naive.rewards[number].1) {
                (Ok(changes), Standing::Ready) => {
                    kept.write(&changes, false, now);
                    naive.rewards[number].1 = Standing::Used;
                    naive.operations.push(Told { earned: 0, used: Some(number), voided: false, is_void: false });
                }
                (Err(Refusal::VoucherUsed), Standing::Used) | (Err(Refusal::UnknownVoucher), Standing::Cancelled) => {}
                (answer, standing) => panic!("a reward that is {standing:?}: {answer:?}"),
            }
        }
        Step::Gift => {
            let changes = decide(program, &kept.state, Command::Gift { reward: "free" }, now).expect("a gift");
            kept.write(&changes, false, now);
            naive.operations.push(Told { earned: 0, used: None, voided: false, is_void: false });
            naive.rewards.push((naive.operations.len() as i64, Standing::Ready));
        }
        Step::Void(at) => {
            let Some(record) = kept.records.get(at).cloned() else { return };
            let command = Command::Void { operation: &record, voider: Voider::Maker };
            let told = naive.operations[at].clone();
            let seq = at as i64 + 1;
            let eaten = told.earned == 0 && told.used.is_none() && !naive.rewards.contains(&(seq, Standing::Ready));
            match decide(program, &kept.state, command, now) {
                Ok(changes) => {
                    assert!(!told.voided && !told.is_void && !eaten);
                    kept.write(&changes, true, now);
                    kept.records[at].voided = true;
                    naive.void(seq, goal);
                }
                Err(Refusal::NotVoidable) => assert!(told.is_void),
                Err(Refusal::AlreadyVoided) => assert!(told.voided),
                Err(Refusal::VoucherUsed) => assert!(eaten),
                Err(refusal) => panic!("{refusal}"),
            }
        }
    }
}
