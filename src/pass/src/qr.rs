//! The QR of a link, as black and white modules: the origin as bytes, the digits as numbers, which fits the smallest code.
//!
//! Version 6 at level L for hosts up to 42 characters behind https, version 5 up to 14. Always level L: a screen has no dirt, so larger modules
//! count more than correction, and in none of these versions would a higher level fit where the next smaller version does not.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

use crate::Pass;
use crate::link::PATH;

/// Light modules to leave around the code, on each side.
pub const QUIET_ZONE: usize = 4;

/// Takes an origin of 187 characters; more modules would be too small on a phone.
const VERSION_MAX: i16 = 10;

const LEVEL: EcLevel = EcLevel::L;

/// The modules of a QR, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Modules on each side.
    pub size: usize,
    /// `size` × `size` modules, row by row from the top left; true is black.
    pub modules: Vec<bool>,
    /// The QR version, 1 to 40: `size` is 17 + 4 × version.
    pub version: i16,
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
        let digits = self.to_digits();
        let (version, bits) =
            (1..=VERSION_MAX).find_map(|version| Some((version, encode(origin, &digits, version)?))).ok_or(TooLong)?;
        let code = QrCode::with_bits(bits, LEVEL).map_err(|_| TooLong)?;
        let modules = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Matrix { size: code.width(), modules, version })
    }
}

/// The data of a code of this version, if the link fits.
fn encode(origin: &str, digits: &str, version: i16) -> Option<Bits> {
    let mut bits = Bits::new(Version::Normal(version));
    bits.push_byte_data(format!("{origin}{PATH}#").as_bytes()).ok()?;
    bits.push_numeric_data(digits.as_bytes()).ok()?;
    bits.push_terminator(LEVEL).ok()?;
    Some(bits)
}
