//! How many: staff sets a number with − and +, and what was already given becomes that number by giving more or taking back.

use uuid::Uuid;

/// More than this in one go is a mistake more often than a purchase.
pub const QUANTITY_MAX: u32 = 12;

/// One request on the way to the number wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Take this operation back.
    Void(Uuid),
    /// Give so many more.
    Earn(u32),
}

/// What leads from the operations given (oldest first, with their quantities) to `target`: the newest are taken back while there is too
/// much, then what is missing is given in one operation.
pub fn plan(given: &[(Uuid, u32)], target: u32) -> Vec<Step> {
    let mut sum: u32 = given.iter().map(|(_, quantity)| quantity).sum();
    let mut steps = vec![];
    for (id, quantity) in given.iter().rev() {
        if sum <= target {
            break;
        }
        steps.push(Step::Void(*id));
        sum -= quantity;
    }
    if sum < target {
        steps.push(Step::Earn(target - sum));
    }
    steps
}

/// The next number on − (`by` = -1) or + (1), within 1 and [`QUANTITY_MAX`].
pub fn adjust(quantity: u32, by: i32) -> u32 {
    quantity.saturating_add_signed(by).clamp(1, QUANTITY_MAX.max(quantity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn more_is_one_operation_more() {
        assert_eq!(plan(&[(id(1), 1)], 4), [Step::Earn(3)]);
    }

    #[test]
    fn less_takes_the_newest_back_and_gives_what_that_was_too_much() {
        assert_eq!(plan(&[(id(1), 1), (id(2), 3)], 3), [Step::Void(id(2)), Step::Earn(2)]);
        assert_eq!(plan(&[(id(1), 1), (id(2), 3)], 1), [Step::Void(id(2))]);
    }

    #[test]
    fn none_takes_everything_back_newest_first() {
        assert_eq!(plan(&[(id(1), 1), (id(2), 3)], 0), [Step::Void(id(2)), Step::Void(id(1))]);
    }

    #[test]
    fn the_same_number_asks_nothing() {
        assert_eq!(plan(&[(id(1), 2)], 2), []);
    }

    #[test]
    fn every_plan_ends_at_its_target() {
        for target in 0..=QUANTITY_MAX {
            for first in 1..=4 {
                for second in 0..=4 {
                    let given: Vec<_> =
                        [(id(1), first), (id(2), second)].into_iter().filter(|given| given.1 > 0).collect();
                    let mut sum: u32 = given.iter().map(|given| given.1).sum();
                    for step in plan(&given, target) {
                        match step {
                            Step::Void(gone) => sum -= given.iter().find(|given| given.0 == gone).unwrap().1,
                            Step::Earn(more) => sum += more,
                        }
                    }
                    assert_eq!(sum, target);
                }
            }
        }
    }

    #[test]
    fn the_buttons_stop_at_both_ends() {
        assert_eq!(adjust(1, -1), 1);
        assert_eq!(adjust(1, 1), 2);
        assert_eq!(adjust(QUANTITY_MAX, 1), QUANTITY_MAX);
    }
}
