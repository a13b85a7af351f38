//! What a letter with a code says: the code, what it does, and what to do when nobody asked for it. No link: mail scanners would use it up.

use store::Lang;
use store::email::{self, For};

use super::letter::{Letter, line};

/// The letter in the language in which it was asked for.
pub fn letter(code: &email::Letter, lang: Lang) -> Letter {
    let words = &words::of(lang).paper.letters;
    let shop = line(&code.shop);
    let does = match code.why {
        For::Confirming => words.confirming.with([&shop]),
        For::Recovering => words.recovering.with([&shop]),
    };
    let body = format!("{}\n\n    {}\n\n{} {does}\n\n{}\n", words.your_code, code.code, words.type_it, words.not_asked);
    Letter { to: code.to.clone(), subject: words.subject.with([&shop]), shop, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_on_a_locked_screen_has_no_code_in_it() {
        let code = email::Letter {
            to: "lea@example.org".into(),
            shop: "Bar".into(),
            code: "K7M2-9QXA".into(),
            why: For::Recovering,
        };
        let letter = letter(&code, Lang::En);
        assert_eq!((&*letter.subject, &*letter.to), ("Your code for Bar", "lea@example.org"));
    }

    #[test]
    fn each_language_says_the_same_in_words_of_its_own() {
        let mut bodies = std::collections::BTreeSet::new();
        for (lang, why) in Lang::ALL.into_iter().flat_map(|lang| [(lang, For::Confirming), (lang, For::Recovering)]) {
            let code = email::Letter { to: String::new(), shop: "Bar".into(), code: "K7M2-9QXA".into(), why };
            let body = letter(&code, lang).body;
            assert!(body.contains("\n\n    K7M2-9QXA\n\n") && body.contains("Bar"), "{lang:?} {body}");
            assert!(!body.contains("http") && body.contains("10") && body.len() < 600, "{lang:?} {body}");
            bodies.insert(body);
        }
        assert_eq!(bodies.len(), 2 * Lang::ALL.len());
    }
}
