//! The counter's words in the language now, and the refusals that it says in a way of its own; `kit::i18n` says the others.

use std::cell::Cell;

use kit::i18n::{self, Said, problem_text};
use wire::{Code, Problem, Time};
use words::{Counter, Listed, Reader, Till};

use crate::when;

thread_local! {
    static WORDS: Cell<&'static Counter> = Cell::new(kept(&mut Reader::empty()));
}

/// The words; tracked.
pub fn texts() -> &'static Counter {
    i18n::lang();
    WORDS.get()
}

/// Reads them.
pub fn read(list: &mut Reader) {
    WORDS.set(kept(list));
}

fn kept(list: &mut Reader) -> &'static Counter {
    Box::leak(Box::new(Counter::read(list)))
}

/// A refusal in words for staff, at this moment; tracked.
pub fn refusal(problem: &Problem, now_ms: i64) -> Said {
    Speech::now().refusal(problem, now_ms).unwrap_or_else(|| problem_text(problem))
}

/// When a code was used: "just now", "20 seconds ago", or "already" if nobody knows; tracked.
pub fn when_used(at: Option<&Time>, now_ms: i64) -> String {
    Speech::now().when_used(at, now_ms)
}

/// What the sentences are made of.
struct Speech {
    words: &'static Counter,
    till: &'static Till,
    just_now: &'static str,
}

impl Speech {
    fn now() -> Self {
        Speech { words: texts(), till: i18n::till(), just_now: i18n::texts().just_now }
    }

    fn when_used(&self, at: Option<&Time>, now_ms: i64) -> String {
        match at.and_then(|at| when::seconds_ago(at, now_ms)) {
            None => self.words.already.to_owned(),
            Some(0 | 1) => self.just_now.to_owned(),
            Some(seconds) => self.words.ago.with([&self.till.duration(seconds)]),
        }
    }

    /// The ones that the counter says with the moment in mind.
    fn refusal(&self, problem: &Problem, now_ms: i64) -> Option<Said> {
        let Speech { words, till, .. } = self;
        Some(match problem.code {
            Code::CodeUsed => {
                let when = self.when_used(problem.at.as_ref(), now_ms);
                match &problem.by {
                    Some(other) => words.code_used_there.with([&when, other]),
                    None => words.code_used_here.with([&when]),
                }
            }
            Code::Cooldown => {
                let left = problem.until.as_ref().and_then(|until| when::seconds_until(until, now_ms)).unwrap_or(60);
                words.cooldown.with([&till.duration(left.max(1)), words.another_purchase])
            }
            Code::ClockWrong => {
                let off_s = problem.off_by_s.unwrap_or(600);
                let side = if off_s < 0 { &words.clock_behind } else { &words.clock_ahead };
                side.with([&till.duration(off_s)])
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use words::Lang;

    use super::*;

    fn said(problem: &Problem, lang: Lang) -> String {
        let words = words::of(lang);
        let speech = Speech { words: &words.counter, till: &words.till, just_now: words.shared.just_now };
        let said = speech.refusal(problem, 60_000).unwrap();
        [said.what, said.todo].join(" ").replace('\u{a0}', " ")
    }

    #[test]
    fn a_used_code_says_when_and_where() {
        let mut problem = Problem::new(Code::CodeUsed);
        assert!(said(&problem, Lang::En).contains("used already at this till"));
        problem.at = Some(Time("1970-01-01T00:00:40Z".into()));
        problem.by = Some("Bar".into());
        assert!(said(&problem, Lang::En).contains("20 seconds ago at the till “Bar”"), "{}", said(&problem, Lang::En));
        assert!(said(&problem, Lang::Fr).contains("il y a 20 secondes à la caisse « Bar »"));
        problem.by = None;
        assert!(said(&problem, Lang::En).contains("20 seconds ago at this till"));
        problem.at = Some(Time("1970-01-01T00:00:59Z".into()));
        assert!(said(&problem, Lang::En).contains("just now at this till"));
    }

    #[test]
    fn a_wrong_clock_says_by_how_much_and_to_which_side() {
        let mut problem = Problem::new(Code::ClockWrong);
        problem.off_by_s = Some(37 * 60);
        assert!(said(&problem, Lang::En).contains("37 minutes ahead"));
        assert!(said(&problem, Lang::Fr).contains("37 minutes d’avance"));
        problem.off_by_s = Some(-3600);
        assert!(said(&problem, Lang::En).contains("1 hour behind"));
        assert!(said(&problem, Lang::Fr).contains("1 heure de retard"));
    }

    #[test]
    fn a_cooldown_says_how_long_and_what_if_it_is_another_purchase() {
        let mut problem = Problem::new(Code::Cooldown);
        problem.until = Some(Time("1970-01-01T00:01:35Z".into()));
        assert!(said(&problem, Lang::En).contains("35 seconds"));
        assert!(said(&problem, Lang::Fr).contains("35 secondes"));
        for lang in Lang::ALL {
            assert!(said(&problem, lang).contains(words::of(lang).counter.another_purchase));
        }
    }
}
