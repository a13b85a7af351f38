//! Everything that a language can say, read aloud: each rule in each of its forms, and each line of a receipt, with one, two, five and twenty-two.
//!
//! What it must be is in a text a language beside this file, to be read as a customer does.

mod programmes;
mod receipts;

use std::collections::BTreeSet;

use loyalty::{Language, Program, Receipt, Utc, headline, terms};

use crate::full::full;
use crate::programmes::{euros, euros_fr};
use crate::terms::plain;

const TEXTS: [(Language, &str); 8] = [
    (Language::En, include_str!("en.txt")),
    (Language::Fr, include_str!("fr.txt")),
    (Language::De, include_str!("de.txt")),
    (Language::Es, include_str!("es.txt")),
    (Language::It, include_str!("it.txt")),
    (Language::Nl, include_str!("nl.txt")),
    (Language::Pl, include_str!("pl.txt")),
    (Language::Pt, include_str!("pt.txt")),
];

/// How the shop writes its money in a language.
fn money(language: Language) -> loyalty::SayMoney<'static> {
    if language == Language::En { &euros } else { &euros_fr }
}

/// The paragraphs of the terms.
fn paragraphs(program: &Program, language: Language) -> Vec<String> {
    let sections = terms(program, language, money(language)).into_iter();
    sections.flat_map(|section| [section.title].into_iter().chain(section.paragraphs)).collect()
}

/// All of it, line by line. Of a programme that differs from the full one in something, only what is said of that.
fn aloud(language: Language) -> Vec<String> {
    let usual = paragraphs(&full(), language);
    let mut lines = usual.clone();
    for edit in programmes::EDITS {
        let mut program = full();
        edit(&mut program);
        lines.extend(paragraphs(&program, language).into_iter().filter(|line| !usual.contains(line)));
    }
    lines.extend(programmes::main_rules().iter().map(|program| headline(program, language, money(language))));
    let program = full();
    let receipt = Receipt::new(&program, language, money(language), &Utc);
    receipts::lines(&mut |line| lines.push(receipt.say(line)));
    lines
}

#[test]
fn every_language_says_it_as_it_was_read() {
    for (language, text) in TEXTS {
        let (said, read) = (aloud(language), text.lines().collect::<Vec<_>>());
        for (said, read) in said.iter().zip(&read) {
            assert_eq!(&plain(said), read, "{language:?}");
        }
        assert_eq!(said.len(), read.len(), "{language:?}");
    }
}

/// The numbers of a text, `2,5` being two.
fn numbers(text: &str) -> BTreeSet<u32> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The shop's own names in a text.
fn names(text: &str) -> Vec<&str> {
    let names =
        ["Coffee card", "Lunch card", "Beans", "A cake", "A free coffee", "Silver", "Gold", "Friends", "Happy hour"];
    names.into_iter().filter(|name| text.contains(name)).collect()
}

#[test]
fn every_language_says_the_same_facts() {
    let english = aloud(Language::En);
    for language in Language::ALL {
        let said = aloud(language);
        assert_eq!(said.len(), english.len(), "{language:?}");
        for (said, english) in said.iter().zip(&english) {
            assert_eq!(numbers(said), numbers(english), "{language:?}: {said} / {english}");
            assert_eq!(names(said), names(english), "{language:?}: {said} / {english}");
            assert!(!said.contains(['{', '}']) && !said.contains("  ") && said.trim() == said, "{language:?}: {said}");
            assert_eq!(said.ends_with('.'), english.ends_with('.'), "{language:?}: {said}");
        }
    }
}

#[test]
fn no_language_speaks_another() {
    let said = Language::ALL.map(aloud);
    // A price on the menu, a membership that is called as its first perk: nothing but the shop's words and a number.
    let bare = |line: &str| line.split_once(": ").is_some_and(|(_, rest)| rest.len() < 18);
    for (place, one) in said.iter().enumerate() {
        for other in &said[place + 1..] {
            let same = one.iter().zip(other).filter(|(one, other)| one == other && !bare(one) && one.contains(' '));
            assert_eq!(same.count(), 0, "{:?}", Language::ALL[place]);
        }
    }
}

#[test]
fn the_main_rule_is_short_in_every_language() {
    for language in Language::ALL {
        for program in programmes::main_rules() {
            let sentence = headline(&program, language, money(language));
            assert!(sentence.chars().count() <= 90, "{language:?}: {sentence}");
        }
    }
}

/// By how the number is spoken: zero, one, eight, eleven and eighty have their own.
#[test]
fn an_italian_share_has_the_article_of_its_number() {
    let shares = [50, 100, 500, 800, 1_100, 1_250, 8_000].map(|basis_points| {
        let mut program = programmes::main_rules().into_iter().find(|program| program.cashback.is_some()).unwrap();
        program.cashback.as_mut().unwrap().basis_points = basis_points;
        let sentence = plain(&headline(&program, Language::It, &euros_fr));
        sentence.trim_start_matches("Ti torna come credito ").split(" di ").next().unwrap().to_owned()
    });
    assert_eq!(shares, ["lo 0,5%", "l’1%", "il 5%", "l’8%", "l’11%", "il 12,5%", "l’80%"]);
}
