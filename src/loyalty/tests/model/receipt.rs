//! A receipt adds up: what a decision says of itself is all that moved, and nothing else.

use loyalty::{CardState, Change, Command, Decision, LotId, Reason, Source};

/// Looks at the reasons of a decision beside the card before and after it.
pub fn adds_up(command: &Command<'_>, before: &CardState, after: &CardState, decision: &Decision) {
    for purse in after.purses.iter().map(|purse| purse.id.as_str()) {
        // What is owed leaves with everything else, and nobody pays it here.
        if !matches!(command, Command::TransferOut) {
            let owed = |state: &CardState| state.purse(purse).map_or(0, |purse| purse.debt);
            assert_eq!(owed(after) - owed(before), owed_more(purse, decision), "what is owed of {purse}");
        }
        lots(purse, before, after, decision);
        multipliers(purse, decision);
        let earns = matches!(command, Command::Visit | Command::Earn { .. } | Command::Action { .. });
        if earns || matches!(command, Command::Referred { .. } | Command::Membership(_)) {
            let came: i64 =
                decision.entries().filter(|entry| entry.purse == purse).map(|entry| entry.delta.max(0)).sum();
            assert_eq!(came, earned(purse, decision), "what {purse} earned");
        }
    }
    levels(before, after, decision);
    let count = |which: fn(&Reason) -> bool| decision.reasons.iter().filter(|reason| which(reason)).count();
    let written = |which: fn(&Change) -> bool| decision.changes.iter().filter(|change| which(change)).count();
    let full = |change: &Change| matches!(change, Change::Issue(issue) if matches!(issue.source, Source::StampCard(_)));
    assert_eq!(count(|reason| matches!(reason, Reason::Full { .. })), written(full), "cards that were full");
    let passed = written(|change| matches!(change, Change::Override { .. }));
    assert_eq!(count(|reason| matches!(reason, Reason::Overridden { .. })), passed, "limits that were passed");
    if let Command::Earn { .. } = command {
        let unearned = decision.reasons.iter().map(|reason| match reason {
            Reason::NotEarning { paid_otherwise, .. } => *paid_otherwise,
            _ => 0,
        });
        assert_eq!(unearned.sum::<i64>(), decision.totals.not_earning, "what did not earn");
        assert_eq!(count(|reason| matches!(reason, Reason::NotEarning { paid_otherwise: ..=0, .. })), 0);
    }
}

fn owed_more(of: &str, decision: &Decision) -> i64 {
    let more = decision.reasons.iter().map(|reason| match reason {
        Reason::Owes { purse, units } if purse == of => *units,
        Reason::PaidDebt { purse, units } if purse == of => -*units,
        _ => 0,
    });
    more.sum()
}

/// What was taken from each lot that was there, or came back to it.
fn lots(of: &str, before: &CardState, after: &CardState, decision: &Decision) {
    let uses = decision.reasons.iter().filter_map(|reason| match reason {
        Reason::Lots { purse, uses } if purse == of => Some(uses),
        _ => None,
    });
    let uses: Vec<_> = uses.flatten().collect();
    assert!(uses.iter().all(|used| used.units != 0), "a lot of {of} is named for nothing");
    let left = |state: &CardState, id: LotId| {
        let lots = state.purse(of).map(|purse| &purse.lots);
        lots.into_iter().flatten().find(|lot| lot.id == id).map_or(0, |lot| lot.remaining)
    };
    for lot in before.purse(of).iter().flat_map(|purse| &purse.lots) {
        let taken: i64 = uses.iter().filter(|used| used.lot == lot.id).map(|used| used.units).sum();
        assert_eq!(lot.remaining - left(after, lot.id), taken, "what {:?} of {of} gave", lot.id);
    }
}

/// Of the multipliers that are named those count that made the percent, and of the promotions only the best.
fn multipliers(of: &str, decision: &Decision) {
    let (mut percent, mut promotions) = (100, Vec::new());
    for reason in &decision.reasons {
        match reason {
            Reason::Multiplier { purse, source, percent: each, counts } if purse == of => {
                percent += if *counts { each - 100 } else { 0 };
                promotions.extend(matches!(source, Source::Promotion(_)).then_some((*counts, *each)));
            }
            Reason::Multiplied { purse, percent: said, .. } if purse == of => {
                assert_eq!(percent, *said, "the multipliers of {of} together");
                percent = 100;
            }
            _ => {}
        }
    }
    assert_eq!(percent, 100, "a multiplier of {of} counts and multiplies nothing");
    let best = promotions.iter().max().copied();
    assert!(promotions.iter().filter(|(counts, _)| *counts).count() <= 1, "{promotions:?}");
    assert!(promotions.iter().all(|(_, each)| *each <= best.map_or(100, |(_, best)| best)), "{promotions:?}");
}

fn earned(of: &str, decision: &Decision) -> i64 {
    let units = decision.reasons.iter().map(|reason| match reason {
        Reason::Counted { purse, base, .. } | Reason::ByAmount { purse, base, .. } if purse == of => *base,
        Reason::Multiplied { purse, base, percent, units } if purse == of => {
            assert_eq!(base * percent / 100, *units, "the product for {of}");
            units - base
        }
        Reason::Added { purse, units, .. } if purse == of => *units,
        Reason::Given { what, units, .. } if what == of => *units,
        _ => 0,
    });
    units.sum()
}

fn levels(before: &CardState, after: &CardState, decision: &Decision) {
    let level = |state: &CardState| state.tier.as_ref().map(|tier| tier.level.clone());
    let mut at = level(before);
    for reason in &decision.reasons {
        if let Reason::Level { from, to, .. } = reason {
            assert!(*from == at && to != from, "from {from:?} to {to:?} at {at:?}");
            at.clone_from(to);
        }
    }
    assert_eq!(at, level(after), "the level that the receipt ends at");
}
