//! Every language says everything, with the facts that belong in it, in words of its own.

use std::collections::BTreeSet;

use words::{App, Card, Category, Counter, Entry, Lang, Listed, Reader, Shared, Till, category, entries, list};

/// What is the same in another language as in English, and right.
const SAME: [(Lang, &str); 19] = [
    (Lang::Fr, "Menu"),
    (Lang::It, "Menu"),
    (Lang::Nl, "Menu"),
    (Lang::Pl, "Menu"),
    (Lang::Pt, "Menu"),
    (Lang::Fr, "{0} point"),
    (Lang::Fr, "{0} points"),
    (Lang::Fr, "{0} minute"),
    (Lang::Fr, "{0} minutes"),
    (Lang::Fr, "E-mail"),
    (Lang::It, "E-mail"),
    (Lang::Nl, "E-mail"),
    (Lang::Pl, "E-mail"),
    (Lang::Pt, "E-mail"),
    (Lang::De, "Name"),
    (Lang::De, "April"),
    (Lang::De, "August"),
    (Lang::De, "September"),
    (Lang::De, "November"),
];

/// Everything that is said in a language.
fn all(lang: Lang) -> Vec<Entry> {
    let mut all = [App::Card, App::Counter].map(|app| entries(app, lang)).concat();
    words::of(lang).moves.write("moves", &mut all);
    words::of(lang).paper.write("paper", &mut all);
    all
}

/// The places that a text has.
fn places(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(place, _)| place.to_owned()).collect()
}

/// The texts of one field: the forms of a plural, both sentences.
fn together<'a>(all: &'a [Entry], of: &Entry) -> Vec<&'a Entry> {
    all.iter().filter(|entry| (entry.group, entry.name) == (of.group, of.name)).collect()
}

#[test]
fn a_plural_has_the_forms_that_its_language_needs_and_no_other() {
    let counts = || (0..=200).chain([1_000_000, 1_000_001, 2_000_000]);
    for lang in Lang::ALL {
        for entry in all(lang) {
            let needed = |form: Category| counts().any(|count| category(lang, count) == form);
            let there = !entry.text.is_empty();
            let wanted = entry.form.is_none_or(needed);
            assert_eq!(there, wanted, "{lang:?} {}.{} {:?}: {:?}", entry.group, entry.name, entry.form, entry.text);
        }
    }
}

#[test]
fn facts_have_the_places_that_they_have_in_english() {
    let english = all(Lang::En);
    for lang in Lang::ALL {
        let all = all(lang);
        for (entry, twin) in all.iter().zip(&english) {
            let of = |all: &[Entry], entry: &Entry| {
                together(all, entry).iter().flat_map(|entry| places(entry.text)).collect::<BTreeSet<_>>()
            };
            assert_eq!(of(&all, entry), of(&english, twin), "{lang:?} {}.{}", entry.group, entry.name);
            let allowed: BTreeSet<String> = (0..entry.places).map(|place| place.to_string()).collect();
            assert_eq!(of(&all, entry), allowed, "{lang:?} {}.{}: {}", entry.group, entry.name, entry.text);
            // A form may spell its number out ("Un tampon de plus"), and leaves nothing else out.
            if entry.form.is_some() && !entry.text.is_empty() {
                let mut said = places(entry.text);
                said.insert("0".into());
                assert_eq!(said, allowed, "{lang:?} {}.{}: {}", entry.group, entry.name, entry.text);
            }
        }
    }
}

#[test]
fn nothing_was_left_in_english() {
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).count();
    let mut same = vec![];
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let twins = all(lang).into_iter().zip(all(Lang::En));
        let alike = twins.filter(|(entry, twin)| entry.text == twin.text && words(twin.text) > 0);
        same.extend(alike.map(|(entry, _)| (lang, entry.text)));
    }
    same.retain(|alike| !SAME.contains(alike));
    assert_eq!(same, []);
}

#[test]
fn a_text_is_a_line_without_markup() {
    for lang in Lang::ALL {
        for entry in all(lang) {
            let text = entry.text;
            assert!(!text.contains(['\n', '\r', '<', '>']), "{lang:?} {}: {text}", entry.name);
            assert!(!text.contains("{{"), "{lang:?} {}: the server has markers of its own", entry.name);
            assert_eq!(text.trim(), text, "{lang:?} {}", entry.name);
            assert!(!text.contains("  ") && !text.contains(['\'', '"']) || lang == Lang::En, "{lang:?}: {text}");
        }
    }
}

#[test]
fn french_marks_hold_on_to_their_words() {
    for entry in all(Lang::Fr) {
        let letters: Vec<char> = entry.text.chars().collect();
        let bad = letters.windows(2).any(|pair| match pair {
            [before, '?' | '!' | ':' | ';' | '»'] => *before != '\u{a0}',
            ['«', after] => *after != '\u{a0}',
            _ => false,
        });
        assert!(!bad, "{}.{}: {}", entry.group, entry.name, entry.text);
    }
}

#[test]
fn people_read_days_as_they_say_them() {
    let wanted = [
        (Lang::En, "3 March 2026"),
        (Lang::Fr, "3 mars 2026"),
        (Lang::De, "3. März 2026"),
        (Lang::Es, "3 de marzo de 2026"),
        (Lang::It, "3 marzo 2026"),
        (Lang::Nl, "3 maart 2026"),
        (Lang::Pl, "3 marca 2026"),
        (Lang::Pt, "3 de março de 2026"),
    ];
    for (lang, day) in wanted {
        let dates = &words::of(lang).paper.dates;
        assert_eq!(dates.days[2].with(["3", "2026"]), day);
        // Polish bends its months in a date, and each of the twelve begins as it does by itself.
        for (month, day) in dates.months.iter().zip(&dates.days) {
            let start: String = month.chars().take(3).collect();
            assert!(day.with(["", ""]).contains(&start), "{lang:?} {month}");
        }
    }
}

#[test]
fn sentences_end_where_they_end_in_english() {
    let ends = |text: &str| text.ends_with(['.', '!', '?']);
    for lang in Lang::ALL {
        for (entry, twin) in all(lang).iter().zip(all(Lang::En)) {
            let skipped = entry.text.is_empty() || twin.text.is_empty();
            let name = format!("{lang:?} {}.{}: {}", entry.group, entry.name, entry.text);
            assert!(skipped || ends(entry.text) == ends(twin.text), "{name}");
        }
    }
}

#[test]
fn an_app_reads_what_was_written() {
    for lang in Lang::ALL {
        let reader = |app| Reader::new(Box::leak(list(app, lang).into_boxed_str())).unwrap();
        let mut card = reader(App::Card);
        let (shared, words) = (Shared::read(&mut card), Card::read(&mut card));
        assert_eq!((card.lang(), card.line()), (lang, ""));
        let ours = words::of(lang);
        assert_eq!(shared.stamps.of(5, []), ours.shared.stamps.of(5, []));
        assert_eq!((shared.failed.said(), words.taken_back), (ours.shared.failed.said(), ours.card.taken_back));
        let mut counter = reader(App::Counter);
        let (shared, till, words) = (Shared::read(&mut counter), Till::read(&mut counter), Counter::read(&mut counter));
        assert_eq!((counter.lang(), counter.line()), (lang, ""));
        assert_eq!((shared.close, till.duration(7200)), (ours.shared.close, ours.till.duration(7200)));
        assert_eq!(words.clock_ahead.with(["x"]), ours.counter.clock_ahead.with(["x"]));
    }
    assert!(Reader::new("<!doctype html>").is_none(), "a page of somebody in between is no list");
}

#[test]
fn people_read_numbers_with_their_words() {
    let said = |lang: Lang, count| words::of(lang).shared.stamps.of(count, []).replace('\u{a0}', " ");
    let wanted = [
        (Lang::En, 0, "0 stamps"),
        (Lang::En, 1, "1 stamp"),
        (Lang::Fr, 0, "0 tampon"),
        (Lang::Fr, 2, "2 tampons"),
        (Lang::De, 2, "2 Stempel"),
        (Lang::Es, 1, "1 sello"),
        (Lang::It, 3, "3 timbri"),
        (Lang::Nl, 2, "2 stempels"),
        (Lang::Pl, 1, "1 pieczątka"),
        (Lang::Pl, 3, "3 pieczątki"),
        (Lang::Pl, 12, "12 pieczątek"),
        (Lang::Pl, 22, "22 pieczątki"),
        (Lang::Pt, 0, "0 carimbos"),
    ];
    for (lang, count, words) in wanted {
        assert_eq!(said(lang, count), words);
    }
    let left = |lang: Lang, count| words::of(lang).card.left.of(count, ["…"]).replace('\u{a0}', " ");
    assert_eq!(left(Lang::En, 1), "1 more stamp to your reward: …");
    assert_eq!(left(Lang::Fr, 2), "Encore 2 tampons avant votre récompense : …");
    assert_eq!(left(Lang::Pl, 2), "Jeszcze 2 pieczątki do nagrody: …");
    let french = &words::of(Lang::Fr).card;
    let landed = french.landed.of(1, [&french.stamps_of.of(4, ["9"])]).replace('\u{a0}', " ");
    assert_eq!(landed, "Un tampon de plus. 4 tampons sur 9.");
    let lengths = [(1, "1 second"), (20, "20 seconds"), (37 * 60, "37 minutes"), (-2 * 86_400, "2 days")];
    for (seconds, length) in lengths {
        assert_eq!(words::of(Lang::En).till.duration(seconds).replace('\u{a0}', " "), length);
    }
}

#[test]
fn whatever_stands_on_a_button_is_short() {
    // By what fits at 320 px in the longest of its places.
    let card = ["get_card", "enlarge", "tap_to_close", "new_card", "install", "history", "terms", "my_cards"];
    let shared = ["close", "back", "retry", "reload"];
    let counter = ["redeem_go", "refund_go", "correct_go", "torch", "give_up", "confirm_go", "confirm_no", "undo"];
    for lang in Lang::ALL {
        for entry in all(lang) {
            let chars = entry.text.chars().count();
            let most = match entry.group {
                "card" if card.contains(&entry.name) => 32,
                "shared" if shared.contains(&entry.name) => 18,
                "counter" | "till" if counter.contains(&entry.name) => 16,
                _ => continue,
            };
            assert!(chars <= most, "{lang:?} {}.{} has {chars} of {most}: {}", entry.group, entry.name, entry.text);
        }
    }
}
