//! An app's page in one piece: its styles and its script are in it. A phone then waits for the page and for the wasm, and for nothing in between.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    apps, finish, stamp,
    steps::{Doing, Failure, Result},
};

/// How trunk links a style sheet, and what it adds to the page for the wasm: the latter is asked for by the page's own script.
const STYLES: &str = "<link rel=\"stylesheet\"";
const ADDED: [(&str, &str); 3] =
    [("<script type=\"module\"", "</script>"), ("<link rel=\"modulepreload\"", ">"), ("<link rel=\"preload\"", ">")];

/// Folds the styles and the script that trunk left beside the page in `folder` into it, and names the wasm by its content.
///
/// `src/NAME/index.html` says where its wasm is in `<meta name="app" content="/assets/NAME/NAME_bg.wasm">`. A promise of the answer is taken from
/// `window.app` where the page set one, so that the page says when the download begins.
pub fn fold(name: &str, folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).doing(format!("read {}", page.display()))?;
    let script = only(folder, |file| file.starts_with(&format!("{name}-")) && file.ends_with(".js"))?;
    let wasm = only(folder, |file| file.ends_with("_bg.wasm"))?;
    let named = name_wasm(name, &wasm, &script)?;
    let sheets: Vec<PathBuf> = linked(&html).into_iter().map(|file| folder.join(file)).collect();
    let mut styles = String::new();
    for sheet in &sheets {
        styles += fs::read_to_string(sheet).doing(format!("read {}", sheet.display()))?.trim_end();
    }
    if styles.is_empty() {
        return Err(Failure::new(format!("src/{name}/index.html links no style sheet")));
    }
    let whole = folded(&html, &styles, &begins_app(&script)?)
        .and_then(|html| Some(html.split_once(&format!("{name}_bg.wasm"))?).map(|(a, b)| [a, &named, b].concat()));
    let whole = whole.ok_or_else(|| {
        Failure::new(format!("src/{name}/index.html does not name its wasm, or trunk wrote another page than it did"))
    })?;
    for file in sheets.iter().chain([&script]) {
        fs::remove_file(file).doing(format!("remove {}", file.display()))?;
    }
    fs::write(&page, whole).doing(format!("write {}", page.display()))
}

/// The page with these styles where the first sheet was linked, and this script at its end. Nothing if it is not a page of trunk's.
fn folded(html: &str, styles: &str, script: &str) -> Option<String> {
    let mut html = html.to_owned();
    for (begin, end) in ADDED {
        html = without(&html, begin, end)?;
    }
    let at = html.find(STYLES)?;
    while html.contains(STYLES) {
        html = without(&html, STYLES, ">")?;
    }
    html.insert_str(at, &format!("<style>{styles}</style>"));
    html.insert_str(html.rfind("</body>")?, &format!("<script type=\"module\">{}</script>", script.trim_end()));
    Some(html)
}

/// The text without the first piece that begins and ends so.
fn without(html: &str, begin: &str, end: &str) -> Option<String> {
    let (before, piece) = html.split_once(begin)?;
    let (_, after) = piece.split_once(end)?;
    Some(before.to_owned() + after)
}

/// The names of the files that a page links as styles.
fn linked(html: &str) -> Vec<&str> {
    let tags = html.split(STYLES).skip(1).filter_map(|rest| rest.split('>').next());
    let addresses = tags.filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next());
    addresses.filter_map(|address| address.rsplit('/').next()).collect()
}

/// wasm-bindgen's script with what calls it, and without what nobody calls.
fn begins_app(script: &Path) -> Result<String> {
    let entry = script.with_extension("entry.js");
    let from = script.file_name().unwrap_or_default().to_string_lossy();
    let call = format!(
        "import start from \"./{from}\";\
         start({{ module_or_path: window.app || document.querySelector(\"meta[name=app]\").content }});"
    );
    fs::write(&entry, call).doing("write what calls the app's script")?;
    let whole = script.with_extension("whole.js");
    apps::bundle_script(&entry, &whole)?;
    let text = fs::read_to_string(&whole).doing("read the app's script")?;
    for file in [entry, whole] {
        fs::remove_file(&file).doing(format!("remove {}", file.display()))?;
    }
    Ok(text)
}

/// Browsers keep the wasm for a year by its name, so the name must follow what is in it, and in the script that goes with it: trunk names both by what
/// cargo built, before wasm-bindgen and wasm-opt have had their turn.
fn name_wasm(name: &str, wasm: &Path, script: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for path in [wasm, script] {
        hash.update(fs::read(path).doing(format!("read {}", path.display()))?);
    }
    let named = format!("{name}-{}_bg.wasm", &stamp::hex(&hash.finalize())[..16]);
    fs::rename(wasm, wasm.with_file_name(&named)).doing(format!("rename {}", wasm.display()))?;
    Ok(named)
}

/// The one file of a folder that is so named.
fn only(folder: &Path, is_it: impl Fn(&str) -> bool) -> Result<PathBuf> {
    let files = finish::downloads(folder)?.into_iter();
    let mut found = files.filter(|file| file.file_name().is_some_and(|name| is_it(&name.to_string_lossy())));
    match (found.next(), found.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(Failure::new(format!("trunk left no wasm with one script in {}", folder.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_styles_and_its_script_in_it() {
        let html = "<head>\n<link rel=\"stylesheet\" href=\"/assets/card/a-1.css\"/>\n<link rel=\"stylesheet\" href=\"/assets/card/b-2.css\"/>\n\
            <script type=\"module\">import a</script><script>mine</script><link rel=\"modulepreload\" href=\"x\"><link rel=\"preload\" href=\"y\"></head>\n\
            <body></body>";
        assert_eq!(linked(html), ["a-1.css", "b-2.css"]);
        let whole = folded(html, "a{}", "go()\n").unwrap();
        let wanted = "<head>\n<style>a{}</style>\n\n<script>mine</script></head>\n<body><script type=\"module\">go()</script></body>";
        assert_eq!(whole, wanted);
        assert_eq!(folded("<head></head>", "", ""), None, "a page without any has lost them");
    }

    #[test]
    fn the_wasm_is_named_by_its_content_and_its_script() {
        let folder = std::env::temp_dir().join(format!("comptoir-whole-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (wasm, script) = (folder.join("card-1a2b_bg.wasm"), folder.join("card-1a2b.js"));
        let named = |code: &str, calls: &str| {
            fs::write(&wasm, code).unwrap();
            fs::write(&script, calls).unwrap();
            let name = name_wasm("card", &wasm, &script).unwrap();
            assert_eq!(fs::read_to_string(folder.join(&name)).unwrap(), code);
            name
        };
        let names = [named("one", "a"), named("two", "a"), named("one", "b")];
        assert!(names[0] != names[1] && names[0] != names[2], "{names:?}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
