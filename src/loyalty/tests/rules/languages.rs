//! Languages: the forms that go with numbers, and whose words are said where the shop gives several.

use loyalty::{Category, Language, Words, category};

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

#[test]
fn a_shop_is_heard_in_the_readers_language_where_it_speaks_it() {
    let own = |text: &str| Some(text.into());
    let mut words = Words { en: own("Coffee"), de: own("Kaffee"), pl: own("Kawa"), ..Words::from("Café") };
    let heard = |words: &Words| Language::ALL.map(|language| words.say(language).to_owned());
    // French was not given, and the shop may well be French: nobody else gets its own words while there is English.
    assert_eq!(heard(&words), ["Coffee", "Café", "Kaffee", "Coffee", "Coffee", "Coffee", "Kawa", "Coffee"]);
    words.en = None;
    assert_eq!(heard(&words), ["Café", "Café", "Kaffee", "Café", "Café", "Café", "Kawa", "Café"]);
    let all = r#"{"text":"a","en":"b","fr":"c","de":"d","es":"e","it":"f","nl":"g","pl":"h","pt":"i"}"#;
    let all: Words = serde_json::from_str(all).expect("words");
    assert_eq!(heard(&all), ["b", "c", "d", "e", "f", "g", "h", "i"]);
}
