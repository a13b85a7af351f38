//! The programme's schema in `/openapi.json` says what the server takes.

use loyalty::{Date, Program};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use store::demo;

use crate::programs;
use crate::v1::program::example;
use crate::world::World;

/// Random programmes that are looked at.
const PROGRAMS: usize = 256;
/// What a schema may say that does not bound a value.
const NOTES: [&str; 4] = ["description", "format", "default", "title"];

/// The description of the API, and what one of its schemas says of a value: the part of JSON Schema that it is written in, and no more.
struct Schemas(Value);

impl Schemas {
    async fn read() -> Schemas {
        Schemas(World::new().await.client().get("/openapi.json").await.expect(200))
    }

    fn programme(&self, value: &Value) -> Result<(), String> {
        self.check(&json!({"$ref": "#/components/schemas/ProgramDefinition"}), value, "")
    }

    fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{at}: {what}, and it is {value}"));
        for (keyword, says) in schema.as_object().expect("a schema") {
            match keyword.as_str() {
                "$ref" => {
                    let target =
                        says.as_str().and_then(|text| text.strip_prefix('#')).and_then(|path| self.0.pointer(path));
                    self.check(target.unwrap_or_else(|| panic!("{says} leads somewhere")), value, at)?;
                }
                "type" => {
                    let kinds = says.as_array().cloned().unwrap_or_else(|| vec![says.clone()]);
                    if !kinds.iter().any(|kind| is(kind.as_str().expect("a type"), value)) {
                        return wrong(&format!("a type of {says}"));
                    }
                }
                "oneOf" => {
                    let fit = items(says).filter(|one| self.check(one, value, at).is_ok()).count();
                    if fit != 1 {
                        return wrong(&format!("{fit} forms fit"));
                    }
                }
                "enum" if !items(says).any(|one| one == value) => return wrong(&format!("one of {says}")),
                "minimum" if value.as_f64().is_some_and(|number| Some(number) < says.as_f64()) => {
                    return wrong(&format!("at least {says}"));
                }
                "maximum" if value.as_f64().is_some_and(|number| Some(number) > says.as_f64()) => {
                    return wrong(&format!("at most {says}"));
                }
                "required" => {
                    if let Some(missing) = items(says).find(|name| value.get(name.as_str().unwrap()).is_none()) {
                        return wrong(&format!("{missing} is required"));
                    }
                }
                "properties" => {
                    for (name, one) in value.as_object().into_iter().flatten() {
                        match says.get(name) {
                            Some(schema) => self.check(schema, one, &format!("{at}/{name}"))?,
                            None if schema["additionalProperties"] == json!(false) => {
                                return wrong(&format!("{name} is unknown"));
                            }
                            None => {}
                        }
                    }
                }
                "items" => {
                    for (i, one) in items(value).enumerate() {
                        self.check(says, one, &format!("{at}/{i}"))?;
                    }
                }
                "enum" | "minimum" | "maximum" | "additionalProperties" => {}
                note => assert!(NOTES.contains(&note), "the test can't tell what {note} means"),
            }
        }
        Ok(())
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the test can't tell what a {other} is"),
    }
}

#[tokio::test]
async fn the_schema_takes_every_programme_that_the_server_takes() {
    let schemas = Schemas::read().await;
    let mut programmes = vec![example(), serde_json::to_value(demo::program()).unwrap()];
    let any = programs::program(Date::new(2026, 3, 1).unwrap());
    let mut runner = TestRunner::deterministic();
    for _ in 0..PROGRAMS {
        let programme: Program = any.new_tree(&mut runner).unwrap().current();
        programmes.push(serde_json::to_value(programme).unwrap());
    }
    for programme in programmes {
        assert_eq!(schemas.programme(&programme), Ok(()), "{programme}");
        assert!(serde_json::from_value::<Program>(programme.clone()).is_ok(), "{programme}");
    }
}

#[tokio::test]
async fn the_schema_refuses_what_the_server_refuses() {
    let schemas = Schemas::read().await;
    let with = |pointer: &str, member: &str, value: Value| {
        let mut programme = example();
        programme.pointer_mut(pointer).expect(pointer)[member] = value;
        programme
    };
    let wrong = [
        with("", "colour", json!("red")),
        with("/stamp_cards/0", "goal", json!("nine")),
        with("/stamp_cards/0", "goal", json!(-1)),
        with("/stamp_cards/0", "sizes", json!([])),
        with("/points/earn/0/by_amount", "points", json!(0.5)),
        with("/points", "expiry", json!({"years": 1})),
        with("/tiers", "basis", json!("love")),
        with("/tiers/levels/0", "name", json!("Silver")),
        with("/rewards/0", "kind", json!("free")),
        with("/promotions/2/kind/multiplier/when", "weekdays", json!(["tuesday"])),
        with("/limits", "cooldown_s", json!(null)),
    ];
    // Within the forms of a choice the schema leaves unknown members open, and the server does not.
    let open = with("/points/earn/0/by_amount", "per_euro", json!(1));
    assert!(serde_json::from_value::<Program>(open).is_err());
    for programme in wrong {
        assert!(schemas.programme(&programme).is_err(), "by the schema it would do: {programme}");
        assert!(serde_json::from_value::<Program>(programme.clone()).is_err(), "the server takes it: {programme}");
    }
}
