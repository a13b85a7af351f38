//! The server's secret: 32 random bytes outside the database, without which the hashes of the PINs in it are of no use. Kept in
//! `secret.key` of the data folder, readable by its owner only, or given as `COMPTOIR_SECRET`.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::config::{BadSetting, Config};
use crate::random;

const FILE: &str = "secret.key";

/// The secret of these settings; made when there is none yet.
///
/// # Errors
/// A secret that is not 32 bytes, a file that can't be read or written, or neither secret nor folder.
pub fn load(config: &Config) -> Result<[u8; 32], BadSetting> {
    // Not a flag: the command line of a process is everyone's to read.
    let given = std::env::var("COMPTOIR_SECRET").ok().or_else(|| config.secret.clone());
    if let Some(text) = given {
        return parse(&text)
            .ok_or_else(|| BadSetting("COMPTOIR_SECRET is not 32 bytes in hexadecimal (64 digits) or base64".into()));
    }
    let folder = config.data.as_deref().ok_or_else(|| {
        BadSetting("with --database, give COMPTOIR_SECRET, or --data DIR where the secret can be kept".into())
    })?;
    from_folder(folder)
}

fn from_folder(folder: &Path) -> Result<[u8; 32], BadSetting> {
    let path = folder.join(FILE);
    let failed = |doing: &str, error: std::io::Error| BadSetting(format!("cannot {doing} {}: {error}", path.display()));
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text).ok_or_else(|| BadSetting(format!("{} does not hold a secret", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(|error| failed("make the folder of", error))?;
            let secret = random::seed();
            let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            let mut file = opened.map_err(|error| failed("create", error))?;
            let written = writeln!(file, "{}", hex(&secret)).and_then(|()| file.sync_all());
            written.map_err(|error| failed("write", error))?;
            Ok(secret)
        }
        Err(error) => Err(failed("read", error)),
    }
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        let pairs = (0..32).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16));
        return pairs.collect::<Result<Vec<_>, _>>().ok()?.try_into().ok();
    }
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).or_else(|_| STANDARD.decode(text)).ok()?;
    bytes.try_into().ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_stays_and_is_only_the_owners() {
        let folder = tempfile::tempdir().unwrap();
        let first = from_folder(folder.path()).unwrap();
        assert_eq!(from_folder(folder.path()).unwrap(), first);
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn both_ways_to_write_a_secret_are_read() {
        let secret = [0xfb; 32];
        assert_eq!(parse(&hex(&secret)), Some(secret));
        assert_eq!(parse(&STANDARD.encode(secret)), Some(secret));
        assert_eq!(parse(&URL_SAFE_NO_PAD.encode(secret)), Some(secret));
        assert_eq!(parse("too short"), None);
    }
}
