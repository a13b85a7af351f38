//! An app's words: a file for each language, written by the crate `words` from what the compiler checked, beside the app. Its page brings those of
//! the language it is asked for in.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    sh::{self, sh},
    stamp,
    steps::{Doing, Failure, Result},
};

/// How the files end: `words-0123456789abcdef.fr.text`.
pub const END: &str = ".text";

/// Writes the words of an app into its folder, by names that follow their content, and the names' common part into `words.txt`, where the server
/// finds it.
pub fn write(app: &str, folder: &Path) -> Result<()> {
    let made = sh::target().join("trunk").join(format!("{app}-words"));
    let _ = fs::remove_dir_all(&made);
    fs::create_dir_all(&made).doing(format!("make {}", made.display()))?;
    let mut cargo = sh("cargo", ["run", "--quiet", "--locked", "--package", "words", "--", app]);
    sh::logged(cargo.arg(&made), &format!("{app}-words"))?;
    name_by_content(&made, folder)
}

/// Moves the lists of `made` (`fr.text`) into `folder`.
fn name_by_content(made: &Path, folder: &Path) -> Result<()> {
    let mut lists = vec![];
    stamp::collect(made, &mut lists)?;
    lists.sort();
    let mut hash = Sha256::new();
    for list in &lists {
        hash.update(fs::read(list).doing(format!("read {}", list.display()))?);
    }
    let name = format!("words-{}", &stamp::hex(&hash.finalize())[..16]);
    for list in &lists {
        let lang = list.file_name().ok_or_else(|| Failure::new(format!("{} is no file", list.display())))?;
        let target = folder.join(format!("{name}.{}", lang.to_string_lossy()));
        fs::rename(list, &target).doing(format!("put {} in place", target.display()))?;
    }
    fs::write(folder.join("words.txt"), name).doing("write words.txt")
}

/// What a page brings at most: the largest of the lists in `folder`.
pub fn largest(folder: &Path) -> Result<String> {
    let mut files = vec![];
    stamp::collect(folder, &mut files)?;
    let lists = files.iter().filter(|file| file.to_string_lossy().ends_with(END));
    let texts = lists.map(|list| fs::read_to_string(list).doing(format!("read {}", list.display())));
    Ok(texts.collect::<Result<Vec<_>>>()?.into_iter().max_by_key(String::len).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_found_by_the_note_and_change_their_names_with_their_words() {
        let folder = std::env::temp_dir().join(format!("comptoir-words-{}", std::process::id()));
        let named = |english: &str| {
            let _ = fs::remove_dir_all(&folder);
            let (made, app) = (folder.join("made"), folder.join("app"));
            fs::create_dir_all(&made).unwrap();
            fs::create_dir_all(&app).unwrap();
            fs::write(made.join("en.text"), english).unwrap();
            fs::write(made.join("fr.text"), "fr\nCarte").unwrap();
            name_by_content(&made, &app).unwrap();
            let name = fs::read_to_string(app.join("words.txt")).unwrap();
            assert_eq!(fs::read_to_string(app.join(format!("{name}.en.text"))).unwrap(), english);
            assert_eq!(largest(&app).unwrap(), "fr\nCarte");
            name
        };
        assert_ne!(named("en\nCard"), named("en\nA"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
