//! The tools for running a shop by hand: each opens the database, does one thing, and says what it did. They work beside a running server.

use std::io::IsTerminal as _;
use std::path::Path;

use loyalty::{Program, Reward, StampCard};
use store::members::Vault;
use store::{Context, Fault, Lang, Store, Tx, admin, backup as copies, owner, verify as checks};

use super::{Failed, location};
use crate::cli::NewShop;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, Database};
use crate::{erased, pages, random, secret};

pub(super) fn context() -> Context {
    Context { now_us: SystemClock.now_us(), seed: random::seed() }
}

/// Opens the database, making it when there is none and no server has it.
fn open(config: &Config) -> Result<Store, Failed> {
    let place = location(config);
    match Store::open_existing(&place) {
        Ok(store) => Ok(store),
        Err(store::Error::File(_) | store::Error::Migration(_)) => Ok(Store::open(&place)?),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn write<T: Send + 'static>(
    config: &Config,
    job: impl FnMut(&mut dyn Tx) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Failed> {
    let store = open(config)?;
    let done = store.write_blocking(job);
    store.close_blocking();
    Ok(done?)
}

fn folder(config: &Config) -> Result<&Path, Failed> {
    match &config.database {
        Database::Folder(folder) => Ok(folder),
        Database::Postgres(_) => Err(Failed("PostgreSQL is copied by its own tools: pg_dump and pg_restore".into())),
    }
}

/// `comptoir verify`
pub fn verify(config: &Config) -> Result<(), Failed> {
    let store = Store::open_existing(&location(config))?;
    let checked: Result<_, Fault> = store.read_blocking(checks::run);
    store.close_blocking();
    let report = checked?;
    let counts = format!(
        "{} shops, {} cards, {} visits, {} operations",
        report.shops, report.cards, report.visits, report.operations
    );
    if report.broken.is_empty() {
        println!("clean: {counts}; {} invariants hold", report.checked);
        return Ok(());
    }
    for broken in &report.broken {
        println!("broken: {}: first row {}", broken.invariant, broken.row);
    }
    Err(Failed(format!("{} of {} invariants do not hold ({counts})", report.broken.len(), report.checked)))
}

/// `comptoir backup`
pub fn backup(config: &Config, to: &Path) -> Result<(), Failed> {
    copies::backup(folder(config)?, to)?;
    println!("copied to {}; keep secret.key and erased.list of the data folder with it, apart from it", to.display());
    Ok(())
}

/// `comptoir restore`
pub fn restore(config: &Config, from: &Path, force: bool) -> Result<(), Failed> {
    let data = folder(config)?;
    let aside = copies::restore(data, from, force)?;
    println!("restored into {}", data.display());
    if let Some(aside) = aside {
        println!("what was there is now {}", aside.display());
    }
    forget_again(config, data)
}

/// A backup brings back who asked to be forgotten since: not for longer than this takes.
fn forget_again(config: &Config, data: &Path) -> Result<(), Failed> {
    if !erased::is_there(data) {
        return Ok(());
    }
    let store = Store::open(&location(config))?;
    let forgotten = erased::follow(&store, data, context());
    store.close_blocking();
    match forgotten? {
        0 => {}
        forgotten => println!("forgot again {forgotten} who had asked for it since this backup was made"),
    }
    Ok(())
}

/// `comptoir migrate`
pub fn migrate(config: &Config) -> Result<(), Failed> {
    Store::open(&location(config))?.close_blocking();
    println!("the database is up to date with comptoir {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// `comptoir shop create`
pub fn create_shop(config: &Config, new: NewShop) -> Result<(), Failed> {
    if pages::is_reserved(&new.slug) {
        return Err(Failed(format!("`{}` is an address of the server itself: choose another slug", new.slug)));
    }
    let program = Program {
        stamp_cards: vec![StampCard {
            id: "stamps".into(),
            name: new.card_name.as_str().into(),
            goal: new.goal,
            reward: "reward".into(),
            ..StampCard::default()
        }],
        rewards: vec![Reward { id: "reward".into(), title: new.reward.as_str().into(), ..Reward::default() }],
        one_scan_one_stamp: true,
        ..Program::default()
    };
    let (ctx, slug) = (context(), new.slug.clone());
    // The secret only where there is something to seal.
    let notify =
        new.notify.map(|address| Ok::<_, Failed>((address, Vault::new(&secret::load(config)?)))).transpose()?;
    let language = new.language;
    let shop = admin::NewShop {
        slug: new.slug,
        name: new.name,
        color: new.color,
        currency: new.currency,
        zone: new.zone,
        day_starts_hour: new.day_starts_hour,
        program,
    };
    write(config, move |tx| {
        admin::create_shop(tx, &ctx, &shop)?;
        match &notify {
            Some((address, vault)) => owner::write_to(tx, &ctx, vault, &shop.slug, address, language),
            None => Ok(()),
        }
    })?;
    println!("made the shop {slug}: its cards are at /{slug}");
    println!(
        "next: comptoir staff add --shop {slug} --name NAME --manager, then comptoir device pairing-code --shop {slug}"
    );
    Ok(())
}

/// `comptoir shop list`
pub fn list_shops(config: &Config) -> Result<(), Failed> {
    let store = Store::open_existing(&location(config))?;
    let shops: Result<_, Fault> = store.read_blocking(admin::list_shops);
    store.close_blocking();
    for shop in shops? {
        let notices = shop.notices.map_or("no letters".into(), |lang| format!("letters in {}", lang.tag()));
        println!("{}\t{}\t{} cards\t{notices}", shop.slug, shop.name, shop.cards);
    }
    Ok(())
}

/// `comptoir shop notify SLUG ADDRESS`
pub fn write_to(config: &Config, slug: String, address: String, lang: Lang) -> Result<(), Failed> {
    let (ctx, vault, shop) = (context(), Vault::new(&secret::load(config)?), slug.clone());
    let to = address.trim().to_owned();
    write(config, move |tx| owner::write_to(tx, &ctx, &vault, &shop, &address, lang))?;
    println!("when staff of {slug} brought a card to another phone, {to} gets a letter ({})", lang.name());
    println!("the server that sends it needs --smtp and --mail-from");
    Ok(())
}

/// `comptoir shop notify SLUG --none`
pub fn write_to_nobody(config: &Config, slug: String) -> Result<(), Failed> {
    let shop = slug.clone();
    write(config, move |tx| owner::write_to_nobody(tx, &shop))?;
    println!("nobody is written to about {slug} any more");
    Ok(())
}

/// `comptoir staff add`
pub fn add_staff(config: &Config, shop: String, name: String, manager: bool) -> Result<(), Failed> {
    let (ctx, pepper) = (context(), secret::load(config)?);
    let called = name.clone();
    let pin = write(config, move |tx| admin::add_staff(tx, &ctx, &shop, &name, manager, None, &pepper))?;
    once(&format!("{called}'s PIN"), &pin);
    Ok(())
}

/// `comptoir staff unlock`
pub fn unlock_staff(config: &Config, shop: String, name: String) -> Result<(), Failed> {
    let called = name.clone();
    if !write(config, move |tx| admin::unlock_staff(tx, &shop, &name))? {
        return Err(Failed(format!("nobody called {called} works there")));
    }
    println!("{called} can try again");
    Ok(())
}

/// `comptoir device pairing-code`
pub fn pairing_code(config: &Config, shop: String) -> Result<(), Failed> {
    let ctx = context();
    let code = write(config, move |tx| admin::pairing_code(tx, &ctx, &shop))?;
    once("pairing code, for one device within 15 minutes", &code);
    Ok(())
}

/// `comptoir key create`
pub fn create_key(config: &Config, shop: String, name: String, scopes: Vec<String>) -> Result<(), Failed> {
    let ctx = context();
    let key = write(config, move |tx| {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        admin::create_key(tx, &ctx, &shop, &name, &scopes)
    })?;
    once("API key", &key.token);
    Ok(())
}

/// Says a secret: to a person with what it is, to a script alone.
fn once(what: &str, secret: &str) {
    if std::io::stdout().is_terminal() {
        println!("{what} (shown once): {secret}");
    } else {
        println!("{secret}");
    }
}
