//! Thirty-two clients do the same thing at the same moment: it happens once, and the other thirty-one are told so.

use std::sync::Barrier;

use it::{Answer, Client, Phone, Server, api, clock::new_id, demo};
use serde_json::{Value, json};

const CLIENTS: usize = 32;

/// All clients do this at once; their answers.
fn at_once(tills: &[Client], act: impl Fn(usize, &mut Client) -> Answer + Sync) -> Vec<Answer> {
    let gate = Barrier::new(CLIENTS);
    std::thread::scope(|scope| {
        let one = |number: usize| {
            let mut till = tills[number % tills.len()].clone();
            let (gate, act) = (&gate, &act);
            scope.spawn(move || {
                gate.wait();
                act(number, &mut till)
            })
        };
        let threads: Vec<_> = (0..CLIENTS).map(one).collect();
        threads.into_iter().map(|thread| thread.join().expect("a client")).collect()
    })
}

fn tills(server: &Server, count: usize) -> Vec<Client> {
    (0..count).map(|_| Client::till(&server.origin)).collect()
}

fn fresh(answers: &[Answer]) -> usize {
    answers
        .iter()
        .filter(|a| a.status == 201 && a.json["duplicate"] != true && a.header("idempotent-replayed").is_empty())
        .count()
}

#[test]
fn one_code_scanned_by_everybody_is_one_visit_and_one_stamp() {
    let mut server = Server::demo();
    let tills = tills(&server, 4);
    for mut phone in (0..5).map(|_| Phone::join(&server)).collect::<Vec<_>>() {
        let code = phone.code();
        let answers = at_once(&tills, |_, till| till.visit(&code, &[api::earn(1)]));
        assert_eq!(fresh(&answers), 1, "one of thirty-two opens the visit");
        for answer in &answers {
            let calm = answer.status == 201 || answer.json["code"] == "code_used";
            assert!(calm, "the others are told that it was used: {}", answer.text);
        }
        let same_till = answers.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(same_till, CLIENTS / tills.len(), "the till that was first gets the same visit each time");
        assert_eq!(api::stamps(&phone.fetch()), 1);
    }
    server.assert_verified_after_stop();
}

#[test]
fn one_request_sent_by_everybody_is_done_once_and_answered_the_same() {
    let mut server = Server::demo();
    let tills = tills(&server, 1);
    let mut phone = Phone::join(&server);
    let body = json!({"id": new_id(), "code": phone.code(), "operations": [api::earn(2)]});
    let answers = at_once(&tills, |_, till| till.post("/v1/visits", &body));
    assert!(
        answers.iter().all(|answer| answer.status == 201),
        "{:?}",
        answers.iter().map(|a| a.status).collect::<Vec<_>>()
    );
    assert!(answers.iter().all(|answer| answer.json == answers[0].json), "all get the same answer");
    assert_eq!(fresh(&answers), 1, "one is the first, the others are replays");
    assert_eq!(api::stamps(&phone.fetch()), 2);
    server.assert_verified_after_stop();
}

#[test]
fn one_coffee_wanted_by_everybody_is_drunk_once_and_given_back_once() {
    let mut server = Server::demo();
    let mut tills = tills(&server, 1);
    let mut phone = Phone::join(&server);
    let opened = tills[0].visit(&phone.code(), &[api::earn(demo::GOAL)]).expect_status(201).json;
    let (visit, voucher) = (&opened["visit"]["id"], &opened["card"]["vouchers"][0]["id"]);
    let answers = at_once(&tills, |_, till| till.operate(visit, &api::redeem(voucher)));
    let done: Vec<&Value> = answers.iter().filter(|a| a.status == 201).map(|a| &a.json["operation"]["id"]).collect();
    assert_eq!(done.len(), 1, "one coffee");
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.json["code"], "voucher_used", "{}", refused.text);
    }
    let answers = at_once(&tills, |_, till| till.void(done[0]));
    assert_eq!(fresh(&answers), 1, "given back once");
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.json["code"], "already_voided", "{}", refused.text);
    }
    assert_eq!(phone.fetch()["vouchers"].as_array().map(Vec::len), Some(1), "it is on the card again");
    server.assert_verified_after_stop();
}

#[test]
fn stamps_given_at_the_same_moment_all_count() {
    let mut server = Server::demo();
    let mut tills = tills(&server, 1);
    let mut phone = Phone::join(&server);
    let opened = tills[0].visit(&phone.code(), &[]).expect_status(201).json;
    let answers = at_once(&tills, |_, till| till.operate(&opened["visit"]["id"], &api::earn(1)));
    assert!(answers.iter().all(|answer| answer.status == 201));
    let card = phone.fetch();
    let earned = api::stamps(&card) + demo::GOAL as i64 * card["vouchers"].as_array().map_or(0, Vec::len) as i64;
    assert_eq!(earned, CLIENTS as i64, "thirty-two stamps, as cards that are full and one that is not: {card}");
    server.assert_verified_after_stop();
}
