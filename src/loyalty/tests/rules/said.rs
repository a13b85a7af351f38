//! Receipts line by line, in both languages.

use loyalty::{
    Carry, Counting, DAY, Language, LotId, LotUse, Program, Rate, Reason, Receipt, ReceiptLine, Source, TierBasis, Utc,
};

use crate::full::full;
use crate::programmes::{euros, euros_fr};
use crate::terms::plain;

/// What a receipt says in English and in French.
fn said(program: &Program, line: ReceiptLine<'_>) -> [String; 2] {
    let english = Receipt::new(program, Language::En, &euros, &Utc).say(line);
    [english, Receipt::new(program, Language::Fr, &euros_fr, &Utc).say(line)].map(|text| plain(&text))
}

type Line = (Reason, &'static str, &'static str);

#[track_caller]
fn all_say(lines: &[Line]) {
    for (reason, english, french) in lines {
        assert_eq!(said(&full(), ReceiptLine::Reason(reason)), [*english, *french]);
    }
}

fn hour() -> Source {
    Source::Promotion("hour".into())
}

#[test]
fn what_was_counted() {
    let counted = |rule, quantity| Reason::Counted { purse: "points".into(), rule, quantity, base: 4 };
    let by_amount = |purse: &str, amount, rate, carried: (i64, i64), base| Reason::ByAmount {
        purse: purse.into(),
        amount,
        rate,
        carry_before: Carry { numerator: carried.0, denominator: 100 },
        base,
        carry_after: Carry { numerator: carried.1, denominator: 100 },
    };
    let percent = Rate { numerator: 250, denominator: 10_000 };
    let points = Rate { numerator: 2, denominator: 100 };
    all_say(&[
        (counted(Counting::Quantity, 1), "Beans: 4 points for 1 item.", "Beans : 4 points pour 1 article."),
        (counted(Counting::Quantity, 2), "Beans: 4 points for 2 items.", "Beans : 4 points pour 2 articles."),
        (
            counted(Counting::Tag("lunch".into()), 2),
            "Beans: 4 points for 2 items of the kind “lunch”.",
            "Beans : 4 points pour 2 articles de la sorte « lunch ».",
        ),
        (counted(Counting::Visit, 1), "Beans: 4 points for the visit.", "Beans : 4 points pour la visite."),
        (
            counted(Counting::Action("own-cup".into()), 1),
            "Beans: 4 points for bring your own cup.",
            "Beans : 4 points pour bring your own cup.",
        ),
        (counted(Counting::Action("dance".into()), 1), "Beans: 4 points for dance.", "Beans : 4 points pour dance."),
        (
            by_amount("credit", 380, percent, (0, 50), 9),
            "Credit: €3.80 at 2.5% make €0.09; 0.50 of a unit is kept for the next time.",
            "Crédit : 3,80 € à raison de 2,5 % font 0,09 € ; 0,50 d’unité restent pour la suite.",
        ),
        (
            by_amount("points", 300, points, (-50, 0), 6),
            "Beans: €3.00 at 2 points for every €1.00, with -0.50 of a unit kept from before, make 6 points.",
            "Beans : 3,00 € à raison de 2 points par tranche de 1,00 €, avec -0,50 d’unité gardés d’avant, font 6 points.",
        ),
        (
            by_amount("points", 300, points, (0, -1), 6),
            "Beans: €3.00 at 2 points for every €1.00 make 6 points; -0.01 of a unit is kept for the next time.",
            "Beans : 3,00 € à raison de 2 points par tranche de 1,00 € font 6 points ; -0,01 d’unité restent pour la suite.",
        ),
        (
            Reason::Refunded { purse: "credit".into(), amount_left: 1000, units_before: 50, units_after: 25 },
            "Credit: €10.00 still earns: €0.25 in place of €0.50.",
            "Crédit : 10,00 € rapportent encore : 0,25 € au lieu de 0,50 €.",
        ),
    ]);
}

#[test]
fn who_gave_more() {
    let multiplier = |source, percent, counts| Reason::Multiplier { purse: "points".into(), source, percent, counts };
    let given = |source, what: &str, units| Reason::Given { source, what: what.into(), units };
    let gone = || Source::Promotion("gone".into());
    all_say(&[
        (multiplier(Source::Tier("gold".into()), 150, true), "Gold: 50% more.", "Gold : 50 % de plus."),
        (multiplier(Source::Membership, 120, true), "Friends: 20% more.", "Friends : 20 % de plus."),
        (
            multiplier(hour(), 200, false),
            "Happy hour: 100% more, not counted: only the best promotion is.",
            "Happy hour : 100 % de plus, sans effet, car seule la meilleure promotion compte.",
        ),
        (
            Reason::Added { purse: "credit".into(), promotion: "hour".into(), units: 5 },
            "Happy hour: €0.05 more (Credit).",
            "Happy hour : 0,05 € de plus (Crédit).",
        ),
        (given(hour(), "free", 1), "Happy hour gives A free coffee.", "Happy hour donne A free coffee."),
        (
            given(hour(), "coffee", 1),
            "Happy hour gives 1 stamp (Coffee card).",
            "Happy hour donne 1 tampon (Coffee card).",
        ),
        (given(gone(), "lunch", 2), "gone gives 2 stamps (Lunch card).", "gone donne 2 tampons (Lunch card)."),
        (given(hour(), "credit", 250), "Happy hour gives €2.50 (Credit).", "Happy hour donne 2,50 € (Crédit)."),
        (
            Reason::NotGiven { source: hour(), reward: "cake".into() },
            "Happy hour would give A cake, which can't be had now.",
            "Happy hour donnerait A cake, qui n’est pas disponible.",
        ),
        (
            Reason::NotGiven { source: gone(), reward: "mug".into() },
            "gone would give mug, which can't be had now.",
            "gone donnerait mug, qui n’est pas disponible.",
        ),
    ]);
    // A purse and a reward of the same id: the purse is meant where there are units.
    let mut same = full();
    same.stamp_cards[0].id = "free".into();
    let units = said(&same, ReceiptLine::Reason(&given(hour(), "free", 2)));
    assert_eq!(units[0], "Happy hour gives 2 stamps (Coffee card).");
}

#[test]
fn levels_and_how_long_things_stay() {
    let level = |from: Option<&str>, to: &str, count| Reason::Level {
        from: from.map(String::from),
        to: Some(to.into()),
        count,
    };
    let stay = |units, until| Reason::Prolonged { purse: "coffee".into(), units, until };
    // What lasts until a midnight lasts to the day before, as what is granted does.
    let until = 3 * DAY;
    all_say(&[
        (level(None, "gold", 510), "Level: – → Gold, with 510 points.", "Niveau : – → Gold, avec 510 points."),
        (level(Some("gold"), "gone", 1), "Level: Gold → gone, with 1 point.", "Niveau : Gold → gone, avec 1 point."),
        (
            Reason::Grace { level: "gold".into(), count: 3, until },
            "3 points: too little for Gold, which stays until 1970-01-03.",
            "3 points, c’est trop peu pour Gold, qui reste jusqu’au 03/01/1970.",
        ),
        (
            stay(3, Some(until)),
            "Coffee card: more time for 3 stamps until 1970-01-03, because the customer was not told in time.",
            "Coffee card : un délai de plus pour 3 tampons, jusqu’au 03/01/1970, car le client n’a pas été prévenu à temps.",
        ),
        (
            stay(2, None),
            "Coffee card: more time for 2 stamps, because the customer was not told in time.",
            "Coffee card : un délai de plus pour 2 tampons, car le client n’a pas été prévenu à temps.",
        ),
    ]);
    let mut shop = full();
    for (basis, english) in [(TierBasis::Spend, "€5.10"), (TierBasis::Visits, "510 visits")] {
        shop.tiers.as_mut().expect("levels").basis = basis;
        let line = said(&shop, ReceiptLine::Reason(&level(None, "gold", 510)));
        assert_eq!(line[0], format!("Level: – → Gold, with {english}."));
    }
    shop.tiers = None;
    let line = said(&shop, ReceiptLine::Reason(&level(None, "gold", 510)));
    assert_eq!(line, ["Level: – → gold, with 510.", "Niveau : – → gold, avec 510."]);
}

#[test]
fn lots_and_debts() {
    let lot = |seq, units| LotUse { lot: LotId { seq, n: 0 }, units };
    let lots = |uses| Reason::Lots { purse: "coffee".into(), uses };
    all_say(&[
        (
            lots(vec![lot(3, 5), lot(7, 2)]),
            "Coffee card: units come from operation no. 3 (5), no. 7 (2); what lapses first goes first.",
            "Coffee card : des unités viennent de l’opération n° 3 (5), n° 7 (2) ; ce qui expire d’abord part d’abord.",
        ),
        (
            lots(vec![lot(3, -5), lot(7, -2)]),
            "Coffee card: units go back to where they came from (operation no. 3 (5), no. 7 (2)), with their own expiry.",
            "Coffee card : des unités retournent d’où elles venaient (opération n° 3 (5), n° 7 (2)), avec leur propre échéance.",
        ),
        (
            Reason::Owes { purse: "credit".into(), units: 250 },
            "Credit: that much was spent already, so the card owes €2.50.",
            "Crédit : c’était déjà dépensé, la carte doit donc 2,50 €.",
        ),
        (
            Reason::Full { stamp_card: "coffee".into(), goal: 9 },
            "Coffee card: the card is full, 9 stamps become a reward.",
            "Coffee card : la carte est pleine, 9 tampons deviennent une récompense.",
        ),
    ]);
    let credit = ReceiptLine::Granted { purse: "credit", units: 250, lapses_at: None };
    let forever = ["Credit: €2.50, good for ever.", "Crédit : 2,50 €, sans limite de temps."];
    assert_eq!(said(&full(), credit), forever);
}

#[test]
fn less_than_a_hundredth_is_not_below_nothing() {
    let (rate, carry_before) = (Rate { numerator: 1, denominator: 1000 }, Carry { numerator: 0, denominator: 1000 });
    let carry_after = Carry { numerator: 1, denominator: 1000 };
    let kept = Reason::ByAmount { purse: "points".into(), amount: 1, rate, carry_before, base: 0, carry_after };
    let line = "Beans: €0.01 at 1 point for every €10.00 make 0 points; 0.00 of a unit is kept for the next time.";
    assert_eq!(said(&full(), ReceiptLine::Reason(&kept))[0], line);
}
