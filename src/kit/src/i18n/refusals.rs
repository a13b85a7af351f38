//! Refusals in words: what happened, and what to do. The words are in the languages' files.

use std::borrow::Cow;

use wire::Problem;

use super::{Lang, texts_of};
use crate::api::Failure;

/// Something said to a person, in two sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// What happened.
    pub what: Cow<'a, str>,
    /// What to do now.
    pub todo: Cow<'a, str>,
}

impl Said<'static> {
    /// Two fixed sentences.
    pub const fn fixed(what: &'static str, todo: &'static str) -> Self {
        Said { what: Cow::Borrowed(what), todo: Cow::Borrowed(todo) }
    }
}

/// A problem in words.
pub fn problem_text(problem: &Problem, lang: Lang) -> Said<'static> {
    (texts_of(lang).problem)(problem)
}

/// Any failure in words.
pub fn failure_text(failure: &Failure, lang: Lang) -> Said<'static> {
    match failure {
        Failure::Refused(problem) => problem_text(problem, lang),
        Failure::Offline => texts_of(lang).offline.clone(),
    }
}

#[cfg(test)]
mod tests {
    use wire::Code;

    use super::*;

    #[test]
    fn every_code_has_words_of_its_own_and_says_what_to_do() {
        for lang in Lang::ALL {
            for &code in Code::ALL {
                let said = problem_text(&Problem::new(code), lang);
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
                problem_text(&problem, lang).what.into_owned()
            };
            let all: std::collections::BTreeSet<String> =
                limits.iter().chain(&more).map(|name| said(Some(name))).collect();
            assert_eq!(all.len(), 8, "{lang:?}: {all:?}");
            assert!(!all.contains(&said(None)), "{lang:?}");
        }
    }

    #[test]
    fn facts_are_in_the_sentence() {
        let mut problem = Problem::new(Code::ClockWrong);
        problem.off_by_s = Some(37 * 60);
        let en = problem_text(&problem, Lang::En);
        assert!(en.what.replace('\u{a0}', " ").contains("37 minutes"), "{}", en.what);
        let mut problem = Problem::new(Code::WrongPin);
        problem.tries_left = Some(1);
        let fr = problem_text(&problem, Lang::Fr);
        assert!(fr.todo.replace('\u{a0}', " ").contains("1 essai"), "{}", fr.todo);
    }
}
