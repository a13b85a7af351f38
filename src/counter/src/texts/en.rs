//! English: the counter's words.

use kit::i18n::{Lang, Said, texts_of};
use wire::{Code, Problem};

use super::Texts;
use crate::when;

/// The words.
pub static TEXTS: Texts = Texts {
    title: "Counter",
    pair_title: "Pair this device",
    pair_hint: "The owner has a pairing code for it. It is needed once.",
    pair_code: "Pairing code",
    pair_name: "Name of this device",
    pair_name_default: "Counter",
    pair_go: "Pair",
    who_title: "Who is at the counter?",
    who_none: "Nobody is on the list yet. The owner adds the team.",
    pin_title: |name| ["Hello ", name, ", your PIN"].concat(),
    pin_dots: |count| [&count.to_string(), " of 6 digits"].concat(),
    delete: "Delete",
    someone_else: "Someone else",
    aim: "Hold the customer's code in front of the camera",
    camera_view: "Camera picture",
    camera_starting: "The camera starts …",
    camera_denied: Said::fixed(
        "The camera is not allowed.",
        "Allow it for this page in the browser's settings. Until then, type the code under the QR.",
    ),
    camera_missing: Said::fixed("This device has no camera.", "Type the code that stands under the customer's QR."),
    camera_busy: Said::fixed(
        "The camera is taken by something else.",
        "Close other apps that use it. Until then, type the code under the QR.",
    ),
    camera_insecure: Said::fixed(
        "The camera needs a secure page (https).",
        "Open this page by its https address. Until then, type the code under the QR.",
    ),
    camera_again: "Try the camera again",
    torch: "Light",
    type_code: "Type a code",
    type_hint: "The eight characters under the customer's QR. They change every 30 seconds.",
    type_label: "Code under the QR",
    type_go: "Check",
    sending: "Sending …",
    sending_again: |n, of| ["The network is slow: try ", &n.to_string(), " of ", &of.to_string(), " …"].concat(),
    unsent: Said::fixed(
        "No answer came.",
        "Check the network. Trying again counts nothing twice; the last visits show what arrived.",
    ),
    give_up: "Leave it",
    of_goal: |balance, goal| [&balance.to_string(), " of ", &goal.to_string()].concat(),
    to_go: |left| [&left.to_string(), " more to the reward"].concat(),
    plus: |what| ["+ ", &what].concat(),
    minus: |what| ["− ", &what].concat(),
    used: "Reward used",
    gifted: "Gift given",
    undone: "Undone",
    same: "Same visit",
    same_hint: |seconds| match seconds {
        Some(seconds) => {
            ["This code was used ", &ago(seconds), " at this till: it is the same visit. Nothing was counted twice."]
                .concat()
        }
        None => "This code was used at this till already: it is the same visit. Nothing was counted twice.".into(),
    },
    choose: "What shall it be?",
    card: |number| ["Card ", number].concat(),
    quantity: "How many",
    less: "One less",
    more: "One more",
    give_stamps: |count| ["Give ", &(shared().stamps)(count)].concat(),
    amount: "Amount paid",
    by_credit: "Credit",
    credit: |money| [money, " of credit to pay with"].concat(),
    credit_all: |money| ["All: ", money].concat(),
    credit_bill: |money| ["The bill: ", money].concat(),
    credit_other: "Other",
    left_to_pay: |money| ["Left to pay: ", money].concat(),
    give_none: "Type the amount",
    give_bill: |money| ["Confirm ", money].concat(),
    counted: "Counted",
    paid: |money| [money, " paid with credit"].concat(),
    member: "Membership",
    member_until: |date| ["Member until ", date].concat(),
    member_ended: |date| ["Membership ended on ", date].concat(),
    renew: "Renew: ",
    enrol: "Enrol: ",
    nearly: |points, reward| [points, " to go: ", reward].concat(),
    refund_part: "Part …",
    refund_what: |what| ["Refund a part of: ", what].concat(),
    refund_title: "How much was refunded?",
    refund_go: "Refund",
    refunded: "Refund",
    correct: "Correct",
    correct_what: "What",
    correct_more: "More",
    correct_less: "Less",
    correct_by: "How many",
    correct_go: "Correct",
    override_limit: "Let it pass",
    instead: "in its place",
    corrected: "Corrected by hand",
    rewards_ready: "Ready to use",
    redeem: |title| ["Redeem: ", title].concat(),
    redeem_go: "Redeem",
    gift: "Gift",
    gift_what: "What",
    gift_reason: "Why",
    gift_go: "Give the gift",
    another_purchase: "Another purchase",
    confirm_what: |title| ["Is the customer here and wants it now: ", title, "?"].concat(),
    confirm_go: "Yes, redeem",
    confirm_no: "No",
    next: "Next customer",
    visits: "Last visits",
    visits_none: "The next ones appear here, each with its undo.",
    undo_what: |what| ["Undo: ", what].concat(),
    taken_back: "undone",
    switch_person: "Switch person",
    pair_again: "Pair again",
    menu: "Menu",
    show_staff: Said::fixed("Show this to staff", "They scan the code on your card, and the stamp is yours."),
    i_work_here: "I work here",
    open_scanner: "Open the scanner",
    costs: |points| (shared().points)(points),
    refusal,
};

fn shared() -> &'static kit::i18n::Texts {
    texts_of(Lang::En)
}

fn ago(seconds: i64) -> String {
    if seconds < 2 { "just now".into() } else { [&(shared().duration)(seconds), " ago"].concat() }
}

fn refusal(problem: &Problem, now_ms: i64) -> Option<Said<'static>> {
    let (what, todo) = match problem.code {
        Code::CodeUsed => {
            let when = problem.at.as_ref().and_then(|at| when::seconds_ago(at, now_ms)).map_or("already".into(), ago);
            match &problem.by {
                Some(till) => (
                    ["This code was used ", &when, " at the till “", till, "”."].concat(),
                    "If this is a new purchase, wait until the customer's code changes: 15 seconds at most.".to_owned(),
                ),
                None => (
                    ["This code was used ", &when, " at this till: it is the same visit."].concat(),
                    "If this is a new purchase, wait until the customer's code changes: 15 seconds at most.".to_owned(),
                ),
            }
        }
        Code::Cooldown => {
            let left = problem.until.as_ref().and_then(|until| when::seconds_until(until, now_ms)).unwrap_or(60);
            let wait = [" Else it can be scanned again in ", &(shared().duration)(left.max(1)), "."].concat();
            (
                "This card was here a moment ago: it is the same visit.".into(),
                ["Do they buy again? Then tap “Another purchase”.", &wait].concat(),
            )
        }
        Code::ClockWrong => {
            let off = problem.off_by_s.unwrap_or(600);
            let side = if off < 0 { " behind." } else { " ahead." };
            (
                ["The customer's phone clock is ", &(shared().duration)(off), side].concat(),
                "Ask them to open the card online once, then scan again.".to_owned(),
            )
        }
        _ => return None,
    };
    Some(Said { what: what.into(), todo: todo.into() })
}
