//! Says in words what the screen shows by motion, for those who hear it.

use wire::PurseKind;

use words::{Card, Shared};

use crate::content::{Content, Voucher};

/// What is said of a card that went from `old` to `new`.
pub fn said(old: &Content, new: &Content, words: &Card, shared: &Shared) -> String {
    let missing_in = |all: &[Voucher], one: &Voucher| all.iter().all(|voucher| voucher.id != one.id);
    let gained = new.vouchers.iter().find(|voucher| missing_in(&old.vouchers, voucher));
    let lost = old.vouchers.iter().find(|voucher| missing_in(&new.vouchers, voucher));
    let moved = new.purses.iter().find_map(|purse| {
        let before = old.purses.iter().find(|before| before.id == purse.id)?;
        let by = purse.balance - before.balance;
        (purse.kind != PurseKind::Credit && by != 0).then_some((by, purse.balance, purse.goal))
    });
    let done = match (gained, lost, moved) {
        (Some(voucher), ..) => words.card_full.with([&voucher.title]),
        (None, Some(voucher), None) => words.reward_used.with([&voucher.title]),
        (None, None, Some((by, balance, Some(goal)))) if by > 0 => {
            words.landed.of(by, [&words.stamps_of.of(balance, [&goal.to_string()])])
        }
        (None, None, Some((by, balance, None))) if by > 0 => {
            words.more_points.with([&shared.points.of(by, []), &shared.points.of(balance, [])])
        }
        (None, None, None) => String::new(),
        _ => words.taken_back.to_owned(),
    };
    match &new.tier {
        Some(level) if new.tier != old.tier => [&done, " ", level].concat(),
        _ => done,
    }
}

#[cfg(test)]
mod tests {
    use wire::CardStatus;

    use super::*;
    use crate::content::Purse;

    fn card(balance: i64, vouchers: &[u128]) -> Content {
        let purse = Purse { id: "c".into(), kind: PurseKind::Stamps, name: "c".into(), balance, goal: Some(9) };
        let voucher = |id: &u128| Voucher {
            id: id.to_string(),
            reward: "r".into(),
            title: "a coffee".into(),
            expires_at: None,
            choices: vec![],
        };
        Content {
            id: "00".into(),
            number: "K7M2Q".into(),
            version: 1,
            status: CardStatus::Active,
            merged_into: None,
            shop: "demo".into(),
            purses: vec![purse],
            vouchers: vouchers.iter().map(voucher).collect(),
            tier: None,
            expiries: vec![],
            level: None,
            membership: None,
        }
    }

    fn heard(old: &Content, new: &Content) -> String {
        let words = words::of(words::Lang::En);
        super::said(old, new, &words.card, &words.shared).replace('\u{a0}', " ")
    }

    fn said(old: (i64, &[u128]), new: (i64, &[u128])) -> String {
        heard(&card(old.0, old.1), &card(new.0, new.1))
    }

    #[test]
    fn a_level_that_is_reached_is_named() {
        let old = Content { tier: Some("Regular".into()), ..card(3, &[]) };
        let friend = Content { tier: Some("Friend".into()), ..card(4, &[]) };
        assert_eq!(heard(&old, &friend), "1 stamp more. 4 of 9 stamps. Friend");
        assert_eq!(heard(&friend, &Content { tier: None, ..card(5, &[]) }), "1 stamp more. 5 of 9 stamps.");
    }

    #[test]
    fn each_change_has_its_words() {
        assert_eq!(said((3, &[]), (4, &[])), "1 stamp more. 4 of 9 stamps.");
        assert_eq!(said((8, &[]), (0, &[7])), "Your card is full! Ready for you: a coffee.");
        assert_eq!(said((2, &[7]), (2, &[])), "Used: a coffee. Enjoy!");
        assert_eq!(said((4, &[]), (3, &[])), "The last step was undone.");
        assert_eq!(said((0, &[7]), (8, &[])), "The last step was undone.", "a full card was taken back");
        assert_eq!(said((3, &[]), (3, &[])), "", "nothing that is heard of");
        let points = |balance| {
            let mut card = card(balance, &[]);
            (card.purses[0].kind, card.purses[0].goal) = (PurseKind::Points, None);
            card
        };
        assert_eq!(heard(&points(200), &points(245)), "+ 45 points. 245 points in all.");
    }
}
