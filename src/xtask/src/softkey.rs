//! What signs for a card whose browser can't: a wasm beside the apps, in `target/apps/softkey`, that the card's page fetches only there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    apps, finish, sh, stamp,
    steps::{Doing, Result},
    wasm::Toolchain,
};

const NAME: &str = "softkey";
/// Its script as the page's own script names it, before the name follows the content.
const ADDRESS: &str = "/assets/softkey/softkey.js";

/// Where the finished files are.
pub fn folder() -> PathBuf {
    apps::folder().join(NAME)
}

/// Builds it, and writes its address into the page at `page`.
pub fn build(toolchain: Toolchain, page: &Path) -> Result<()> {
    let raw = sh::target().join("trunk").join(NAME);
    let _ = fs::remove_dir_all(&raw);
    compile(toolchain, &raw)?;
    apps::squeeze(NAME, &raw)?;
    let name = name_by_content(&raw)?;
    finish::compress_all(&raw)?;
    let html = fs::read_to_string(page).doing(format!("read {}", page.display()))?;
    let address = ADDRESS.replace("softkey.js", &format!("{name}.js"));
    fs::write(page, html.replace(ADDRESS, &address)).doing(format!("write {}", page.display()))?;
    // Older pages still ask for the older one by its own name; they then say that a network is needed, and are reloaded.
    let _ = fs::remove_dir_all(folder());
    fs::rename(&raw, folder()).doing("put softkey in place")
}

/// Into wasm and its script, which browsers load as a module.
fn compile(toolchain: Toolchain, raw: &Path) -> Result<()> {
    let mut cargo = apps::program_for(toolchain, "cargo");
    cargo.args(["build", "--locked", "--target=wasm32-unknown-unknown", "--profile=wasm-release"]);
    cargo.args(["--manifest-path", "src/softkey/Cargo.toml"]);
    sh::logged(&mut cargo, "softkey-cargo")?;
    let mut bindgen = apps::program_for(toolchain, "wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(raw);
    bindgen.arg(sh::target().join("wasm/wasm32-unknown-unknown/wasm-release/softkey.wasm"));
    sh::logged(&mut bindgen, "softkey-bindgen")
}

/// Browsers keep these files for a year by name. Answers the name that both have now: `softkey-0123456789abcdef`.
fn name_by_content(raw: &Path) -> Result<String> {
    let (script, wasm) = (raw.join("softkey.js"), raw.join("softkey_bg.wasm"));
    let js = fs::read_to_string(&script).doing("read softkey's script")?;
    let mut hash = Sha256::new();
    hash.update(&js);
    hash.update(fs::read(&wasm).doing("read softkey's wasm")?);
    let name = format!("{NAME}-{}", &stamp::hex(&hash.finalize())[..16]);
    let js = js.replace("softkey_bg.wasm", &format!("{name}_bg.wasm"));
    fs::write(raw.join(format!("{name}.js")), js).doing("write softkey's script")?;
    fs::remove_file(&script).doing("remove softkey's script of the old name")?;
    fs::rename(&wasm, raw.join(format!("{name}_bg.wasm"))).doing("rename softkey's wasm")?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cards_page_asks_for_it() {
        let page = fs::read_to_string(sh::root().join("src/card/index.html")).unwrap();
        assert_eq!(page.matches(ADDRESS).count(), 1, "the page's script fetches {ADDRESS}");
    }

    #[test]
    fn the_script_finds_the_wasm_by_its_new_name() {
        let folder = std::env::temp_dir().join(format!("comptoir-softkey-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("softkey.js"), "new URL(\"softkey_bg.wasm\",import.meta.url)").unwrap();
        fs::write(folder.join("softkey_bg.wasm"), "one").unwrap();
        let name = name_by_content(&folder).unwrap();
        let js = fs::read_to_string(folder.join(format!("{name}.js"))).unwrap();
        assert!(js.contains(&format!("\"{name}_bg.wasm\"")), "{js}");
        assert!(folder.join(format!("{name}_bg.wasm")).exists());
        assert!(!folder.join("softkey.js").exists(), "a name without a hash would not be kept for a year");
        fs::remove_dir_all(&folder).unwrap();
    }
}
