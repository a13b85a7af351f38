//! Short names for what a wasm asks of its script. wasm-bindgen names each import by some fifty letters with a hash in them, once in the wasm and
//! once in the script: 4 KB of a first visit that tell nobody anything.

use crate::steps::{Failure, Result};

/// The wasm's magic number and version.
const HEAD_BYTES: usize = 8;
/// The number of the section with the imports (WebAssembly core specification, 5.5.2).
const IMPORTS: u8 = 2;
/// The one module that wasm-bindgen's imports come from has this name afterwards.
const MODULE: &str = "a";

/// Gives a wasm and wasm-bindgen's script for it the same short names.
pub fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let wasm = sections(wasm, &mut script);
    let wasm = wasm.ok_or_else(|| Failure::new("wasm-bindgen's script does not name each import of the wasm once"))?;
    Ok((wasm, script))
}

/// The wasm with its imports renamed, here and in the script.
fn sections(wasm: &[u8], script: &mut String) -> Option<Vec<u8>> {
    let (head, mut rest) = wasm.split_at_checked(HEAD_BYTES)?;
    let mut short = head.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (section, after) = bytes(after)?;
        short.push(kind);
        match kind {
            IMPORTS => push_bytes(&mut short, &imports(section, script)?),
            _ => push_bytes(&mut short, section),
        }
        rest = after;
    }
    Some(short)
}

/// A count, then for each import its module, its name, 0 for a function, and the number of its type.
fn imports(section: &[u8], script: &mut String) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut short = vec![];
    push_number(&mut short, count);
    let (module, _) = bytes(rest)?;
    rename(script, &format!("\"{}\"", str::from_utf8(module).ok()?), &format!("\"{MODULE}\""))?;
    for at in 0..count {
        let (from, after) = bytes(rest)?;
        let (name, after) = bytes(after)?;
        let (&kind, after) = after.split_first()?;
        let (of_type, after) = number(after)?;
        if from != module || kind != 0 {
            return None;
        }
        let to = letters(at);
        rename(script, str::from_utf8(name).ok()?, &to)?;
        push_bytes(&mut short, MODULE.as_bytes());
        push_bytes(&mut short, to.as_bytes());
        short.push(kind);
        push_number(&mut short, of_type);
        rest = after;
    }
    Some(short)
}

/// `a` to `z`, `ba`, `bb` …
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    let first = if number < 26 { String::new() } else { letters(number / 26) };
    first + &last.to_string()
}

/// Puts `to` in the place of the one `from` that stands alone.
fn rename(script: &mut String, from: &str, to: &str) -> Option<()> {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let alone =
        |at: &usize| !script[..*at].ends_with(part_of_name) && !script[at + from.len()..].starts_with(part_of_name);
    let found: Vec<usize> = script.match_indices(from).map(|(at, _)| at).filter(alone).collect();
    let [at] = found[..] else { return None };
    script.replace_range(at..at + from.len(), to);
    Some(())
}

/// A number in LEB128, and what follows it.
fn number(wasm: &[u8]) -> Option<(usize, &[u8])> {
    let end = wasm.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, after) = wasm.split_at(end + 1);
    Some((digits.iter().rev().fold(0, |number, digit| number << 7 | usize::from(digit & 0x7f)), after))
}

fn push_number(wasm: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        wasm.push(number as u8 | 0x80);
        number >>= 7;
    }
    wasm.push(number as u8);
}

/// A length, so many bytes, and what follows them.
fn bytes(wasm: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, after) = number(wasm)?;
    after.split_at_checked(length)
}

fn push_bytes(wasm: &mut Vec<u8>, bytes: &[u8]) {
    push_number(wasm, bytes.len());
    wasm.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with two imported functions, and a section of 200 bytes that nobody touches.
    fn module() -> Vec<u8> {
        let mut imports = vec![2];
        for name in ["__wbg_now_0123", "__wbg_now_01234"] {
            push_bytes(&mut imports, b"./card_bg.js");
            push_bytes(&mut imports, name.as_bytes());
            imports.extend([0, 7]);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x02".to_vec();
        push_bytes(&mut wasm, &imports);
        wasm.push(10);
        push_bytes(&mut wasm, &[9; 200]);
        wasm
    }

    const SCRIPT: &str = r#"{"./card_bg.js":{__wbg_now_0123:f,__wbg_now_01234:g}}"#;

    #[test]
    fn both_sides_get_the_same_names() {
        let (wasm, script) = shorten(&module(), SCRIPT).unwrap();
        assert_eq!(script, r#"{"a":{a:f,b:g}}"#);
        assert_eq!(wasm[..21], *b"\0asm\x01\0\0\0\x02\x0d\x02\x01a\x01a\0\x07\x01a\x01b"[..21].as_ref());
        assert_eq!(wasm[23..], *[&[10, 0xc8, 1][..], &[9; 200]].concat(), "the rest is as it was");
    }

    #[test]
    fn a_script_of_another_wasm_is_refused() {
        assert!(shorten(&module(), &SCRIPT.replace("__wbg_now_01234:g", "")).is_err(), "a name is missing");
        assert!(shorten(&module(), &SCRIPT.replace(":g", ":__wbg_now_0123")).is_err(), "a name stands twice");
        assert!(shorten(b"\0asm", SCRIPT).is_err());
    }

    #[test]
    fn names_differ() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(letters).collect();
        assert_eq!(names.len(), 2000);
    }
}
