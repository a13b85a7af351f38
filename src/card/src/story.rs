//! How a change of the card is told: stamps land one by one, a full card turns into a reward, an undone stamp lifts off.

use crate::shop::Step;

/// A stamp card as it is at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Stamps on it.
    pub balance: i64,
    /// Rewards of this stamp card that are ready.
    pub rewards: usize,
}

/// One thing to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Stamps `from + 1` to `to` land.
    Land {
        /// Stamps before.
        from: u32,
        /// Stamps after.
        to: u32,
    },
    /// The card is full: the reward.
    Full,
    /// It is just so: a fresh card, or one where something was taken back.
    Set {
        /// Stamps.
        to: u32,
    },
}

/// What to see when a stamp card of `goal` goes from `old` to `new`, in order.
pub fn tell(old: Seen, new: Seen, goal: u32) -> Vec<Beat> {
    let stamps = |balance: i64| u32::try_from(balance.max(0)).unwrap_or(u32::MAX).min(goal);
    let (from, to) = (stamps(old.balance), stamps(new.balance));
    let gained = new.rewards > old.rewards;
    // The same count with one reward more is a gift: nothing happened to the stamps.
    if gained && new.balance != old.balance {
        let mut beats = vec![Beat::Land { from, to: goal }, Beat::Full, Beat::Set { to: 0 }];
        if to > 0 {
            beats.push(Beat::Land { from: 0, to });
        }
        return beats;
    }
    // A reward used or taken back, or fewer stamps than before: no motion pretends that something was earned.
    if new.rewards < old.rewards && from != to || to < from {
        return vec![Beat::Set { to }];
    }
    if to > from { vec![Beat::Land { from, to }] } else { vec![] }
}

/// Whether a card of level `old` that is now of level `new` went up; `levels` are all of them, the lowest first.
pub fn rose(levels: &[Step], old: Option<&str>, new: Option<&str>) -> bool {
    // No level is below the lowest.
    let height = |level: Option<&str>| levels.iter().position(|step| Some(&*step.name) == level).map(|at| at + 1);
    height(new) > height(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_is_lost_is_no_level_reached() {
        let levels = ["Regular", "Friend"].map(|name| Step { name: name.into() });
        let rose = |old, new| super::rose(&levels, old, new);
        assert!(rose(None, Some("Regular")) && rose(Some("Regular"), Some("Friend")) && rose(None, Some("Friend")));
        assert!(!rose(Some("Friend"), Some("Regular")) && !rose(Some("Friend"), None));
        assert!(!rose(Some("Friend"), Some("Friend")) && !rose(None, Some("A level of an older programme")));
    }

    fn told(old: (i64, usize), new: (i64, usize)) -> Vec<Beat> {
        let seen = |(balance, rewards)| Seen { balance, rewards };
        tell(seen(old), seen(new), 9)
    }

    #[test]
    fn a_stamp_lands() {
        assert_eq!(told((3, 0), (4, 0)), [Beat::Land { from: 3, to: 4 }]);
        assert_eq!(told((3, 1), (5, 1)), [Beat::Land { from: 3, to: 5 }]);
    }

    #[test]
    fn the_ninth_fills_the_card_and_the_rest_goes_on_the_next() {
        assert_eq!(told((8, 0), (0, 1)), [Beat::Land { from: 8, to: 9 }, Beat::Full, Beat::Set { to: 0 }]);
        let over = [Beat::Land { from: 7, to: 9 }, Beat::Full, Beat::Set { to: 0 }, Beat::Land { from: 0, to: 2 }];
        assert_eq!(told((7, 0), (2, 1)), over);
    }

    #[test]
    fn what_is_undone_lifts_off_without_show() {
        assert_eq!(told((4, 0), (3, 0)), [Beat::Set { to: 3 }]);
        assert_eq!(told((0, 1), (8, 0)), [Beat::Set { to: 8 }], "the full card is undone");
        assert_eq!(told((2, 0), (-1, 0)), [Beat::Set { to: 0 }], "below zero shows as empty");
    }

    #[test]
    fn a_reward_used_or_given_leaves_the_stamps_alone() {
        assert_eq!(told((2, 1), (2, 0)), []);
        assert_eq!(told((2, 0), (2, 1)), []);
    }
}
