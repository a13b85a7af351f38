//! A screen as a screen reader finds it: roles and names, from the browser's own accessibility tree, compared with what was written down.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{Browser, artefacts};

/// Roles that only hold others, or that versions of Chromium name differently.
const HOLDERS: [&str; 9] = [
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "paragraph",
    "LabelText",
    "MenuListPopup",
    "sectionheader",
    "sectionfooter",
];
/// What is told of an element besides its role and name.
const STATES: [&str; 8] = ["busy", "checked", "disabled", "expanded", "invalid", "level", "modal", "pressed"];

/// Roles and names, a line each, indented as they lie in each other. What is the same in each run stays: `facts` (a card's number, its code) become
/// their names.
pub fn snapshot(browser: &Browser, facts: &[(&str, &str)]) -> String {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({}));
    let list = tree["nodes"].as_array().expect("an accessibility tree");
    let nodes: HashMap<&str, &Value> = list.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut lines = String::new();
    if let Some(root) = list.first() {
        tell(root, &nodes, 0, "", &mut lines);
    }
    facts.iter().fold(lines, |lines, (name, fact)| lines.replace(fact, name))
}

fn tell(node: &Value, nodes: &HashMap<&str, &Value>, depth: usize, around: &str, lines: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    let text = role == "StaticText";
    // A text that its element's name says already is not heard twice.
    let silent =
        node["ignored"] == true || HOLDERS.contains(&role) || (text && (name.is_empty() || around.contains(name)));
    let (mut depth, mut around) = (depth, around);
    if !silent {
        let states = node["properties"].as_array().into_iter().flatten().filter_map(state).collect::<String>();
        let role = if text { "text" } else { role };
        let name = if name.is_empty() { String::new() } else { format!(" {name:?}") };
        *lines += &format!("{}{role}{name}{states}\n", "  ".repeat(depth));
        (depth, around) = (depth + 1, node["name"]["value"].as_str().unwrap_or_default());
    }
    // A picture is one thing, whatever it is drawn of.
    if role == "image" {
        return;
    }
    let children = node["childIds"].as_array().into_iter().flatten().filter_map(|id| nodes.get(id.as_str()?));
    children.for_each(|child| tell(child, nodes, depth, around, lines));
}

/// ` level=1`; nothing for what is false.
fn state(property: &Value) -> Option<String> {
    let name = property["name"].as_str().filter(|name| STATES.contains(name))?;
    let value = &property["value"]["value"];
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (value != "false").then(|| format!(" {name}={value}"))
}

/// Asserts that the screen reads as in `tests/stories/aria/{screen}.txt`; with `COMPTOIR_WRITE_ARIA` set, writes it there.
#[track_caller]
pub fn assert_reads(browser: &Browser, screen: &str, facts: &[(&str, &str)]) {
    let path = artefacts::repository().join("tests/stories/aria").join(format!("{screen}.txt"));
    let now = snapshot(browser, facts);
    if std::env::var_os("COMPTOIR_WRITE_ARIA").is_some() {
        std::fs::write(&path, &now).expect("a snapshot");
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(now == wanted, "{screen} reads otherwise than {}:\n{now}", path.display());
}
