//! A programme with something of every kind.

use serde_json::{Value, json};

use super::forms::with;

/// A canteen: three coffees for a coffee or a tea, lunches by tag for a dessert, a point per euro, 5 % back from € 1 at once, actions, levels
/// from € 30 and € 60 with a gift at each, a membership, and a limit for everything.
pub fn canteen() -> Value {
    let reward = |id: &str| json!({"id": id, "title": {"text": format!("One {id}")}, "unit_cost": 50, "valid_days": 30, "confirm": false});
    let level = |id: &str, name: &str, from: i64, pct: u32| json!({"id": id, "name": {"text": name}, "from": from, "multiplier_pct": pct, "entry_gift": "cake"});
    let action = |action: &str, once_per: &str| json!({"by_action": {"action": action, "points": 3, "words": {"text": "Own cup"}, "once_per": once_per}});
    json!({
        "stamp_cards": [
            {"id": "coffee", "name": {"text": "Coffee", "fr": "Café"}, "goal": 3, "reward": "coffee", "choices": ["tea"], "expiry": "never"},
            {"id": "lunch", "name": {"text": "Lunch"}, "goal": 5, "reward": "dessert", "earn": {"tag": "lunch"}, "automatic": false,
             "expiry": "never"},
        ],
        "points": {"name": {"text": "Beans"}, "expiry": {"days": 30},
                   "earn": [{"by_amount": {"points": 1, "per_minor": 100}}, action("cup", "day"), action("app", "ever")]},
        "cashback": {"basis_points": 500, "pay_min": 100},
        "tiers": {"basis": "spend", "period_months": 12, "levels": [level("silver", "Silver", 3000, 100), level("gold", "Gold", 6000, 150)]},
        "membership": {"name": {"text": "Friends"}, "valid": {"days": 10}},
        "rewards": [reward("coffee"), reward("tea"), with(reward("dessert"), json!({"confirm": true})),
                    with(reward("cake"), json!({"cost": 20})), with(reward("trip"), json!({"cost": 1, "min_tier": "gold"}))],
        "warning_days": 0,
        "limits": {"quantity_max": 8, "stamps_per_day_max": 12, "gifts_per_day_max": 1, "visits_per_day_max": 9, "manual_per_staff_day_max": 1,
                   "earns_per_till_day_max": 6, "points_per_day_max": 200, "credit_per_day_max": 1000},
    })
}
