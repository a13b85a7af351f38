//! What a first visit downloads, weighed as the server sends it (brotli 11) and held against the budgets; `speed` measures the waiting.

use std::{fs, process::ExitCode};

use crate::{
    apps::{self, APPS, App},
    finish, sh, speed,
    steps::{Doing, Failure, Result},
    words,
};

/// A KB is 1,000 bytes: what a person's data plan counts.
const KB: f64 = 1000.0;

/// Every app's files.
pub struct Sizes {
    apps: Vec<(&'static App, Vec<Row>)>,
}

/// One file: name, bytes as built, bytes as sent.
struct Row {
    name: String,
    raw: usize,
    sent: usize,
}

/// `cargo xtask budget`.
pub fn command() -> Result<ExitCode> {
    apps::command(&[])?;
    let sizes = measure()?;
    print!("{}", sizes.table());
    let fast = speed::measure()?;
    Ok(if sizes.within() && fast { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Weighs the apps that are in `target/apps`.
pub fn measure() -> Result<Sizes> {
    let mut apps = vec![];
    for app in &APPS {
        let folder = apps::folder().join(app.name);
        let mut files = finish::downloads(&folder)?;
        // The page brings the words of one language; the other ones are fetched when somebody picks them, or at a later visit.
        files.retain(|file| !file.to_string_lossy().ends_with(words::END));
        let page = folder.join("index.html");
        if files.is_empty() {
            return Err(Failure::new(format!("the {} app is not built", app.name)).remedy("`cargo xtask apps`"));
        }
        // Only the card registers the service worker and links the manifest on a first visit.
        if app.name == "card" {
            files.extend([apps::folder().join("sw.js"), sh::root().join("manifest.json")]);
        }
        let mut rows = vec![];
        for file in files {
            let mut bytes = fs::read(&file).doing(format!("read {}", file.display()))?;
            if file == page {
                bytes.extend(words::largest(&folder)?.bytes());
            }
            let sent = finish::brotli(&bytes)?.len().min(bytes.len());
            let name = file.strip_prefix(&folder).or(file.strip_prefix(sh::root())).unwrap_or(&file);
            rows.push(Row { name: name.display().to_string(), raw: bytes.len(), sent });
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.sent));
        apps.push((app, rows));
    }
    Ok(Sizes { apps })
}

impl Sizes {
    /// Whether every app keeps to its budget.
    pub fn within(&self) -> bool {
        self.apps.iter().all(|(app, rows)| sent(rows) as u64 <= app.budget_kb * 1000)
    }

    /// Whether every app is no larger than it was let be.
    pub fn held(&self) -> bool {
        self.apps.iter().all(|(app, rows)| sent(rows) as u64 <= app.held_kb * 1000)
    }

    /// `card 83.1 of 90 KB, counter 120.0 of 130 KB`.
    pub fn remark(&self) -> String {
        let each = self.apps.iter().map(|(app, rows)| {
            let over = if sent(rows) as u64 <= app.budget_kb * 1000 { "" } else { "OVER: " };
            format!("{over}{} {:.1} of {} KB", app.name, sent(rows) as f64 / KB, app.budget_kb)
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// Each file and each sum, and what is counted.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (App { name, budget_kb: budget, .. }, rows) in &self.apps {
            table += &format!("\n{name:<48}{:>12}{:>12}\n", "built", "sent");
            for row in rows {
                table +=
                    &format!("  {:<46}{:>9.1} KB{:>9.1} KB\n", row.name, row.raw as f64 / KB, row.sent as f64 / KB);
            }
            let verdict = if sent(rows) as u64 <= budget * 1000 { "within" } else { "OVER" };
            let (raw, sent) = (rows.iter().map(|row| row.raw).sum::<usize>() as f64 / KB, sent(rows) as f64 / KB);
            table += &format!("  {:<46}{raw:>9.1} KB{sent:>9.1} KB  {verdict} the {budget} KB it may\n", "all");
        }
        table
            + "\nCounted: every file of the app (page with the words of the largest language, styles, script, wasm, workers, icons), for\n\
               the card also its service worker and manifest, in brotli 11; 1 KB is 1,000 bytes. Not counted: headers, the API's JSON, icons and pictures asked for\n\
               only when installing, and softkey, asked for only where WebCrypto fails.\n"
    }
}

fn sent(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.sent).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_over_is_over() {
        static CARD: App = App { name: "card", budget_kb: 90, held_kb: 100 };
        let sizes = |sent| Sizes { apps: vec![(&CARD, vec![Row { name: "a".into(), raw: 200_000, sent }])] };
        assert!(sizes(90_000).within());
        assert!(!sizes(90_001).within());
        assert!(sizes(90_001).table().contains("OVER"));
        assert!(sizes(100_000).held() && !sizes(100_001).held());
    }
}
