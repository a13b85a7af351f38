//! Debian packages: installed when something is missing, with sudo when we are not root, else the person is told what to type.

use std::path::Path;

use crate::{
    sh::{self, sh},
    steps::{Failure, Result},
};

/// Installs these packages, after one `apt-get update`.
pub fn install(packages: &[String], log: &str) -> Result<()> {
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" "));
    if sh::on_path("apt-get").is_none() {
        let list = packages.join(", ");
        return Err(Failure::new("there is no apt-get on this system").remedy(format!(
            "install what these Debian packages hold with your own package manager, then run this again: {list}"
        )));
    }
    let sudo = match is_root() {
        true => None,
        false if sh::on_path("sudo").is_some() && sh::output(&mut sh("sudo", ["-n", "true"])).is_ok() => Some("sudo"),
        false => {
            return Err(Failure::new("installing Debian packages needs root, and sudo would ask for a password")
                .remedy(format!("type `{by_hand}`, then run this again")));
        }
    };
    let apt = |args: &[&str], log: &str| {
        let mut line = sudo.map_or(vec![], |sudo| vec![sudo]);
        line.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]);
        line.extend(args);
        sh::logged(&mut sh(line[0], &line[1..]), log)
    };
    // A stale list is no reason to stop; a package that can't be had is.
    let updated = apt(&["update"], &format!("{log}-update"));
    let names = packages.iter().map(String::as_str);
    let wanted: Vec<&str> = ["install", "-y", "--no-install-recommends"].into_iter().chain(names).collect();
    apt(&wanted, log).map_err(|failure| match updated {
        Ok(()) => failure.remedy(format!("try `{by_hand}` and read what it says")),
        Err(_) => Failure::new("Debian's packages can't be reached")
            .remedy(format!("connect to the network, or install them: `{by_hand}`")),
    })
}

/// Whether we may install by ourselves.
pub fn is_root() -> bool {
    // /proc/self belongs to the effective user.
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self").metadata().is_ok_and(|m| m.uid() == 0)
}
