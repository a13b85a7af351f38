//! `words APP FOLDER`: writes each language's words of an app, as its page brings them, to `FOLDER/TAG.text`.

use std::{path::Path, process::ExitCode};

use words::{App, Lang};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let asked = match &args[..] {
        [app, folder] => App::named(app).map(|app| (app, Path::new(folder))),
        _ => None,
    };
    let Some((app, folder)) = asked else {
        eprintln!("usage: words card|counter FOLDER");
        return ExitCode::FAILURE;
    };
    for lang in Lang::ALL {
        let file = folder.join(format!("{}.text", lang.tag()));
        if let Err(error) = std::fs::write(&file, words::list(app, lang)) {
            eprintln!("can't write {}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
