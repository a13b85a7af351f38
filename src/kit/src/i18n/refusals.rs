//! Refusals in words: what happened, and what to do.

use words::{Said, Shared};

use super::texts;
use crate::api::{Failure, Refusal};

/// A problem in words; tracked.
pub fn problem_text(problem: &Refusal) -> Said {
    #[cfg(feature = "till")]
    if let Some(said) = at_till::said(problem, super::till()) {
        return said;
    }
    to_customer(problem, texts())
}

/// Any failure in words; tracked.
pub fn failure_text(failure: &Failure) -> Said {
    match failure {
        Failure::Refused(problem) => problem_text(problem),
        Failure::Offline => texts().offline.said(),
    }
}

fn to_customer(problem: &Refusal, shared: &Shared) -> Said {
    shared.refusal(problem.code).unwrap_or(&shared.failed).said()
}

#[cfg(feature = "till")]
mod at_till {
    use wire::{Code, Problem};
    use words::{Said, Till};

    use crate::i18n::format;

    /// What only a till meets, with the facts there are.
    pub fn said(problem: &Problem, till: &Till) -> Option<Said> {
        let plain = till.refusal(problem.code)?.said();
        let with_facts = match problem.code {
            Code::WrongPin => problem
                .tries_left
                .map(|left| till.tries_left.of(left.into(), []))
                .map(|todo| Said { what: plain.what.clone(), todo }),
            Code::Locked => until(problem).map(|time| till.locked_until.with([&time])),
            Code::LimitReached => Some(limit(problem, till, &plain)),
            Code::InsufficientBalance => problem.missing.map(|units| till.not_enough_by.with([&units.to_string()])),
            Code::RedeemPaused => day_until(problem).map(|time| till.redeem_paused_until.with([&time])),
            Code::CardMerged => problem.into.as_deref().map(|number| till.merged_into.with([number])),
            _ => None,
        };
        Some(with_facts.unwrap_or(plain))
    }

    /// Which limit it is, and from when on it counts anew.
    fn limit(problem: &Problem, till: &Till, plain: &Said) -> Said {
        let named = problem.limit.as_deref().and_then(|name| till.limit_named(name));
        let mut what = named.unwrap_or(&plain.what).to_owned();
        if let Some(time) = until(problem) {
            what += " ";
            what += &till.again_from.with([&time]);
        }
        Said { what, todo: plain.todo.clone() }
    }

    /// "21 November, 14:32"
    fn day_until(problem: &Problem) -> Option<String> {
        let day = format::day(format::ms_of(problem.until.as_ref()?)?);
        Some([&*day, ", ", &until(problem)?].concat())
    }

    /// "14:32"
    fn until(problem: &Problem) -> Option<String> {
        Some(format::time_of_day(format::ms_of(problem.until.as_ref()?)?))
    }
}

#[cfg(all(test, feature = "till"))]
mod tests {
    use wire::{Code, Problem};
    use words::Lang;

    use super::*;

    fn said(problem: &Problem, lang: Lang) -> Said {
        let words = words::of(lang);
        at_till::said(problem, &words.till).unwrap_or_else(|| to_customer(problem, &words.shared))
    }

    #[test]
    fn every_code_says_what_happened_and_what_to_do() {
        for lang in Lang::ALL {
            for &code in Code::ALL {
                let said = said(&Problem::new(code), lang);
                assert!(said.what.ends_with(['.', '!']), "{lang:?} {code:?}: {}", said.what);
                assert!(said.todo.ends_with(['.', '!', '?']), "{lang:?} {code:?}: {}", said.todo);
                assert!(said.what.len() < 120 && said.todo.len() < 160, "{lang:?} {code:?} is long for a till");
            }
        }
    }

    #[test]
    fn each_limit_says_which_it_is() {
        let limits = ["quantity_max", "stamps_per_day_max", "points_per_day_max", "credit_per_day_max"];
        let more = ["visits_per_day_max", "gifts_per_day_max", "manual_per_staff_day_max", "earns_per_till_day_max"];
        for lang in Lang::ALL {
            let said = |limit: Option<&str>| {
                let mut problem = Problem::new(Code::LimitReached);
                problem.limit = limit.map(str::to_owned);
                said(&problem, lang).what
            };
            let all: std::collections::BTreeSet<String> =
                limits.iter().chain(&more).map(|name| said(Some(name))).collect();
            assert_eq!(all.len(), 8, "{lang:?}: {all:?}");
            assert!(!all.contains(&said(None)), "{lang:?}");
        }
    }

    #[test]
    fn facts_are_in_the_sentence() {
        let mut problem = Problem::new(Code::InsufficientBalance);
        problem.missing = Some(37);
        assert_eq!(said(&problem, Lang::En).what, "There is not enough on this card: 37 missing.");
        let mut problem = Problem::new(Code::WrongPin);
        problem.tries_left = Some(1);
        let fr = said(&problem, Lang::Fr);
        assert!(fr.todo.replace('\u{a0}', " ").contains("1 essai"), "{}", fr.todo);
    }
}
