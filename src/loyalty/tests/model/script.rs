//! A random life before it is lived: where and when it begins, under which programme, whose it is, and what happens in it.

use loyalty::Program;
use proptest::prelude::*;

use crate::programs::program;
use crate::steps::{Step, step};
use crate::support::day;

/// Where and when a life begins: shortly before something odd happens to its days.
const BEGINNINGS: [(&str, &str); 9] = [
    ("Europe/Paris", "2026-03-27T09:00"),
    ("Europe/Paris", "2026-10-24T22:00"),
    ("Europe/Paris", "2027-12-30T18:00"),
    ("Europe/Paris", "2028-02-27T12:00"),
    ("America/Sao_Paulo", "2018-11-02T20:00"),
    ("America/Sao_Paulo", "2019-02-15T20:00"),
    ("Asia/Kathmandu", "2023-12-29T23:30"),
    ("Pacific/Apia", "2011-12-28T10:00"),
    ("Pacific/Apia", "2012-02-27T08:00"),
];

/// Two cards' life, to be lived.
#[derive(Clone, Debug)]
pub struct Script {
    pub zone: &'static str,
    /// The wall clock at its beginning.
    pub begins: &'static str,
    pub program: Program,
    /// Month and day of both customers.
    pub birthday: Option<(i8, i8)>,
    /// The first customer brought the second; they hold both cards themselves.
    pub brought: Option<bool>,
    pub steps: Vec<Step>,
}

pub fn script() -> impl Strategy<Value = Script> {
    let place = prop::sample::select(&BEGINNINGS[..])
        .prop_flat_map(|(zone, begins)| (Just(zone), Just(begins), program(day(&begins[..10]))));
    let birthday = prop_oneof![Just(None), Just(Some((2, 29))), (1_i8..13, 1_i8..29).prop_map(Some)];
    let brought = prop_oneof![1 => Just(None), 1 => Just(Some(true)), 2 => Just(Some(false))];
    let steps = prop::collection::vec(step(), 50..90);
    (place, birthday, brought, steps).prop_map(|((zone, begins, program), birthday, brought, steps)| Script {
        zone,
        begins,
        program,
        birthday,
        brought,
        steps,
    })
}
