//! An app's styles: written in files along what they are about, sent as one, which is a smaller download and one request.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    stamp,
    steps::{Doing, Failure, Result},
};

const OPEN: &str = "<link rel=\"stylesheet\" href=\"";

/// Makes one file of the style sheets that the page in `folder` links, in their order and named by their content, and links that.
pub fn join(name: &str, folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).doing(format!("read {}", page.display()))?;
    let mut all = String::new();
    for file in linked(&html) {
        let file = folder.join(file);
        all += &fs::read_to_string(&file).doing(format!("read {}", file.display()))?;
        fs::remove_file(&file).doing(format!("remove {}", file.display()))?;
    }
    if all.is_empty() {
        return Err(Failure::new(format!("src/{name}/index.html links no style sheet")));
    }
    let file = format!("{name}-{}.css", &stamp::hex(&Sha256::digest(&all))[..16]);
    fs::write(folder.join(&file), all).doing(format!("write {file}"))?;
    fs::write(&page, linking(&html, &format!("/assets/{name}/{file}"))).doing(format!("write {}", page.display()))
}

/// The names of the files that a page links as styles.
fn linked(html: &str) -> Vec<&str> {
    let addresses = html.split(OPEN).skip(1).filter_map(|rest| rest.split('"').next());
    addresses.filter_map(|address| address.rsplit('/').next()).collect()
}

/// The page with one link to styles, where the first one was.
fn linking(html: &str, address: &str) -> String {
    let mut pieces = html.split(OPEN);
    let before = pieces.next().unwrap_or_default();
    let between: String = pieces.map(|piece| piece.split_once('>').map_or("", |(_, rest)| rest)).collect();
    format!("{before}{OPEN}{address}\">{between}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_sheets_become_one() {
        let folder = empty_folder();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("tokens-1.css", "a{color:red}");
        write("card-2.css", "b{color:blue}");
        let link = |name: &str| format!("{OPEN}/assets/card/{name}\"/>\n");
        write("index.html", &format!("<head>\n{}{}<script></script></head>", link("tokens-1.css"), link("card-2.css")));
        join("card", &folder).unwrap();
        let html = fs::read_to_string(folder.join("index.html")).unwrap();
        let [name] = linked(&html)[..] else { panic!("one link in {html}") };
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "a{color:red}b{color:blue}");
        assert!(
            html.contains(&format!("/assets/card/{name}\">")) && html.contains("<script></script></head>"),
            "{html}"
        );
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "the page and its styles");
        write("index.html", "<head></head>");
        assert!(join("card", &folder).is_err(), "a page without any has lost them");
        fs::remove_dir_all(&folder).unwrap();
    }

    fn empty_folder() -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("comptoir-styles-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }
}
