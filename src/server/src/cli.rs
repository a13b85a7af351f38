//! The command line: `comptoir COMMAND`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use store::Lang;

use crate::config::Settings;

/// Loyalty cards for small shops: one binary, one database.
#[derive(Debug, Parser)]
#[command(name = "comptoir", version, propagate_version = true)]
pub struct Cli {
    /// TOML file with settings, named as the flags with underscores; flags and the environment go before it.
    #[arg(long, global = true, env = "COMPTOIR_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "made once, at the start")]
pub enum Command {
    /// Serve the shops of a database.
    Serve(Settings),
    /// Serve the demo shop, with wide limits and a PIN that everybody knows. Goes on with the demo in the folder if there is one.
    Demo(Settings),
    /// Check every invariant of the ledger; fails naming the first row of each that does not hold.
    Verify(Place),
    /// Copy the embedded database to a file, while a server runs or not.
    Backup {
        /// The file to make.
        file: PathBuf,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
    /// Put a backup in the place of the embedded database, while no server runs.
    Restore {
        /// The backup.
        file: PathBuf,
        /// Replace a database that is there; it stays in the folder under another name.
        #[arg(long)]
        force: bool,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
    /// Bring the database up to date with this version, without serving.
    Migrate(Place),
    /// Shops.
    #[command(subcommand)]
    Shop(ShopCommand),
    /// People who work in a shop.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// The rules of a shop.
    #[command(subcommand)]
    Program(ProgramCommand),
    /// Tills.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Integrations.
    #[command(subcommand)]
    Key(KeyCommand),
}

/// Which database, for the tools.
#[derive(Clone, Debug, Default, Args)]
pub struct Place {
    /// Folder of the database and of the server's secret.
    #[arg(long, env = "COMPTOIR_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL in place of the embedded database: postgres://user@host/name.
    #[arg(long, env = "COMPTOIR_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
}

/// `comptoir shop …`
#[derive(Debug, Subcommand)]
pub enum ShopCommand {
    /// Make a shop with a stamp card.
    Create(NewShop),
    /// List the shops.
    List(Place),
    /// Say where the owner is written to when staff brought a card to another phone.
    Notify {
        /// The shop's slug.
        slug: String,
        /// The owner's e-mail address, in place of the one before.
        #[arg(required_unless_present = "none", conflicts_with = "none")]
        address: Option<String>,
        /// Write to nobody any more.
        #[arg(long)]
        none: bool,
        /// Language of the letters: en, fr, de, es, it, nl, pl or pt.
        #[arg(long, default_value = "en", value_parser = language, value_name = "TAG")]
        language: Lang,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
}

/// A language by its tag, also by that of a region.
fn language(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| {
        let tags = Lang::ALL.map(|lang| lang.tag());
        format!("there are {}", tags.join(", "))
    })
}

/// A shop to be made: N stamps, then a reward.
#[derive(Debug, Args)]
pub struct NewShop {
    /// Its part of the link: a-z, 0-9 and dashes.
    pub slug: String,
    /// Its name.
    #[arg(long)]
    pub name: String,
    /// Its colour, #rrggbb.
    #[arg(long, default_value = "#8a4b2a")]
    pub color: String,
    /// ISO 4217 code of its currency.
    #[arg(long, default_value = "EUR")]
    pub currency: String,
    /// IANA name of its time zone.
    #[arg(long, default_value = "Europe/Paris")]
    pub zone: String,
    /// Hour at which its business day starts: what is sold before belongs to the day before.
    #[arg(long, default_value_t = 3, value_name = "0-23")]
    pub day_starts_hour: u8,
    /// Stamps that fill the card.
    #[arg(long, default_value_t = 9, value_name = "N")]
    pub goal: u32,
    /// The reward, as customers read it: "A free coffee".
    #[arg(long)]
    pub reward: String,
    /// What one stamp stands for, as customers read it: "Coffee card".
    #[arg(long, default_value = "Stamp card", value_name = "NAME")]
    pub card_name: String,
    /// The owner's e-mail address, for a letter when staff brought a card to another phone. Nobody is written to when absent.
    #[arg(long, value_name = "ADDRESS")]
    pub notify: Option<String>,
    /// Language of those letters: en, fr, de, es, it, nl, pl or pt.
    #[arg(long, default_value = "en", value_parser = language, value_name = "TAG")]
    pub language: Lang,
    /// Which database.
    #[command(flatten)]
    pub place: Place,
}

/// `comptoir staff …`
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add somebody and say their PIN, once.
    Add {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// Their first name.
        #[arg(long)]
        name: String,
        /// May undo what others did, and later.
        #[arg(long)]
        manager: bool,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
    /// Let somebody try again whose PIN was tried too often.
    Unlock {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// Their first name.
        #[arg(long)]
        name: String,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
}

/// `comptoir program …`
#[derive(Debug, Subcommand)]
pub enum ProgramCommand {
    /// Say all that is wrong with a programme in a JSON file, or what customers would read of it.
    Check {
        /// The file.
        file: PathBuf,
        /// ISO 4217 code of the money in it.
        #[arg(long, default_value = "EUR")]
        currency: String,
    },
    /// Publish the programme of a JSON file as the next version, in force from now on.
    Publish {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// The file.
        file: PathBuf,
        /// Publish though customers hold what the programme no longer has. They keep it, and still see it.
        #[arg(long)]
        leave_behind: bool,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
    /// Print the programme in force as JSON, to be edited and published again.
    Show {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
}

/// `comptoir device …`
#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// Make a code that pairs one device within a quarter of an hour.
    PairingCode {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
}

/// `comptoir key …`
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make an API key, and say it, once.
    Create {
        /// The shop's slug.
        #[arg(long)]
        shop: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// What it may do: `visits` opens visits and works in them, `cards` looks cards up, keeps facts about them, moves and begins them,
        /// `program` edits and publishes the programme. May be given several times.
        #[arg(long = "scope", value_name = "SCOPE", default_value = "visits")]
        scopes: Vec<String>,
        /// Which database.
        #[command(flatten)]
        place: Place,
    },
}
