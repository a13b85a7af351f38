//! How often what happened in the lives of many seeds.

/// How often what happened, so that it is seen that it does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub intents: u64,
    pub acknowledged: u64,
    pub records: u64,
    pub duplicates: u64,
    pub flagged: u64,
    pub rejected: u64,
    pub refused_by_tills: u64,
    pub retries: u64,
    pub looked_up: u64,
    pub bought: u64,
    pub spent: u64,
    pub voided: u64,
    pub refunded: u64,
    pub server_ends: u64,
    pub till_ends: u64,
    pub made: u64,
    pub given: u64,
    pub moved: u64,
    pub recovered: u64,
    pub codes_refused: u64,
    pub codes_lapsed: u64,
    pub not_helped: u64,
    pub lifted: u64,
    pub keys_refused: u64,
    pub paused: u64,
    pub lost: u64,
    pub doubled: u64,
}

impl Counts {
    pub fn add(&mut self, other: &Counts) {
        let mut other = *other;
        self.each().zip(other.each()).for_each(|(own, other)| *own += *other);
    }

    fn each(&mut self) -> impl Iterator<Item = &mut u64> {
        [
            &mut self.intents,
            &mut self.acknowledged,
            &mut self.records,
            &mut self.duplicates,
            &mut self.flagged,
            &mut self.rejected,
            &mut self.refused_by_tills,
            &mut self.retries,
            &mut self.looked_up,
            &mut self.bought,
            &mut self.spent,
            &mut self.voided,
            &mut self.refunded,
            &mut self.server_ends,
            &mut self.till_ends,
            &mut self.made,
            &mut self.given,
            &mut self.moved,
            &mut self.recovered,
            &mut self.codes_refused,
            &mut self.codes_lapsed,
            &mut self.not_helped,
            &mut self.lifted,
            &mut self.keys_refused,
            &mut self.paused,
            &mut self.lost,
            &mut self.doubled,
        ]
        .into_iter()
    }

    /// Every kind of trouble was met, or the seeds prove less than they seem to.
    pub fn assert_all_happened(mut self) {
        let words = format!("{self:?}");
        assert!(self.each().all(|count| *count > 0), "something never happened: {words}");
    }
}
