//! What the owner is written when staff brought a card to another phone: which, when, where and by whom, what waits until when, and what can be done. No
//! link: whoever is used to following one from such a letter follows a false one too.

use store::moves::Moved;

use super::letter::{Letter, line};
use crate::paper::when::when;

/// The letter in the owner's language, with moments by the shop's clock.
pub fn letter(moved: &Moved) -> Letter {
    let words = words::of(moved.lang);
    let (notice, page) = (&words.paper.notice, words.counter.lost_phone);
    let on = |at: &wire::Time| when(&at.0, &moved.zone, &words.paper.dates);
    let [shop, till, by] = [&moved.shop, &moved.till, &moved.by].map(|name| line(name));
    let body = format!(
        "{} {}\n\n{}\n\n{}\n\n{}\n",
        notice.moved.with([&moved.number, &shop, &on(&moved.at)]),
        notice.by.with([&by, &till]),
        notice.ends.with([&on(&moved.paused_until)]),
        notice.right.with([page]),
        notice.wrong.with([&by, &on(&moved.again_at)]),
    );
    Letter { to: moved.to.clone(), subject: notice.subject.with([&moved.number, &shop]), shop, body }
}

#[cfg(test)]
mod tests {
    use store::Lang;
    use wire::Time;

    use super::*;

    fn moved(lang: Lang) -> Moved {
        Moved {
            to: "owner@example.org".into(),
            lang,
            shop: "Bar".into(),
            zone: "Europe/Paris".into(),
            number: "K7M2Q".into(),
            at: Time("2026-03-14T09:30:00Z".into()),
            till: "Terrace\n\nAll is well".into(),
            by: "Tom".into(),
            paused_until: Time("2026-03-15T09:30:00Z".into()),
            again_at: Time("2026-03-15T02:00:00Z".into()),
        }
    }

    #[test]
    fn the_owner_reads_when_where_by_whom_and_what_can_be_done() {
        let letter = letter(&moved(Lang::En));
        assert_eq!(letter.subject, "Card K7M2Q of Bar went to another phone");
        let said = "Card K7M2Q of Bar went to another phone on 14 March 2026, 10:30. Tom gave out the code for it, at the till “TerraceAll is well”.\n\n\
                    Phones that had the card before have lost it, and its recovery code no longer works. What is on it can’t be used until \
                    15 March 2026, 10:30; earning goes on.\n\n\
                    Is that in order? Then there is nothing to do. A manager can end the wait at the counter, in the menu under “Lost phone”.\n\n\
                    Is it not? Then leave the wait as it is, and read in the same place how Tom knew whose card it is. From 15 March 2026, 03:00 on \
                    it can be moved there once more, to the right phone; the one that has it now loses it at once.\n";
        assert_eq!(letter.body, said);
    }

    #[test]
    fn each_language_says_the_same_in_words_of_its_own() {
        let mut letters = std::collections::BTreeSet::new();
        for lang in Lang::ALL {
            let Letter { subject, body, .. } = letter(&moved(lang));
            assert!(subject.contains("K7M2Q") && subject.contains("Bar"), "{lang:?} {subject}");
            for fact in ["K7M2Q", "Bar", "Tom", "Terrace", "10:30", "03:00", words::of(lang).counter.lost_phone] {
                assert!(body.contains(fact), "{lang:?} {fact}: {body}");
            }
            assert!(!body.contains("http") && body.len() < 1_100 && body.lines().count() == 7, "{lang:?} {body}");
            letters.insert((subject, body));
        }
        assert_eq!(letters.len(), Lang::ALL.len());
    }
}
