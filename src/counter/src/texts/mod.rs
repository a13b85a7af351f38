//! The counter's own words. A language is one file, a `static` of [`Texts`], so that the compiler says what is missing; the words that all
//! apps share, and most refusals, are in `kit::i18n`.

mod en;
mod fr;

use kit::i18n::{Lang, Said, lang, problem_text};
use wire::Problem;

/// All words of the counter.
pub struct Texts {
    /// The page's title.
    pub title: &'static str,
    /// First screen of a new device.
    pub pair_title: &'static str,
    pub pair_hint: &'static str,
    pub pair_code: &'static str,
    pub pair_name: &'static str,
    /// What the device is called if nobody says otherwise.
    pub pair_name_default: &'static str,
    pub pair_go: &'static str,
    pub who_title: &'static str,
    pub who_none: &'static str,
    pub pin_title: fn(&str) -> String,
    /// How many digits stand there, for screen readers.
    pub pin_dots: fn(usize) -> String,
    pub delete: &'static str,
    pub someone_else: &'static str,
    pub aim: &'static str,
    pub camera_view: &'static str,
    pub camera_starting: &'static str,
    pub camera_denied: Said<'static>,
    pub camera_missing: Said<'static>,
    pub camera_busy: Said<'static>,
    pub camera_insecure: Said<'static>,
    pub camera_again: &'static str,
    pub torch: &'static str,
    pub type_code: &'static str,
    pub type_hint: &'static str,
    pub type_label: &'static str,
    pub type_go: &'static str,
    pub sending: &'static str,
    /// Try `n` of `of`.
    pub sending_again: fn(u32, u32) -> String,
    pub unsent: Said<'static>,
    pub give_up: &'static str,
    /// "7 of 9".
    pub of_goal: fn(i64, u32) -> String,
    /// "2 more to the reward".
    pub to_go: fn(i64) -> String,
    pub plus: fn(String) -> String,
    pub minus: fn(String) -> String,
    pub used: &'static str,
    pub gifted: &'static str,
    pub undone: &'static str,
    pub same: &'static str,
    /// Of the same code again, seconds ago.
    pub same_hint: fn(Option<i64>) -> String,
    pub choose: &'static str,
    pub card: fn(&str) -> String,
    pub quantity: &'static str,
    pub less: &'static str,
    pub more: &'static str,
    pub give_stamps: fn(i64) -> String,
    pub amount: &'static str,
    /// What credit pays, and the name of its purse.
    pub by_credit: &'static str,
    /// Above the picks: so much credit is there.
    pub credit: fn(&str) -> String,
    /// Picks: all of it, exactly the bill, another amount.
    pub credit_all: fn(&str) -> String,
    pub credit_bill: fn(&str) -> String,
    pub credit_other: &'static str,
    /// What the customer pays otherwise.
    pub left_to_pay: fn(&str) -> String,
    /// The button before and after there is an amount.
    pub give_none: &'static str,
    pub give_bill: fn(&str) -> String,
    /// It was taken down, and came to less than one unit.
    pub counted: &'static str,
    /// So much credit paid.
    pub paid: fn(&str) -> String,
    pub member: &'static str,
    /// Before a membership's name: it goes on, or begins.
    pub renew: &'static str,
    pub enrol: &'static str,
    pub member_until: fn(&str) -> String,
    pub member_ended: fn(&str) -> String,
    /// "40 more points", and what they buy.
    pub nearly: fn(&str, &str) -> String,
    pub refund_part: &'static str,
    pub refund_what: fn(&str) -> String,
    pub refund_title: &'static str,
    pub refund_go: &'static str,
    pub refunded: &'static str,
    pub correct: &'static str,
    pub correct_what: &'static str,
    pub correct_more: &'static str,
    pub correct_less: &'static str,
    pub correct_by: &'static str,
    pub correct_go: &'static str,
    /// A manager lets a limit pass.
    pub override_limit: &'static str,
    /// Beside what may be chosen in the place of a reward.
    pub instead: &'static str,
    pub corrected: &'static str,
    pub rewards_ready: &'static str,
    pub redeem: fn(&str) -> String,
    pub redeem_go: &'static str,
    pub gift: &'static str,
    pub gift_what: &'static str,
    pub gift_reason: &'static str,
    pub gift_go: &'static str,
    pub another_purchase: &'static str,
    pub confirm_what: fn(&str) -> String,
    pub confirm_go: &'static str,
    pub confirm_no: &'static str,
    pub next: &'static str,
    pub visits: &'static str,
    pub visits_none: &'static str,
    pub undo_what: fn(&str) -> String,
    pub taken_back: &'static str,
    pub switch_person: &'static str,
    pub pair_again: &'static str,
    pub menu: &'static str,
    pub show_staff: Said<'static>,
    pub i_work_here: &'static str,
    pub open_scanner: &'static str,
    /// Points bought with: "100 points".
    pub costs: fn(i64) -> String,
    /// Till words for some refusals; `None`: the shared ones say it well.
    pub refusal: fn(&Problem, i64) -> Option<Said<'static>>,
}

/// The words in the language now; tracked.
pub fn texts() -> &'static Texts {
    texts_of(lang())
}

/// The words of a language.
pub fn texts_of(lang: Lang) -> &'static Texts {
    match lang {
        Lang::En => &en::TEXTS,
        Lang::Fr => &fr::TEXTS,
    }
}

/// A refusal in words for staff, at this moment.
pub fn refusal(problem: &Problem, lang: Lang, now_ms: i64) -> Said<'static> {
    (texts_of(lang).refusal)(problem, now_ms).unwrap_or_else(|| problem_text(problem, lang))
}

#[cfg(test)]
mod tests {
    use wire::{Code, Time};

    use super::*;

    fn said(problem: &Problem, lang: Lang) -> String {
        let said = refusal(problem, lang, 60_000);
        [&*said.what, " ", &*said.todo].concat().replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn every_refusal_says_what_happened_and_what_to_do_in_every_language() {
        for lang in Lang::ALL {
            for &code in Code::ALL {
                let mut problem = Problem::new(code);
                for off in [None, Some(-40), Some(37 * 60)] {
                    problem.off_by_s = off;
                    let said = refusal(&problem, lang, 0);
                    assert!(!said.what.is_empty() && !said.todo.is_empty(), "{lang:?} {code:?}");
                    assert!(!said.what.contains("null") && !said.what.contains("None"), "{lang:?} {code:?}");
                }
            }
        }
    }

    #[test]
    fn a_used_code_says_when_and_where() {
        let mut problem = Problem::new(Code::CodeUsed);
        problem.at = Some(Time("1970-01-01T00:00:40Z".into()));
        problem.by = Some("Bar".into());
        assert!(said(&problem, Lang::En).contains("20 seconds ago at the till “Bar”"), "{}", said(&problem, Lang::En));
        assert!(said(&problem, Lang::Fr).contains("il y a 20 secondes à la caisse « Bar »"));
        problem.by = None;
        assert!(said(&problem, Lang::En).contains("20 seconds ago at this till"));
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
        assert!(said(&problem, Lang::En).contains(texts_of(Lang::En).another_purchase));
        assert!(said(&problem, Lang::Fr).contains(texts_of(Lang::Fr).another_purchase));
    }
}
