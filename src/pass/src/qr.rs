//! The QR of a link, as black and white modules: the origin as bytes, the digits as numbers, which fits the smallest code.
//!
//! Measured by the standard's capacities: version 6 at level L for hosts up to 42 characters behind https; up to 14 characters version 5
//! at L, or 6 at M. A screen has no dirt, so size counts more than correction: the smallest version is taken, then the best level that fits it.

pub use qrcode::EcLevel;
use qrcode::bits::Bits;
use qrcode::{Color, QrCode, Version};

use crate::Pass;
use crate::link::PATH;

/// Light modules to leave around the code, on each side.
pub const QUIET_ZONE: usize = 4;

/// A version-10 code takes 174 characters of origin; more modules would be too small on a phone.
const VERSION_MAX: i16 = 10;

/// The modules of a QR, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Modules on each side.
    pub size: usize,
    /// `size` × `size` modules, row by row from the top left; true is black.
    pub modules: Vec<bool>,
    /// The QR version, 1 to 40: `size` is 17 + 4 × version.
    pub version: i16,
    /// The level of error correction.
    pub level: EcLevel,
}

/// An origin too long for a code that a camera reads well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this origin is too long for a QR")]
pub struct TooLong;

impl Pass {
    /// The QR of [`Pass::link`]: the smallest that holds it, with the most correction that this size allows.
    ///
    /// # Errors
    /// The origin has more than 150 characters or so.
    pub fn qr(&self, origin: &str) -> Result<Matrix, TooLong> {
        let digits = self.to_digits();
        let fits = |version, level| encode(origin, &digits, version, level);
        let smallest = (1..=VERSION_MAX).find(|&version| fits(version, EcLevel::L).is_some()).ok_or(TooLong)?;
        let levels = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L];
        let (bits, level) =
            levels.into_iter().find_map(|level| Some((fits(smallest, level)?, level))).ok_or(TooLong)?;
        let code = QrCode::with_bits(bits, level).map_err(|_| TooLong)?;
        let modules = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Matrix { size: code.width(), modules, version: smallest, level })
    }
}

/// The data of a code of this version and level, if the link fits.
fn encode(origin: &str, digits: &str, version: i16, level: EcLevel) -> Option<Bits> {
    let mut bits = Bits::new(Version::Normal(version));
    bits.push_byte_data(format!("{origin}{PATH}#").as_bytes()).ok()?;
    bits.push_numeric_data(digits.as_bytes()).ok()?;
    bits.push_terminator(level).ok()?;
    Some(bits)
}
