//! What the finishing step must know of an app's `index.html`: its inline scripts and styles, and what the Content-Security-Policy would refuse.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::steps::Result;

/// What the page's policy must allow: a line for each inline script and sheet, `script-src 'sha256-…'` or `style-src 'sha256-…'`.
pub fn sources(html: &str) -> String {
    let lines = |name: &str| {
        let inline = elements(html, name)
            .into_iter()
            .filter(|(tag, text)| !has_attribute(tag, "src") && !text.is_empty() && !is_data(tag));
        let lines = inline.map(|(_, text)| format!("{name}-src 'sha256-{}'\n", STANDARD.encode(Sha256::digest(text))));
        lines.collect::<String>()
    };
    ["script", "style"].map(lines).concat()
}

/// The page without its comments and indentation, and with each inline script passed through `minify`. No more than that: the page is the
/// server's template, and a real minifier takes the quotes off `content="{{headline}}"`.
pub fn lean(html: &str, mut minify: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut lean = String::new();
    let mut rest = html;
    while let Some((tag, script)) = elements(rest, "script").first().copied() {
        let begins = script.as_ptr() as usize - rest.as_ptr() as usize;
        lean += &without_comments_and_indentation(&rest[..begins]);
        let runs = !has_attribute(tag, "src") && !is_data(tag);
        lean += if runs { minify(script)? } else { script.to_owned() }.trim_end();
        let end = begins + script.len() + rest[begins + script.len()..].find('>').map_or(0, |at| at + 1);
        lean += &rest[begins + script.len()..end];
        rest = &rest[end..];
    }
    Ok(lean + &without_comments_and_indentation(rest))
}

fn without_comments_and_indentation(html: &str) -> String {
    let mut pieces = html.split("<!--");
    let first = pieces.next().unwrap_or_default().to_owned();
    let html = pieces.fold(first, |text, piece| text + piece.split_once("-->").map_or("", |(_, rest)| rest));
    let ends_line = html.ends_with('\n');
    let lines: Vec<&str> = html.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + if ends_line && !lines.is_empty() { "\n" } else { "" }
}

/// What the page's policy (no style attributes, no inline handlers) would silently not run or not show.
pub fn refused_by_csp(html: &str) -> Option<&'static str> {
    let mut tags = tags(html);
    tags.find_map(|tag| match tag {
        _ if has_attribute(tag, "style") => Some("a style attribute"),
        _ if attributes(tag).any(|name| name.starts_with("on") && name.len() > 3) => Some("an inline event handler"),
        _ => None,
    })
}

/// A script that is data is not run and needs no hash.
fn is_data(tag: &str) -> bool {
    ["text/plain", "application/json", "application/ld+json"].iter().any(|kind| tag.contains(kind))
}

/// (start tag, text between) of each such element; raw text elements only, which end at their first end tag.
fn elements<'a>(html: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut found = vec![];
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        let tag = &rest[start..];
        let is_name = tag[open.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace());
        let Some(tag_end) = tag.find('>').filter(|_| is_name) else {
            rest = &tag[open.len()..];
            continue;
        };
        let body = &tag[tag_end + 1..];
        let end = body.find(&close).unwrap_or(body.len());
        found.push((&tag[..tag_end], &body[..end]));
        rest = &body[end..];
    }
    found
}

/// Each start tag outside scripts, without its brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let starts_tag = |piece: &&str| piece.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut in_script = false;
    let outside = move |piece: &&str| {
        let was = in_script;
        in_script = if piece.starts_with("script") { true } else { in_script && !piece.starts_with("/script") };
        !was
    };
    html.split('<').filter(outside).filter(starts_tag).map(|piece| piece.split('>').next().unwrap_or(piece))
}

/// The names of a tag's attributes, values skipped.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let parts = tag.split(move |c: char| match quote {
        Some(q) => {
            if c == q {
                quote = None;
            }
            false
        }
        None => {
            if c == '"' || c == '\'' {
                quote = Some(c);
            }
            c.is_ascii_whitespace()
        }
    });
    parts.skip(1).map(|part| part.split('=').next().unwrap_or(part))
}

fn has_attribute(tag: &str, name: &str) -> bool {
    attributes(tag).any(|attribute| attribute == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_that_run_and_styles_are_hashed() {
        let html = r#"<head><script src="/a.js"></script><style>alert(1)</style><script type=module>alert(1)</script>
            <script type="application/json">{"a":1}</script></head>"#;
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert_eq!(sources(html), format!("script-src {hash}\nstyle-src {hash}\n"));
    }

    #[test]
    fn a_lean_page_says_the_same() {
        let html = "<!doctype html>\n<!-- why -->\n<head>\n    <meta content=\"{{headline}}\">\n  <script>\n  go( 1 );\n  </script>\n</head>\n";
        let lean = lean(html, |script| Ok(script.replace([' ', '\n'], ""))).unwrap();
        assert_eq!(lean, "<!doctype html>\n<head>\n<meta content=\"{{headline}}\">\n<script>go(1);</script></head>\n");
    }

    #[test]
    fn what_the_policy_refuses_is_seen() {
        assert_eq!(refused_by_csp(r#"<p class="x" style="color:red">a</p>"#), Some("a style attribute"));
        assert_eq!(refused_by_csp("<button onclick=go()>"), Some("an inline event handler"));
        let fine = r#"<link rel="stylesheet" href="/s.css"><p class="a style=b" data-on="1">a</p><script>if (a<b) x.style="y"</script>"#;
        assert_eq!(refused_by_csp(fine), None);
    }
}
