//! The sentences of the terms, each rule in each of its forms, in both languages.

use loyalty::{
    BelowZero, Earning, Expiry, Gives, Group, Hours, Language, OncePer, Program, PromotionKind, PurseKind, Review,
    StampEarn, TierBasis, Validity, Weekday,
};

use crate::full::{full, only};
use crate::support::day;
use crate::terms::paragraphs;

/// With an edit, the terms say this in English and in French.
type Said<'a> = (fn(&mut Program), &'a str, &'a str);

#[track_caller]
fn all_say(edits: &[Said<'_>]) {
    for (edit, english, french) in edits {
        let mut program = full();
        edit(&mut program);
        for (language, expected) in [(Language::En, *english), (Language::Fr, *french)] {
            let said = paragraphs(&program, language);
            assert!(said.iter().any(|paragraph| paragraph == expected), "no `{expected}` in {said:#?}");
        }
    }
}

#[test]
fn ways_to_earn_and_rewards_are_said_as_they_are() {
    fn earns(program: &mut Program, earning: Earning) {
        program.points.as_mut().expect("points").earn = vec![earning];
    }
    fn often(program: &mut Program, points: u32, once_per: OncePer) {
        earns(program, Earning::ByAction { action: "walk".into(), points, words: "a walk".into(), once_per });
    }
    all_say(&[
        (
            |p| (p.stamp_cards[0].earn, p.stamp_cards[0].automatic) = (StampEarn::Visit, false),
            "Coffee card: one stamp for each visit. From 9 stamps on you may exchange 9 of them, whenever you like, for: A free coffee or A cake.",
            "Coffee card : un tampon par visite. Dès 9 tampons, vous pouvez en échanger 9, quand vous voulez, contre : A free coffee ou A cake.",
        ),
        (
            |p| p.stamp_cards[1].choices = vec!["cake".into(), "off".into()],
            "Lunch card: one stamp for each item of the kind “lunch”. With 5 stamps the card is full and becomes: A free coffee, A cake or €5 off. A new card begins at once; stamps over the 5 stay on it.",
            "Lunch card : un tampon par article de la sorte « lunch ». Avec 5 tampons, la carte est pleine et devient : A free coffee, A cake ou €5 off. Une nouvelle carte commence aussitôt ; les tampons au-delà de 5 y restent.",
        ),
        (|p| often(p, 1, OncePer::Never), "Beans: 1 point for this: a walk.", "Beans : 1 point pour ceci : a walk."),
        (
            |p| often(p, 2, OncePer::Ever),
            "Beans: 2 points for this: a walk, once.",
            "Beans : 2 points pour ceci : a walk, une seule fois.",
        ),
        (
            |p| earns(p, Earning::ByVisit { points: 0 }),
            "Beans: 0 points for each visit.",
            "Beans : 0 point par visite.",
        ),
        (
            |p| p.cashback.as_mut().expect("credit").pay_min = None,
            "2.5% of what you pay comes back as credit, with which you may pay any part of a later bill.",
            "2,5 % de ce que vous payez revient en crédit, avec lequel vous payez la part que vous voulez d’une addition suivante.",
        ),
        (
            |p| {
                let reward = &mut p.rewards[0];
                (reward.from, reward.until) = (Some(day("2026-03-01")), Some(day("2026-03-31")));
                (reward.min_tier, reward.members_only) = (Some("gold".into()), true);
                (reward.per_person, reward.stock) = (Some(1), Some(20));
            },
            "A free coffee. From 2026-03-01. Until 2026-03-31. From the level Gold up. For members. At most 1 piece for each person. While stocks last.",
            "A free coffee. À partir du 01/03/2026. Jusqu’au 31/03/2026. Dès le niveau Gold. Pour les adhérents. Au plus 1 par personne. Dans la limite du stock.",
        ),
        (
            |p| p.rewards[2].per_person = Some(2),
            "€5 off: 20 points. At most 2 pieces for each person.",
            "€5 off : 20 points. Au plus 2 par personne.",
        ),
        (|p| p.rewards[2].cost = Some(1), "€5 off: 1 point.", "€5 off : 1 point."),
        (
            |p| p.rewards[0].valid_days = Some(1),
            "A free coffee can be used for 1 day after you get it.",
            "A free coffee : à utiliser dans le jour qui suit.",
        ),
    ]);
    let carried = "What is left over below a whole unit stays on your card and counts with your next purchase.";
    for (purse, said) in [("coffee", false), ("points", true), ("credit", true)] {
        assert_eq!(paragraphs(&only(purse), Language::En).iter().any(|text| text == carried), said, "{purse}");
    }
}

#[test]
fn levels_and_membership_are_said_as_they_are() {
    fn tiers(program: &mut Program) -> &mut loyalty::Tiers {
        program.tiers.as_mut().expect("levels")
    }
    fn member(program: &mut Program) -> &mut loyalty::Membership {
        program.membership.as_mut().expect("a membership")
    }
    all_say(&[
        (
            |p| (tiers(p).basis, tiers(p).period_months) = (TierBasis::Spend, 1),
            "Silver, Gold: your level follows what you spend in the last month.",
            "Silver, Gold : votre niveau suit vos dépenses du dernier mois.",
        ),
        (
            |p| (tiers(p).basis, tiers(p).period_months) = (TierBasis::Visits, 2),
            "Silver, Gold: your level follows your visits in the last 2 months.",
            "Silver, Gold : votre niveau suit vos visites des 2 derniers mois.",
        ),
        (
            |p| tiers(p).basis = TierBasis::Spend,
            "Silver: from €1.00. It gives you: A smile.",
            "Silver : à partir de 1,00 €. Cela vous donne : A smile.",
        ),
        (
            |p| (tiers(p).basis, tiers(p).levels[0].from) = (TierBasis::Visits, 1),
            "Silver: from 1 visit. It gives you: A smile.",
            "Silver : à partir de 1 visite. Cela vous donne : A smile.",
        ),
        (
            |p| tiers(p).levels[0].multiplier_pct = 101,
            "Silver: from 100 points. You earn 1% more points and credit. It gives you: A smile.",
            "Silver : à partir de 100 points. Vous gagnez 1 % de points et de crédit en plus. Cela vous donne : A smile.",
        ),
        (
            |p| (tiers(p).review, tiers(p).grace_days) = (Review::Monthly, 0),
            "You rise at once. Your level is looked at on the first day of each month. If it is no longer reached then, it falls.",
            "Vous montez aussitôt. Votre niveau est revu le premier jour de chaque mois. S’il n’est plus atteint alors, il baisse.",
        ),
        (
            |p| tiers(p).grace_days = 1,
            "You rise at once. Your level is looked at each year on the day you reached it. If it is no longer reached then, you keep it for 1 day more.",
            "Vous montez aussitôt. Votre niveau est revu chaque année, le jour où vous l’avez atteint. S’il n’est plus atteint alors, vous le gardez encore 1 jour.",
        ),
        (
            |p| {
                (member(p).price, member(p).valid, member(p).renewable, member(p).multiplier_pct) =
                    (None, Validity::Days(1), false, 100)
            },
            "Friends: valid for 1 day.",
            "Friends : valable 1 jour.",
        ),
        (
            |p| {
                member(p).renewable = false;
                member(p).gives = Some(Gives::Units { units: 50, of: "points".into() });
            },
            "When it begins, you get: 50 points.",
            "Quand elle commence, vous recevez : 50 points.",
        ),
        (
            |p| (member(p).valid, member(p).multiplier_pct) = (Validity::Forever, 101),
            "Friends for €20.00: valid for ever, and can be renewed. Members earn 1% more points and credit.",
            "Friends pour 20,00 € : valable sans limite, et renouvelable. Les adhérents gagnent 1 % de points et de crédit en plus.",
        ),
    ]);
}

#[test]
fn promotions_are_said_as_they_are() {
    fn multiplier(program: &mut Program, pct: u32, on: PurseKind, when: Option<Hours>, who: Group) {
        program.promotions[2].kind = PromotionKind::Multiplier { pct, when, who, on };
    }
    fn birthday(program: &mut Program, days_before: u32, days_after: u32) {
        let gives = Gives::Units { units: 1, of: "coffee".into() };
        program.promotions[1].kind = PromotionKind::Birthday { gives, days_before, days_after };
    }
    fn addition(program: &mut Program, units: u32, purse: &str) {
        let (of, when, who) = (purse.into(), None, Group::All);
        program.promotions[3].kind = PromotionKind::Addition { units, of, when, who };
    }
    fn hours(weekdays: &[Weekday], from_minute: u16, to_minute: u16) -> Option<Hours> {
        Some(Hours { weekdays: weekdays.to_vec(), from_minute, to_minute })
    }
    use PurseKind::{Credit, Points, Stamps};
    all_say(&[
        (
            |p| multiplier(p, 200, Stamps, None, Group::All),
            "Happy hour: double stamps.",
            "Happy hour : tampons doublés.",
        ),
        (
            |p| multiplier(p, 300, Credit, None, Group::All),
            "Happy hour: triple credit.",
            "Happy hour : gains de crédit triplés.",
        ),
        (
            |p| multiplier(p, 150, Credit, None, Group::All),
            "Happy hour: 50% more credit.",
            "Happy hour : 50 % de crédit en plus.",
        ),
        (
            |p| {
                multiplier(
                    p,
                    200,
                    Points,
                    hours(&Weekday::ALL, 9 * 60 + 5, 1440),
                    Group::Tier { ids: vec!["silver".into(), "gold".into()] },
                )
            },
            "Happy hour: double points Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday from 09:05 to 00:00, for Silver or Gold.",
            "Happy hour : points doublés lundi, mardi, mercredi, jeudi, vendredi, samedi et dimanche de 9 h 05 à 0 h 00, pour le niveau Silver ou Gold.",
        ),
        (
            |p| multiplier(p, 200, Points, hours(&[], 0, 60), Group::Tag { tag: "regular".into() }),
            "Happy hour: double points every day from 00:00 to 01:00, for customers the shop invites.",
            "Happy hour : points doublés tous les jours de 0 h 00 à 1 h 00, pour les clients que le commerce invite.",
        ),
        (
            |p| multiplier(p, 200, Points, None, Group::New { days: 1 }),
            "Happy hour: double points on your first day.",
            "Happy hour : points doublés le premier jour.",
        ),
        (
            |p| multiplier(p, 200, Points, None, Group::New { days: 30 }),
            "Happy hour: double points in your first 30 days.",
            "Happy hour : points doublés pendant vos 30 premiers jours.",
        ),
        (
            |p| multiplier(p, 200, Points, None, Group::Sleeping { days: 60 }),
            "Happy hour: double points when you come back after 60 days or more.",
            "Happy hour : points doublés quand vous revenez après 60 jours ou plus.",
        ),
        (
            |p| addition(p, 1, "points"),
            "Day of the friends: 1 point more each time you earn.",
            "Day of the friends : 1 point de plus à chaque gain.",
        ),
        (
            |p| addition(p, 2, "lunch"),
            "Day of the friends: 2 stamps more each time you earn.",
            "Day of the friends : 2 tampons de plus à chaque gain.",
        ),
        (
            |p| addition(p, 50, "credit"),
            "Day of the friends: €0.50 of credit more each time you earn.",
            "Day of the friends : 0,50 € de crédit de plus à chaque gain.",
        ),
        (
            |p| birthday(p, 0, 0),
            "Birthday: 1 stamp when you come on your birthday, once a year.",
            "Birthday : 1 tampon si vous venez le jour de votre anniversaire, une fois par an.",
        ),
        (
            |p| birthday(p, 0, 2),
            "Birthday: 1 stamp when you come around your birthday (from 0 days before to 2 days after), once a year.",
            "Birthday : 1 tampon si vous venez autour de votre anniversaire (de 0 jour avant à 2 jours après), une fois par an.",
        ),
        (
            |p| p.promotions[0].from = Some(day("2026-03-01")),
            "Hello (from 2026-03-01): 10 points with your first visit.",
            "Hello (à partir du 01/03/2026) : 10 points à votre première visite.",
        ),
        (
            |p| p.promotions[0].until = Some(day("2026-03-31")),
            "Hello (until 2026-03-31): 10 points with your first visit.",
            "Hello (jusqu’au 31/03/2026) : 10 points à votre première visite.",
        ),
        (
            |p| (p.promotions[0].from, p.promotions[0].until) = (Some(day("2026-03-01")), Some(day("2026-03-31"))),
            "Hello (2026-03-01 to 2026-03-31): 10 points with your first visit.",
            "Hello (du 01/03/2026 au 31/03/2026) : 10 points à votre première visite.",
        ),
    ]);
}

#[test]
fn how_several_combine_is_said_where_several_can() {
    let combined = |program: &Program| {
        paragraphs(program, Language::En).iter().any(|text| text.starts_with("When several of these apply"))
    };
    let multipliers = |levels: bool, members: bool, promotions: usize| {
        let mut program = full();
        let double = program.promotions[2].clone();
        program.promotions = vec![double; promotions];
        program.tiers = program.tiers.filter(|_| levels);
        program.membership = program.membership.filter(|_| members);
        combined(&program)
    };
    assert!(!multipliers(false, false, 1) && !multipliers(true, false, 0) && !multipliers(false, true, 0));
    assert!(multipliers(true, true, 0) && multipliers(true, false, 1) && multipliers(false, true, 1));
    assert!(multipliers(false, false, 2));
    let mut plain = full();
    plain.tiers.as_mut().expect("levels").levels[1].multiplier_pct = 100;
    plain.membership.as_mut().expect("a membership").multiplier_pct = 100;
    assert!(!combined(&plain), "one happy hour, and nobody earns more");
}

#[test]
fn how_long_it_lasts_is_said_as_it_is() {
    fn lasts(program: &mut Program, expiry: Expiry) {
        program.stamp_cards[0].expiry = expiry;
    }
    all_say(&[
        (
            |p| lasts(p, Expiry::Days(1)),
            "Coffee card: what you earn lasts 1 day, to the end of the day.",
            "Coffee card : ce que vous gagnez dure 1 jour, jusqu’à la fin du jour.",
        ),
        (
            |p| lasts(p, Expiry::Months(1)),
            "Coffee card: what you earn lasts 1 month.",
            "Coffee card : ce que vous gagnez dure 1 mois.",
        ),
        (
            |p| lasts(p, Expiry::EndOfMonth { grace_months: 0 }),
            "Coffee card: what you earn lasts to the end of the month.",
            "Coffee card : ce que vous gagnez dure jusqu’à la fin du mois.",
        ),
        (
            |p| lasts(p, Expiry::EndOfQuarter { grace_months: 1 }),
            "Coffee card: what you earn lasts to the end of the quarter of the year, and 1 month more.",
            "Coffee card : ce que vous gagnez dure jusqu’à la fin du trimestre, et 1 mois de plus.",
        ),
        (
            |p| lasts(p, Expiry::EndOfYear { grace_months: 3 }),
            "Coffee card: what you earn lasts to the end of the year, and 3 months more.",
            "Coffee card : ce que vous gagnez dure jusqu’à la fin de l’année, et 3 mois de plus.",
        ),
        (
            |p| lasts(p, Expiry::Sliding { days: 90 }),
            "Coffee card: all of it lapses 90 days after you were last here; each visit renews it.",
            "Coffee card : tout expire 90 jours après votre dernier passage ; chaque visite remet le compteur à zéro.",
        ),
        (
            |p| p.warning_days = 1,
            "If we can reach you, nothing lapses before you were told 1 day ahead.",
            "Si nous pouvons vous joindre, rien n’expire sans que vous ayez été prévenu 1 jour avant.",
        ),
        (
            |p| p.below_zero = BelowZero::Floor,
            "What a purchase earned is taken back when the purchase is taken back or refunded. If it was used already, you owe nothing.",
            "Ce qu’un achat a rapporté est repris quand l’achat est annulé ou remboursé. Si c’est déjà utilisé, vous ne devez rien.",
        ),
    ]);
    let told = |program: &Program| {
        paragraphs(program, Language::En).iter().any(|text| text.starts_with("If we can reach you"))
    };
    assert!(told(&full()));
    assert!(!told(&Program { warning_days: 0, ..full() }), "nobody is told");
    assert!(!told(&only("coffee")), "nothing lapses");
}
