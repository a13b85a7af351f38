//! What is done to an app after trunk: the policy's hashes, the service worker's list, and .br and .gz copies.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    html, stamp,
    steps::{Doing, Failure, Result},
    words,
};

/// Below this many bytes compressing saves less than the header that says so.
const WORTH_COMPRESSING: usize = 200;

/// Finishes the app that trunk left in `folder`.
pub fn app(name: &str, folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).doing(format!("read {}", page.display()))?;
    if let Some(what) = html::refused_by_csp(&html) {
        return Err(Failure::new(format!(
            "src/{name}/index.html has {what}, which the page's security policy refuses"
        ))
        .remedy("move styles into style/, handlers into the app"));
    }
    write(&folder.join("csp.txt"), html::sources(&html).as_bytes())?;
    compress_all(folder)
}

/// Fills `public/sw.js` with what the card downloads and a version over it, into `target`, which it returns. `softkey`: the folder of what
/// only some browsers download; the version covers it too, by its names in the card's page.
///
/// The template's `/*PRECACHE*/`, `/*WORDS*/` and `/*SOFTKEY*/` become JSON arrays of paths, its `/*VERSION*/` a JSON string; a literal right after either
/// (`/*PRECACHE*/ []`, `/*VERSION*/ ""`), which keeps the template valid JavaScript, is replaced with it.
pub fn service_worker(card: &Path, softkey: &Path, target: &Path) -> Result<PathBuf> {
    let template = crate::sh::root().join("public/sw.js");
    let template = fs::read_to_string(&template).doing(format!("read {}", template.display()))?;
    let mut version = Sha256::new();
    for file in downloads(card)? {
        version.update(fs::read(&file).doing(format!("read {}", file.display()))?);
    }
    version.update(&template);
    let version = format!("\"{}\"", &stamp::hex(&version.finalize())[..16]);
    let is_words = |file: &Path| file_name(file).ends_with(words::END);
    let filled = fill(&template, "/*PRECACHE*/", &["[]"], &addresses("card", card, |file| !is_words(file))?)?;
    let filled = fill(&filled, "/*WORDS*/", &["[]"], &addresses("card", card, is_words)?)?;
    let filled = fill(&filled, "/*SOFTKEY*/", &["[]"], &addresses("softkey", softkey, |_| true)?)?;
    let filled = fill(&filled, "/*VERSION*/", &["\"\"", "''"], &version)?;
    write(target, filled.as_bytes())?;
    Ok(target.to_owned())
}

/// Where the server has these files of a folder, the page aside: a JSON array.
fn addresses(name: &str, folder: &Path, which: impl Fn(&Path) -> bool) -> Result<String> {
    let files = downloads(folder)?.into_iter().filter(|file| file_name(file) != "index.html" && which(file));
    let addresses: Vec<String> =
        files.map(|file| format!("/assets/{name}/{}", file.strip_prefix(folder).unwrap_or(&file).display())).collect();
    serde_json::to_string(&addresses).doing("write the service worker's list")
}

fn fill(template: &str, marker: &str, stand_ins: &[&str], value: &str) -> Result<String> {
    let (before, after) =
        template.split_once(marker).ok_or_else(|| Failure::new(format!("public/sw.js has no marker {marker}")))?;
    let trimmed = after.trim_start_matches(' ');
    let after = stand_ins.iter().find_map(|literal| trimmed.strip_prefix(literal)).unwrap_or(after);
    Ok(format!("{before}{value}{after}"))
}

/// The files of a finished app that a browser asks for: not the compressed copies, not the notes for the server.
pub fn downloads(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = list(folder)?;
    files.retain(|path| !["br", "gz", "txt"].iter().any(|end| path.extension().is_some_and(|e| e == *end)));
    Ok(files)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![];
    stamp::collect(folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// `.br` and `.gz` of every file that a browser asks for.
pub fn compress_all(folder: &Path) -> Result<()> {
    downloads(folder)?.iter().try_for_each(|file| compress(file))
}

/// `.br` and `.gz` beside the file, where they are smaller than it.
pub fn compress(file: &Path) -> Result<()> {
    let bytes = fs::read(file).doing(format!("read {}", file.display()))?;
    if bytes.len() <= WORTH_COMPRESSING {
        return Ok(());
    }
    let mut gz = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    gz.write_all(&bytes).doing("compress")?;
    let gz = gz.finish().doing("compress")?;
    for (end, squeezed) in [("br", brotli(&bytes)?), ("gz", gz)] {
        if squeezed.len() < bytes.len() {
            write(&file.with_file_name(format!("{}.{end}", file_name(file))), &squeezed)?;
        }
    }
    Ok(())
}

/// Brotli at its best, as the server sends it.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut squeezed = vec![];
    brotli::BrotliCompress(&mut &bytes[..], &mut squeezed, &params).doing("compress")?;
    Ok(squeezed)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).doing(format!("write {}", path.display()))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_and_their_stand_ins_are_filled() {
        assert_eq!(fill("const A = /*PRECACHE*/ [];", "/*PRECACHE*/", &["[]"], "[1]").unwrap(), "const A = [1];");
        assert_eq!(fill("const A = /*PRECACHE*/;", "/*PRECACHE*/", &["[]"], "[1]").unwrap(), "const A = [1];");
        assert!(fill("nothing", "/*PRECACHE*/", &["[]"], "[1]").is_err());
    }
}
