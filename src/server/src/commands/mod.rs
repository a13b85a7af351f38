//! What the commands do: [`serve`] the shops, or the [`tools`] that run by hand beside a server, among them those for the [`program`].

pub mod program;
pub mod serve;
pub mod tools;

use store::{Fault, Location};

use crate::cli::{Cli, Command, DeviceCommand, KeyCommand, Place, ProgramCommand, ShopCommand, StaffCommand};
use crate::config::{BadSetting, Config, Database, Limits, Settings};
use crate::erased;

/// The data folder of `serve` and the tools when none is named.
pub const DATA: &str = "./comptoir-data";
/// The data folder of `demo` when none is named.
pub const DEMO_DATA: &str = "./comptoir-demo";

/// Why a command failed, in a sentence for whoever typed it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);

impl From<BadSetting> for Failed {
    fn from(error: BadSetting) -> Self {
        Self(error.0)
    }
}

impl From<erased::Failed> for Failed {
    fn from(error: erased::Failed) -> Self {
        Self(error.to_string())
    }
}

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(problem) if !problem.faults.is_empty() => {
                let lines = problem.faults.iter().map(|fault| format!("\n{}", program::line(fault)));
                Self(lines.fold(problem.title, |all, line| all + &line))
            }
            Fault::Refused(problem) => Self(problem.detail.unwrap_or(problem.title)),
            Fault::Engine(error) => error.into(),
        }
    }
}

/// Does what the command line asks.
///
/// # Errors
/// What went wrong, in a sentence.
pub fn run(cli: Cli) -> Result<(), Failed> {
    let file = cli.config.as_deref();
    let complete = |place: Place| {
        let settings = Settings { data: place.data, database: place.database, ..Settings::default() };
        settings.with_file(file)?.complete(DATA, Limits::SERVE)
    };
    match cli.command {
        Command::Serve(settings) => serve::serve(settings.with_file(file)?),
        Command::Demo(settings) => serve::demo(settings.with_file(file)?),
        Command::Verify(place) => tools::verify(&complete(place)?),
        Command::Backup { file: to, place } => tools::backup(&complete(place)?, &to),
        Command::Restore { file: from, force, place } => tools::restore(&complete(place)?, &from, force),
        Command::Migrate(place) => tools::migrate(&complete(place)?),
        Command::Shop(ShopCommand::Create(new)) => tools::create_shop(&complete(new.place.clone())?, new),
        Command::Shop(ShopCommand::List(place)) => tools::list_shops(&complete(place)?),
        Command::Shop(ShopCommand::Notify { slug, address: Some(address), language, place, .. }) => {
            tools::write_to(&complete(place)?, slug, address, language)
        }
        Command::Shop(ShopCommand::Notify { slug, place, .. }) => tools::write_to_nobody(&complete(place)?, slug),
        Command::Staff(StaffCommand::Add { shop, name, manager, place }) => {
            tools::add_staff(&complete(place)?, shop, name, manager)
        }
        Command::Staff(StaffCommand::Unlock { shop, name, place }) => {
            tools::unlock_staff(&complete(place)?, shop, name)
        }
        Command::Device(DeviceCommand::PairingCode { shop, place }) => tools::pairing_code(&complete(place)?, shop),
        Command::Program(ProgramCommand::Check { file, currency }) => program::check(&file, &currency),
        Command::Program(ProgramCommand::Publish { shop, file, leave_behind, place }) => {
            program::publish(&complete(place)?, shop, &file, leave_behind)
        }
        Command::Program(ProgramCommand::Show { shop, place }) => program::show(&complete(place)?, shop),
        Command::Key(KeyCommand::Create { shop, name, scopes, place }) => {
            tools::create_key(&complete(place)?, shop, name, scopes)
        }
    }
}

/// Where the store of these settings is.
pub fn location(config: &Config) -> Location {
    match &config.database {
        Database::Folder(folder) => Location::Sqlite(folder.clone()),
        Database::Postgres(url) => Location::Postgres(url.clone()),
    }
}
