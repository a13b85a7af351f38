//! Pages on their way out, made small: a page that everybody gets is compressed as well as can be, once; one that somebody made up is not worth it.

use std::io::Write as _;
use std::sync::Arc;

use quick_cache::sync::Cache;
use sha2::{Digest as _, Sha256};

/// How many pages are kept compressed: a page a shop, language and encoding, of 10 KB each.
const KEPT: usize = 1024;
/// The best there is. A page of 40 KB takes 40 ms, away from the threads that answer.
const ONCE: u32 = 11;
/// Nearly as good, for a tenth of the time.
const EACH_TIME: u32 = 5;

/// Who gets a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Everybody who asks in a language: it is kept.
    All,
    /// Whoever made its address or its browser's name up, of which there is no end: it is not kept.
    One,
}

/// Pages as they were compressed, by what they say.
pub(super) struct Compressed(Cache<([u8; 32], &'static str), Arc<Vec<u8>>>);

impl Compressed {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(Cache::new(KEPT))
    }

    /// A page in an encoding: `br` or `gzip`.
    pub(super) async fn page(&self, html: String, encoding: &'static str, whose: For) -> Arc<Vec<u8>> {
        if whose == For::One {
            return Arc::new(compress(html.as_bytes(), encoding, EACH_TIME));
        }
        let key = (Sha256::digest(&html).into(), encoding);
        if let Some(bytes) = self.0.get(&key) {
            return bytes;
        }
        let made = tokio::task::spawn_blocking(move || Arc::new(compress(html.as_bytes(), encoding, ONCE)));
        let bytes = made.await.unwrap_or_default();
        self.0.insert(key, bytes.clone());
        bytes
    }
}

fn compress(plain: &[u8], encoding: &str, quality: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(plain.len() / 3);
    // Writing into memory does not fail.
    if encoding == "br" {
        let quality = i32::try_from(quality).unwrap_or_default();
        let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
        let _ = brotli::BrotliCompress(&mut &plain[..], &mut out, &params);
    } else {
        let mut encoder = flate2::write::GzEncoder::new(&mut out, flate2::Compression::new(quality.min(9)));
        let _ = encoder.write_all(plain).and_then(|()| encoder.try_finish());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_compressed_can_be_read_and_is_kept_only_for_all() {
        let pages = Compressed::new();
        let plain = "Café Lumière ".repeat(50);
        for whose in [For::One, For::All, For::All] {
            let mut read = Vec::new();
            let sent = pages.page(plain.clone(), "br", whose).await;
            brotli::BrotliDecompress(&mut &sent[..], &mut read).unwrap();
            assert_eq!(read, plain.as_bytes());
            assert_eq!(pages.0.len(), usize::from(whose == For::All));
        }
    }
}
