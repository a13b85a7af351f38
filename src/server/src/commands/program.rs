//! `comptoir program …`: the rules of a shop as a JSON file, for owners without HTTP.

use std::fs;
use std::path::Path;

use loyalty::{Language, Program};
use store::{Fault, Lang, Store, programme};
use wire::{ProgramFault, ProgramText};

use super::{Failed, location, tools};
use crate::body;
use crate::config::Config;

/// `comptoir program check`
pub fn check(file: &Path, currency: &str) -> Result<(), Failed> {
    let program = read(file)?;
    programme::check(&program, Lang::En)?;
    for warning in programme::warnings(&program, Language::En) {
        println!("think about: {}", line(&warning));
    }
    let texts = programme::texts(&program, currency);
    for text in [&texts.en, &texts.fr, &texts.de, &texts.es, &texts.it, &texts.nl, &texts.pl, &texts.pt] {
        say(text);
    }
    Ok(())
}

/// `comptoir program publish`
pub fn publish(config: &Config, shop: String, file: &Path, leave_behind: bool) -> Result<(), Failed> {
    let (program, ctx) = (read(file)?, tools::context());
    let slug = shop.clone();
    let version =
        tools::write(config, move |tx| programme::publish_by_hand(tx, &ctx, &slug, program.clone(), leave_behind))?;
    println!("version {} of {shop} is in force: {}", version.version, version.texts.en.headline);
    Ok(())
}

/// `comptoir program show`
pub fn show(config: &Config, shop: String) -> Result<(), Failed> {
    let store = Store::open_existing(&location(config))?;
    let program: Result<Program, Fault> = store.read_blocking(move |tx| programme::in_force(tx, &shop));
    store.close_blocking();
    let json = serde_json::to_string_pretty(&program?);
    println!("{}", json.map_err(|error| Failed(format!("the programme can't be written: {error}")))?);
    Ok(())
}

/// Where, and what: `stamp_cards[0].goal: the goal is between 2 and 100 stamps`.
pub fn line(fault: &ProgramFault) -> String {
    if fault.path.is_empty() { fault.words.clone() } else { format!("{}: {}", fault.path, fault.words) }
}

fn read(file: &Path) -> Result<Program, Failed> {
    let bytes = fs::read(file).map_err(|error| Failed(format!("{}: {error}", file.display())))?;
    body::parse(&bytes).map_err(|words| Failed(format!("{}: {words}", file.display())))
}

fn say(text: &ProgramText) {
    println!("\n{}", text.headline);
    for section in &text.sections {
        println!("\n  {}", section.title);
        for line in &section.lines {
            println!("  - {line}");
        }
    }
}
