//! The server dies by `kill -9` in the middle of it all: nothing acknowledged is lost, nothing is doubled.
//!
//! Ten times by default; `COMPTOIR_KILL_ROUNDS=100` (what `cargo xtask soak-kill` sets) for the longer run.

use std::time::Duration;

use it::{Client, Server, clock};

use super::round::{Dice, Round};

const CLIENTS: usize = 32;
/// A round is killed after so many acknowledged operations, plus up to as many again.
const ACKNOWLEDGED_MIN: usize = 25;

#[test]
fn a_killed_server_keeps_its_word() {
    let kills: u64 = match std::env::var("COMPTOIR_KILL_ROUNDS") {
        Ok(count) => count.parse().expect("COMPTOIR_KILL_ROUNDS is a number"),
        Err(_) => 10,
    };
    let mut server = Server::demo();
    let tills: Vec<Client> = (0..4).map(|_| Client::till(&server.origin)).collect();
    let mut dice = Dice(clock::now_ms() | 1);
    let (mut acknowledged, mut in_doubt) = (0, 0);
    for kill in 0..kills {
        let mut round = Round::new(&server);
        load_and_kill(&mut server, &round, &tills, &mut dice, kill);
        server.assert_verified();
        server.start_again();
        acknowledged += round.record.acknowledged.lock().unwrap().len();
        in_doubt += ask_again(&round, &tills[0]);
        round.record.assert_kept(&mut round.phones);
    }
    server.assert_verified_after_stop();
    println!("{kills} kills, {acknowledged} operations acknowledged before them, {in_doubt} asked again after them");
}

/// Thirty-two clients at once, and the end of the server somewhere among their requests.
fn load_and_kill(server: &mut Server, round: &Round, tills: &[Client], dice: &mut Dice, kill: u64) {
    std::thread::scope(|scope| {
        for number in 0..CLIENTS {
            let till = tills[number % tills.len()].clone();
            scope.spawn(move || round.run(till, kill * 1000 + number as u64 * 7 + 1));
        }
        let enough = ACKNOWLEDGED_MIN + dice.below(ACKNOWLEDGED_MIN);
        let loaded =
            clock::until(Duration::from_secs(20), || round.record.acknowledged.lock().unwrap().len() >= enough);
        std::thread::sleep(Duration::from_millis(dice.below(40) as u64));
        server.kill_9();
        round.stop();
        assert!(loaded, "the load got going: {:?}", round.record.faults.lock().unwrap());
    });
}

/// What a client does that never got its answer: the same request again. Answers how many there were.
fn ask_again(round: &Round, till: &Client) -> usize {
    let mut till = till.clone();
    let open = round.record.open();
    for asked in &open {
        let answer = till.post(&asked.path, &asked.body);
        round.record.answered(asked, &answer);
    }
    open.len()
}
