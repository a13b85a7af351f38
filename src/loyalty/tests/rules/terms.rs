//! The terms and the headline of a programme that has everything, in both languages.

use loyalty::{Language, Program, StampEarn, headline, terms};

use crate::full::{full, only};
use crate::programmes::{euros, euros_fr};

/// The spaces of French typography are looked at elsewhere.
pub fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

/// All that the terms say, titles included.
pub fn paragraphs(program: &Program, language: Language) -> Vec<String> {
    let money: loyalty::SayMoney<'_> = if language == Language::En { &euros } else { &euros_fr };
    let sections = terms(program, language, money);
    sections
        .iter()
        .flat_map(|section| std::iter::once(&section.title).chain(&section.paragraphs))
        .map(|text| plain(text))
        .collect()
}

#[test]
fn one_of_everything_in_english() {
    assert_eq!(
        paragraphs(&full(), Language::En),
        [
            "How you earn",
            "Coffee card: one stamp for each item. With 9 stamps the card is full and becomes: A free coffee or A cake. A new card begins at once; stamps over the 9 stay on it.",
            "Lunch card: one stamp for each item of the kind “lunch”. With 5 stamps the card is full and becomes: A free coffee. A new card begins at once; stamps over the 5 stay on it.",
            "Beans: 1 point for every €1.00 you pay.",
            "Beans: 2 points for each visit.",
            "Beans: 3 points for this: bring your own cup, once a day.",
            "2.5% of what you pay comes back as credit, with which you may pay any part of a later bill, from €1.00 at a time.",
            "What is left over below a whole unit stays on your card and counts with your next purchase.",
            "What you pay with credit or with a reward does not earn again.",
            "Your rewards",
            "A cake: 50 points. A cake can be used for 30 days after you get it.",
            "€5 off: 20 points.",
            "10% off: 90 points.",
            "Coffee and cake: 80 points.",
            "Levels",
            "Silver, Gold: your level follows the points you earn in the last 12 months.",
            "Silver: from 100 points. It gives you: A smile.",
            "Gold: from 500 points. You earn 50% more points and credit. When you get there: A cake.",
            "You rise at once. Your level is looked at each year on the day you reached it. If it is no longer reached then, you keep it for 30 days more.",
            "Membership",
            "Friends for €20.00: valid for 12 months, and can be renewed. Members earn 20% more points and credit.",
            "When it begins, and each time it is renewed, you get: A free coffee.",
            "It gives you: Free water; A seat.",
            "On top",
            "Hello: 10 points with your first visit.",
            "Birthday: A cake when you come around your birthday (from 3 days before to 1 day after), once a year.",
            "Happy hour: double points Tuesday and Thursday from 17:00 to 19:00.",
            "Day of the friends: 5 points more each time you earn, for members.",
            "Tenth visit: 50 points with your visit number 10.",
            "Bring a friend: bring a friend who has no card yet: 20 points for your friend and A cake for you, with your friend's first visit, for up to 10 friends.",
            "When several of these apply, what each gives on top is added up, and of the promotions only the best counts. Parts of a unit are rounded down.",
            "How long it lasts",
            "Coffee card: what you earn never lapses.",
            "Lunch card: what you earn never lapses.",
            "Beans: what you earn lasts 12 months.",
            "Credit: what you earn never lapses.",
            "If we can reach you, nothing lapses before you were told 14 days ahead.",
            "If something goes wrong",
            "What a purchase earned is taken back when the purchase is taken back or refunded. If it was used already, what you earn next makes up for it.",
            "When the rules change, the rewards you have stay valid.",
        ]
    );
}

#[test]
fn one_of_everything_in_french() {
    assert_eq!(
        paragraphs(&full(), Language::Fr),
        [
            "Comment vous gagnez",
            "Coffee card : un tampon par article. Avec 9 tampons, la carte est pleine et devient : A free coffee ou A cake. Une nouvelle carte commence aussitôt ; les tampons au-delà de 9 y restent.",
            "Lunch card : un tampon par article de la sorte « lunch ». Avec 5 tampons, la carte est pleine et devient : A free coffee. Une nouvelle carte commence aussitôt ; les tampons au-delà de 5 y restent.",
            "Beans : 1 point par tranche de 1,00 € payée.",
            "Beans : 2 points par visite.",
            "Beans : 3 points pour ceci : bring your own cup, une fois par jour.",
            "2,5 % de ce que vous payez revient en crédit, avec lequel vous payez la part que vous voulez d’une addition suivante, à partir de 1,00 € à la fois.",
            "Ce qui reste en dessous d’une unité entière demeure sur votre carte et compte avec votre prochain achat.",
            "Ce que vous payez avec du crédit ou une récompense ne rapporte pas à nouveau.",
            "Vos récompenses",
            "A cake : 50 points. A cake : à utiliser dans les 30 jours qui suivent.",
            "€5 off : 20 points.",
            "10% off : 90 points.",
            "Coffee and cake : 80 points.",
            "Niveaux",
            "Silver, Gold : votre niveau suit les points gagnés des 12 derniers mois.",
            "Silver : à partir de 100 points. Cela vous donne : A smile.",
            "Gold : à partir de 500 points. Vous gagnez 50 % de points et de crédit en plus. En y arrivant : A cake.",
            "Vous montez aussitôt. Votre niveau est revu chaque année, le jour où vous l’avez atteint. S’il n’est plus atteint alors, vous le gardez encore 30 jours.",
            "Adhésion",
            "Friends pour 20,00 € : valable 12 mois, et renouvelable. Les adhérents gagnent 20 % de points et de crédit en plus.",
            "Quand elle commence, et à chaque renouvellement, vous recevez : A free coffee.",
            "Cela vous donne : Free water ; A seat.",
            "En plus",
            "Hello : 10 points à votre première visite.",
            "Birthday : A cake si vous venez autour de votre anniversaire (de 3 jours avant à 1 jour après), une fois par an.",
            "Happy hour : points doublés mardi et jeudi de 17 h 00 à 19 h 00.",
            "Day of the friends : 5 points de plus à chaque gain, pour les adhérents.",
            "Tenth visit : 50 points à votre visite numéro 10.",
            "Bring a friend : amenez un ami qui n’a pas encore de carte : 20 points pour lui et A cake pour vous, à sa première visite, jusqu’à 10 amis.",
            "Quand plusieurs de ces avantages valent en même temps, ce que chacun ajoute s’additionne, et parmi les promotions seule la meilleure compte. Les fractions sont arrondies vers le bas.",
            "Combien de temps cela dure",
            "Coffee card : ce que vous gagnez n’expire jamais.",
            "Lunch card : ce que vous gagnez n’expire jamais.",
            "Beans : ce que vous gagnez dure 12 mois.",
            "Crédit : ce que vous gagnez n’expire jamais.",
            "Si nous pouvons vous joindre, rien n’expire sans que vous ayez été prévenu 14 jours avant.",
            "En cas d’erreur",
            "Ce qu’un achat a rapporté est repris quand l’achat est annulé ou remboursé. Si c’est déjà utilisé, vos prochains gains le compensent.",
            "Quand les règles changent, les récompenses que vous avez restent valables.",
        ]
    );
}

#[test]
fn the_main_rule_is_one_sentence() {
    let said = |program: &Program, english: &str, french: &str| {
        let sentence = [headline(program, Language::En, &euros), headline(program, Language::Fr, &euros_fr)];
        assert_eq!(sentence.map(|text| plain(&text)), [english, french]);
    };
    let mut card = only("coffee");
    said(
        &card,
        "9 stamps, then: your choice of A free coffee or A cake.",
        "9 tampons, puis : au choix, A free coffee ou A cake.",
    );
    card.stamp_cards[0].earn = StampEarn::Visit;
    card.stamp_cards[0].choices.clear();
    said(&card, "9 visits, then: A free coffee.", "9 visites, puis : A free coffee.");
    card.rewards.clear();
    said(&card, "", "");
    let mut points = only("points");
    said(
        &points,
        "1 point for every €1.00, rewards from 20 points.",
        "1 point par tranche de 1,00 €, des récompenses dès 20 points.",
    );
    points.points.as_mut().expect("points").earn.remove(0);
    said(&points, "2 points a visit, rewards from 20 points.", "2 points par visite, des récompenses dès 20 points.");
    points.points.as_mut().expect("points").earn.remove(0);
    points.rewards.clear();
    said(&points, "Points for what you do.", "Des points pour ce que vous faites.");
    let mut credit = only("credit");
    for (basis_points, english, french) in
        [(500, "5%", "5 %"), (1_025, "10.25%", "10,25 %"), (1_050, "10.5%", "10,5 %"), (5, "0.05%", "0,05 %")]
    {
        credit.cashback.as_mut().expect("credit").basis_points = basis_points;
        said(
            &credit,
            &format!("{english} of what you pay comes back as credit."),
            &format!("{french} de ce que vous payez revient en crédit."),
        );
    }
    let mut friends = Program { membership: full().membership, tiers: full().tiers, ..Program::default() };
    said(&friends, "Friends: Free water.", "Friends : Free water.");
    friends.membership.as_mut().expect("a membership").benefits.clear();
    said(&friends, "Friends.", "Friends.");
    friends.membership = None;
    said(
        &friends,
        "From Silver to Gold: the more you come, the better it gets.",
        "De Silver à Gold : plus vous venez, plus vous y gagnez.",
    );
    said(&Program::default(), "", "");
}
