//! Languages: the forms that go with numbers, and whose words are said where the shop gives several.

use loyalty::{Category, Language, Program, Words, category};

fn categories(language: Language, counts: impl IntoIterator<Item = i64>) -> Vec<Category> {
    counts.into_iter().map(|count| category(language, count)).collect()
}

#[test]
fn forms_go_with_numbers_as_cldr_says() {
    use Category::{Few, Many, One, Other};
    let polish = categories(Language::Pl, [0, 1, 2, 4, 5, 12, 13, 14, 21, 22, 25, 102, 112]);
    assert_eq!(polish, [Many, One, Few, Few, Many, Many, Many, Many, Many, Few, Many, Few, Many]);
    assert_eq!(categories(Language::Fr, [0, 1, 2, -1, 1_000_000]), [One, One, Other, One, Many]);
    for language in [Language::Es, Language::It, Language::Pt] {
        assert_eq!(categories(language, [0, 1, 2, 1_000_000, 1_000_001]), [Other, One, Other, Many, Other]);
    }
    for language in [Language::En, Language::De, Language::Nl] {
        assert_eq!(categories(language, [0, 1, 2, -1, 1_000_000]), [Other, One, Other, One, Other]);
    }
    assert_eq!(Category::ALL.map(Category::name), ["one", "few", "many", "other"]);
}

/// What each reader hears of a shop that speaks this language, or does not say which.
fn heard_from(spoken: Option<Language>, words: &Words) -> [String; 8] {
    let shop = Program { language: spoken, ..Program::default() };
    Language::ALL.map(|language| shop.say(words, language).to_owned())
}

#[test]
fn a_shop_is_heard_in_the_readers_language_where_it_speaks_it() {
    let own = |text: &str| Some(text.into());
    let mut words = Words { en: own("Coffee"), de: own("Kaffee"), pl: own("Kawa"), ..Words::from("Café") };
    let heard = |words: &Words| heard_from(None, words);
    // French was not given, and the shop may well be French: nobody else gets its own words while there is English.
    assert_eq!(heard(&words), ["Coffee", "Café", "Kaffee", "Coffee", "Coffee", "Coffee", "Kawa", "Coffee"]);
    words.en = None;
    assert_eq!(heard(&words), ["Café", "Café", "Kaffee", "Café", "Café", "Café", "Kawa", "Café"]);
    let all = r#"{"text":"a","en":"b","fr":"c","de":"d","es":"e","it":"f","nl":"g","pl":"h","pt":"i"}"#;
    let all: Words = serde_json::from_str(all).expect("words");
    assert_eq!(heard(&all), ["b", "c", "d", "e", "f", "g", "h", "i"]);
}

#[test]
fn a_shop_that_says_what_it_speaks_is_heard_in_it() {
    let (own, en) = ("Kaffeekarte", "Coffee card");
    let mut words = Words { en: Some(en.into()), ..Words::from(own) };
    assert_eq!(heard_from(None, &words), [en, own, en, en, en, en, en, en], "it might be French");
    assert_eq!(heard_from(Some(Language::De), &words), [en, en, own, en, en, en, en, en]);
    words.de = Some("Karte für Kaffee".into());
    assert_eq!(heard_from(Some(Language::De), &words)[2], "Karte für Kaffee", "what is given goes before");
    words = Words { pl: Some("Karta".into()), ..Words::from(own) };
    assert_eq!(heard_from(Some(Language::De), &words), [own, own, own, own, own, own, "Karta", own]);

    let shop: Program = serde_json::from_str(r#"{"language": "pt"}"#).expect("a programme");
    assert_eq!(shop.language, Some(Language::Pt));
    assert!(serde_json::from_str::<Program>(r#"{"language": "pt-PT"}"#).is_err(), "as the members of words are called");
    assert!(!serde_json::to_string(&Program::default()).expect("JSON").contains("language"));
}
