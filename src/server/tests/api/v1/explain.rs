//! `/v1/operations/{operation_id}/explain`

use serde_json::{Value, json};

use crate::world::{Client, World, canteen, earn, euros, new_id, paid, with};

async fn explain(client: &mut Client, operation: &Value) -> Value {
    client.get(&format!("/v1/operations/{}/explain", operation["id"].as_str().unwrap())).await.expect(200)
}

fn texts(explained: &Value) -> Vec<&str> {
    explained["lines"].as_array().unwrap().iter().map(|line| line["text"].as_str().unwrap()).collect()
}

fn facts(explained: &Value, kind: &str) -> Vec<Value> {
    let facts = explained["lines"].as_array().unwrap().iter().map(|line| &line["fact"]);
    facts.filter(|fact| fact["kind"] == kind).cloned().collect()
}

/// The canteen in a happy hour: double points, once and a half that doesn't count, five beans on top.
fn happy_canteen() -> Value {
    let promotion = |id: &str, name: &str, kind: Value| json!({"id": id, "name": {"text": name}, "kind": kind});
    let times = |pct: u32| json!({"multiplier": {"pct": pct, "on": "points"}});
    let mut canteen = canteen();
    canteen["promotions"] = json!([
        promotion("double", "Happy hour", times(200)),
        promotion("half", "Spring", times(150)),
        promotion("five", "Five more", json!({"addition": {"units": 5, "of": "points"}})),
    ]);
    canteen
}

#[tokio::test]
async fn a_purchase_says_rule_carry_multipliers_and_lots_in_both_languages() {
    let world = World::new().await;
    world.publish(happy_canteen()).await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let opened = till
        .visit(&phone.code(), &[with(paid(350), json!({"external_ref": "A-1", "paid_by_credit": euros(100)}))])
        .await;
    let opened = opened.expect(201);
    let explained = explain(&mut till, &opened["operations"][0]).await;
    assert_eq!(explained["operation"], opened["operations"][0]);
    assert_eq!((&explained["card_id"], &explained["visit_id"]), (&opened["card"]["id"], &opened["visit"]["id"]));
    assert_eq!((&explained["program_version"], &explained["external_ref"]), (&json!(2), &json!("A-1")));
    assert_eq!((&explained["quantity"], &explained["amount"]), (&json!(1), &euros(350)));
    assert_eq!(explained["overrides"], json!([]));
    let combination = "When several of these apply, what each gives on top is added up, and of the promotions only the best counts. \
                       Parts of a unit are rounded down.";
    let multiplied = format!("Beans: 2 points at 200%, so 4 points. {combination}");
    let expected = [
        "A purchase of €3.50.",
        "Coffee: 1 stamp for 1 item.",
        "Of the €3.50, €1 was paid with credit or rewards and earns nothing.",
        "Beans: €2.50 at 1 point for every €1 make 2 points; 0.50 of a unit is kept for the next time.",
        "Happy hour: 100% more.",
        "Spring: 50% more, not counted: only the best promotion is.",
        "Five more: 5 points more (Beans).",
        &multiplied,
        "Credit: €2.50 at 5% make €0.12; 0.50 of a unit is kept for the next time.",
        "Coffee: 1 stamp, good for ever.",
        "Beans: 9 points, good until 2026-04-13.",
        "Credit: €0.12, good for ever.",
    ];
    assert_eq!(texts(&explained), expected);
    let by_amount = json!({"kind": "by_amount", "purse": "points", "amount": 250, "rate": {"numerator": 1, "denominator": 100},
        "carry_before": {"numerator": 0, "denominator": 100}, "base": 2, "carry_after": {"numerator": 50, "denominator": 100}});
    assert_eq!(facts(&explained, "by_amount")[0], by_amount);
    let counted: Vec<_> =
        facts(&explained, "multiplier").iter().map(|fact| (fact["source"].clone(), fact["counts"].clone())).collect();
    assert_eq!(counted, [(json!("promotion:double"), json!(true)), (json!("promotion:half"), json!(false))]);
    assert_eq!(
        facts(&explained, "multiplied"),
        [json!({"kind": "multiplied", "purse": "points", "base": 2, "percent": 200, "units": 4})]
    );
    let granted = json!({"kind": "granted", "purse": "points", "units": 9, "expires_at": "2026-04-13T22:00:00Z"});
    assert!(facts(&explained, "granted").contains(&granted), "{explained}");

    let mut french = till.clone().with_header("accept-language", "fr-FR, en;q=0.5");
    let french = explain(&mut french, &opened["operations"][0]).await;
    assert_eq!(
        texts(&french)[..3],
        [
            "Un achat de 3,50\u{a0}€.",
            "Café\u{202f}: 1 tampon pour 1 article.",
            "Sur 3,50\u{a0}€, 1\u{a0}€ ont été payés en crédit ou en récompenses et ne rapportent rien."
        ]
    );
    assert_eq!(french["lines"].as_array().unwrap().len(), expected.len());
    assert_eq!(facts(&french, "by_amount"), facts(&explained, "by_amount"), "the facts have no language");
}

#[tokio::test]
async fn levels_overrides_spending_and_a_void_say_why() {
    let world = World::new().await;
    world.publish(canteen()).await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let rich = with(paid(4000), json!({"quantity": 9, "overridden": true}));
    let opened = till.visit(&phone.code(), &[rich]).await.expect(201);
    let explained = explain(&mut till, &opened["operations"][0]).await;
    assert_eq!(explained["overrides"], json!(["quantity_max"]));
    assert!(texts(&explained).contains(&"A limit was let pass: items at once."), "{explained}");
    assert_eq!(facts(&explained, "level"), [json!({"kind": "level", "to": "silver", "count": 4000})]);
    assert!(texts(&explained).contains(&"Level: – → Silver, with €40."), "{explained}");
    assert!(texts(&explained).contains(&"Silver gives One cake."), "{explained}");
    assert_eq!(facts(&explained, "full").len(), 3);

    world.clock.advance_s(120);
    let spend = json!({"id": new_id(), "kind": "spend", "amount": euros(150)});
    let adjust = json!({"id": new_id(), "kind": "adjust", "purse": "points", "units": -5, "reason": "Typed twice"});
    let opened_again = till.visit(&phone.code(), &[spend, adjust]).await.expect(201);
    let spent = explain(&mut till, &opened_again["operations"][0]).await;
    assert_eq!(
        texts(&spent),
        ["€1.50 was paid with credit.", "Credit: units come from operation no. 1 (150); what lapses first goes first."]
    );
    assert_eq!(facts(&spent, "lots"), [json!({"kind": "lots", "purse": "credit", "uses": [{"seq": 1, "units": 150}]})]);
    let adjusted = explain(&mut till, &opened_again["operations"][1]).await;
    assert_eq!(
        (&adjusted["reason"], texts(&adjusted)[0]),
        (&json!("Typed twice"), "A correction by hand: Typed twice.")
    );

    // What was spent meanwhile is owed, and it is said.
    let refunded = till.void(&opened["operations"][0], Some(1000)).await.expect(201);
    let refund = explain(&mut till, &refunded["operation"]).await;
    assert_eq!(texts(&refund)[0], "€10 of operation no. 1 went back.");
    assert!(texts(&refund).contains(&"Beans: €30 still earns: 30 points in place of 40 points."), "{refund}");
    let voided = till.void(&opened["operations"][0], None).await.expect(201);
    let void = explain(&mut till, &voided["operation"]).await;
    assert_eq!(
        (texts(&void)[0], &void["operation"]["void_of"]),
        ("Operation no. 1 was taken back.", &opened["operations"][0]["id"])
    );
    assert_eq!(facts(&void, "owes").len(), 2, "credit and points were spent: {void}");
    assert_eq!(facts(&void, "level"), [json!({"kind": "level", "from": "silver", "count": 0})]);
}

#[tokio::test]
async fn only_the_shop_hears_why() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(2)]).await.expect(201);
    let plain = explain(&mut till, &opened["operations"][0]).await;
    assert_eq!(
        texts(&plain),
        ["A purchase.", "Coffee card: 2 stamps for 2 items.", "Coffee card: 2 stamps, good for ever."]
    );
    let place = format!("/v1/operations/{}/explain", opened["operations"][0]["id"].as_str().unwrap());
    world.software().await.get(&place).await.expect(200);
    phone.client.clone().get(&place).await.refused(401, "till_required");
    world.client().with_header("authorization", "Bearer ck_nonsense").get(&place).await.refused(401, "key_refused");
    till.get(&format!("/v1/operations/{}/explain", new_id())).await.refused(404, "unknown_operation");
    till.get("/v1/operations/nothing/explain").await.refused(404, "unknown_operation");
}
