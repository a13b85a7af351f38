//! The QR of a link, as black and white modules: the origin as bytes, the digits as numbers, which fits the smallest code.
//!
//! Version 6 at level L for hosts up to 42 characters behind https, version 5 up to 14. Always level L: a screen has no dirt, so larger modules
//! count more than correction, and in none of these versions would a higher level fit where the next smaller version does not.
//!
//! Six versions of one level are 200 lines, in the order of ISO/IEC 18004: `codewords` (7.4 to 7.6), `canvas` (6.3, 7.7, 7.9, 7.10), `mask`
//! (7.8). A crate for all forty brings tables for all of them, 5 KB that each customer would download.

mod canvas;
mod codewords;
mod mask;

use crate::Pass;
use crate::link::PATH;

/// Light modules to leave around the code, on each side.
pub const QUIET_ZONE: usize = 4;

/// The modules of a QR, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Modules on each side.
    pub size: usize,
    /// `size` × `size` modules, row by row from the top left; true is black.
    pub modules: Vec<bool>,
    /// The QR version, 5 to 10: `size` is 17 + 4 × version.
    pub version: usize,
}

impl Matrix {
    /// The black modules as one path of SVG within the quiet zone: a run of modules in a row is one rectangle, without seams when it is printed.
    pub fn path(&self) -> String {
        // A run is of about four modules, and takes some fifteen letters: room once is less than room again and again, in a phone's memory too.
        let mut path = String::with_capacity(4 * self.modules.len());
        for (y, row) in self.modules.chunks(self.size).enumerate() {
            let mut x = 0;
            while x < row.len() {
                let black = row.iter().skip(x).take_while(|black| **black).count();
                if black > 0 {
                    for (command, number) in [('M', x + QUIET_ZONE), (' ', y + QUIET_ZONE), ('h', black)] {
                        path.push(command);
                        path.push_str(&number.to_string());
                    }
                    path.push_str("v1h-");
                    path.push_str(&black.to_string());
                    path.push('z');
                }
                x += black.max(1);
            }
        }
        path
    }
}

/// An origin too long for a code that a camera reads well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this origin is too long for a QR")]
pub struct TooLong;

impl Pass {
    /// The QR of [`Pass::link`]: the smallest that holds it.
    ///
    /// # Errors
    /// The origin has more than 187 characters.
    pub fn qr(&self, origin: &str) -> Result<Matrix, TooLong> {
        matrix(&[origin, PATH, "#"].concat(), &self.to_digits())
    }
}

/// The QR of any text: the smallest from version 5 on that holds it.
///
/// # Errors
/// The text has more than 271 bytes.
pub fn of_text(text: &str) -> Result<Matrix, TooLong> {
    matrix(text, "")
}

fn matrix(text: &str, digits: &str) -> Result<Matrix, TooLong> {
    let (version, codewords) = codewords::of(text, digits).ok_or(TooLong)?;
    let canvas = mask::best(canvas::Canvas::with(version, &codewords));
    Ok(Matrix { size: canvas.size, modules: canvas.black, version })
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn runs_of_black_are_one_rectangle_within_the_quiet_zone() {
        let modules = vec![true, true, false, false, false, true, false, false, false];
        assert_eq!(Matrix { size: 3, modules, version: 5 }.path(), "M4 4h2v1h-2zM6 5h1v1h-1z");
    }
}
