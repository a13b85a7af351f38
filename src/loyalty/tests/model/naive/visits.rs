//! The naive model's visits: welcome, birthday, milestone, friends; and membership.

use jiff::ToSpan;
use jiff::civil;
use loyalty::{Gives, MembershipState, MembershipStep, PromotionKind, Refusal, StampEarn, Validity};

use super::acts::runs;
use super::holdings::reward;
use super::now::Now;
use super::{Answer, Naive, kind_of, purse_of};

impl Naive {
    pub fn visit(&mut self, now: &Now<'_>) -> Answer {
        let today = self.sum(|op| op.day == now.day_number(), |op| op.visits);
        self.day_limit(now, "visits_per_day_max", today + 1, now.program.limits.visits_per_day_max)?;
        let before = self.visits();
        self.visit += 1;
        (self.op.visits, self.op.visit) = (1, self.visit);
        let mut gains = Vec::new();
        for card in now.program.stamp_cards.iter().filter(|card| card.earn == StampEarn::Visit) {
            gains.push((purse_of(&card.id), 1));
        }
        let points = now.program.points.as_ref().and_then(|points| points.by_visit());
        gains.extend(points.map(|points| (2, i64::from(points))));
        let gains: Vec<(usize, i64)> = (gains.into_iter())
            .map(|(purse, base)| {
                let (percent, added) = self.on_top(now, purse);
                (purse, base * percent / 100 + added)
            })
            .collect();
        for (purse, units) in gains {
            self.grant(now, purse, units);
            self.op.counted[kind_of(purse) as usize] += units;
        }
        for promotion in now.program.promotions.iter().filter(|promotion| runs(now, promotion.from, promotion.until)) {
            let (occasion, gives) = match &promotion.kind {
                PromotionKind::Welcome { gives } if before == 0 => (0, gives),
                PromotionKind::Milestone { visits, gives } if before + 1 == i64::from(*visits) => (0, gives),
                PromotionKind::Birthday { gives, days_before, days_after } => {
                    match birthday_year(now, *days_before, *days_after) {
                        Some(year) => (year, gives),
                        None => continue,
                    }
                }
                PromotionKind::Referral { gives_friend, .. } if before == 0 && now.brought == Some(false) => {
                    (0, gives_friend)
                }
                _ => continue,
            };
            if self.given.contains(&(promotion.id.clone(), occasion)) {
                continue;
            }
            let given = self.give(now, gives, &format!("p:{}", promotion.id));
            if given || matches!(promotion.kind, PromotionKind::Referral { .. }) {
                self.given.push((promotion.id.clone(), occasion));
                self.op.promotions.push((promotion.id.clone(), occasion));
            }
        }
        self.after_earning(now)
    }

    pub fn referred(&mut self, now: &Now<'_>, promotion: &str) -> Answer {
        let found = now.program.promotions.iter().find(|found| found.id == promotion);
        let Some(PromotionKind::Referral { gives_referrer, max_per_referrer, .. }) = found.map(|found| &found.kind)
        else {
            return Err(Refusal::UnknownPromotion);
        };
        let key = (promotion.to_owned(), loyalty::promotions::REFERRER);
        let times = self.given.iter().filter(|given| **given == key).count();
        self.limit(now, "max_per_referrer", times >= *max_per_referrer as usize, false)?;
        if self.give(now, gives_referrer, &format!("p:{promotion}")) {
            self.given.push(key.clone());
            self.op.promotions.push(key);
        }
        self.turn(now)?;
        self.step_up(now);
        Ok(())
    }

    pub fn give(&mut self, now: &Now<'_>, gives: &Gives, from: &str) -> bool {
        match gives {
            Gives::Units { units, of } => {
                let purse = purse_of(of);
                if now.expiry(purse).is_none() {
                    return false;
                }
                self.grant(now, purse, i64::from(*units));
                self.op.counted[kind_of(purse) as usize] += i64::from(*units);
                true
            }
            Gives::Reward(id) => self.give_reward(now, id, from),
        }
    }

    pub fn give_reward(&mut self, now: &Now<'_>, id: &str, from: &str) -> bool {
        let reward = reward(now, id).expect("a reward of the test");
        let had = self.in_stock(now, reward).is_ok();
        if had {
            self.issue(now, reward, from, None, Vec::new());
        }
        had
    }

    pub fn membership(&mut self, now: &Now<'_>, step: MembershipStep) -> Answer {
        let membership = now.program.membership.as_ref().ok_or(Refusal::NoMembership)?;
        let before = self.membership;
        let active = self.is_member(now);
        let ends = |from: civil::Date| match membership.valid {
            Validity::Months(months) => Some(now.end_of(from.saturating_add(i64::from(months).months()))),
            Validity::Days(days) => Some(now.end_of(from.saturating_add(i64::from(days).days()))),
            Validity::Forever => None,
        };
        let until = before.and_then(|before| before.valid_until);
        let after = match step {
            MembershipStep::Enrol if active => return Err(Refusal::AlreadyMember { until }),
            MembershipStep::Enrol => MembershipState { since: now.at, valid_until: ends(now.today()) },
            MembershipStep::Renew if !membership.renewable => return Err(Refusal::NotRenewable),
            MembershipStep::Renew => match (before, until) {
                (None, _) => return Err(Refusal::NotAMember),
                (Some(_), None) => return Err(Refusal::AlreadyMember { until: None }),
                (Some(before), Some(until)) if active => {
                    let last = Now { at: until - 1, ..*now }.today();
                    MembershipState { since: before.since, valid_until: ends(last) }
                }
                _ => MembershipState { since: now.at, valid_until: ends(now.today()) },
            },
            MembershipStep::Cancel => match before {
                Some(before) if active => MembershipState { valid_until: Some(now.at), ..before },
                _ => return Err(Refusal::NotAMember),
            },
        };
        self.membership = Some(after);
        self.op.membership = Some((before, Some(after)));
        if let Some(gives) = membership.gives.as_ref().filter(|_| step != MembershipStep::Cancel) {
            self.give(now, gives, "");
        }
        self.turn(now)
    }
}

pub fn birthday_year(now: &Now<'_>, before: u32, after: u32) -> Option<i64> {
    let (month, day) = now.birthday?;
    let first = now.today().saturating_sub(i64::from(after).days());
    let last = now.today().saturating_add(i64::from(before).days());
    let mut date = first;
    while date <= last {
        let leaps = month == 2 && day == 29 && !date.in_leap_year() && date.month() == 2 && date.day() == 28;
        if (date.month(), date.day()) == (month, day) || leaps {
            return Some(i64::from(date.year()));
        }
        date = date.tomorrow().expect("a day after");
    }
    None
}
