//! A shop's colour as a palette that can be read by everyone, in light and dark: contrast by the formula of WCAG 2.2, computed, never below AA.

use crate::browser::document;
use wasm_bindgen::JsCast;

/// Contrast of normal text that WCAG calls AA.
pub const AA: f32 = 4.5;

/// A little above AA, so that rounding to whole colour values never falls below it.
const AIM: f32 = 4.6;

/// Warm paper, what cards are printed on; as in style/tokens.css.
const PAPER: Rgb = Rgb([0xfb, 0xf5, 0xea]);
/// The same in the dark.
const PAPER_DARK: Rgb = Rgb([0x2b, 0x26, 0x22]);
/// The ink of text on a light brand.
const INK: Rgb = Rgb([0x1f, 0x1a, 0x17]);
const WHITE: Rgb = Rgb([0xff; 3]);
const BLACK: Rgb = Rgb([0; 3]);

/// A colour of the screen, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let value = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
        Some(Rgb([value[1], value[2], value[3]]))
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::from("#");
        for byte in self.0 {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text
    }

    /// Relative luminance, 0 to 1.
    fn luminance(self) -> f32 {
        let [r, g, b] = self.0.map(|byte| {
            let c = f32::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { power((c + 0.055) / 1.055, 2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio, 1 to 21.
    pub fn contrast(self, other: Rgb) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour with a share (0 to 1) of the other in it.
    fn mix(self, other: Rgb, share: f32) -> Rgb {
        let mut mixed = self.0;
        for (byte, other) in mixed.iter_mut().zip(other.0) {
            *byte = (f32::from(*byte) * (1.0 - share) + f32::from(other) * share + 0.5) as u8;
        }
        Rgb(mixed)
    }

    /// The nearest on the way to `towards` that can be read on all of `grounds`.
    fn readable_on(self, grounds: &[Rgb], towards: Rgb) -> Rgb {
        let steps = (0..=20).map(|step| self.mix(towards, step as f32 / 20.0));
        let mut good = steps.filter(|colour| grounds.iter().all(|ground| colour.contrast(*ground) >= AIM));
        good.next().unwrap_or(towards)
    }
}

/// By the browser: Rust's own for wasm is a KB and a half.
#[cfg(target_arch = "wasm32")]
fn power(base: f32, exponent: f32) -> f32 {
    js_sys::Math::pow(base.into(), exponent.into()) as f32
}

#[cfg(not(target_arch = "wasm32"))]
fn power(base: f32, exponent: f32) -> f32 {
    base.powf(exponent)
}

/// What the styles need of a shop's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Surfaces and buttons; the shop's colour itself wherever text can stand on it.
    pub solid: Rgb,
    /// Text on `solid`.
    pub on_solid: Rgb,
    /// Ink on light paper: stamps, links.
    pub ink: Rgb,
    /// Ink on dark paper.
    pub ink_dark: Rgb,
    /// A breath of the colour on light paper.
    pub soft: Rgb,
    /// The same on dark paper.
    pub soft_dark: Rgb,
}

impl Palette {
    /// The palette of a colour.
    pub fn of(brand: Rgb) -> Palette {
        let readable = |on: Rgb| brand.contrast(on) >= AIM;
        let (solid, on_solid) = match (readable(WHITE), readable(INK)) {
            (true, _) => (brand, WHITE),
            (false, true) => (brand, INK),
            (false, false) => (brand.readable_on(&[WHITE], BLACK), WHITE),
        };
        let (soft, soft_dark) = (PAPER.mix(brand, 0.10), PAPER_DARK.mix(brand, 0.16));
        Palette {
            solid,
            on_solid,
            ink: brand.readable_on(&[PAPER, soft], BLACK),
            ink_dark: brand.readable_on(&[PAPER_DARK, soft_dark], WHITE),
            soft,
            soft_dark,
        }
    }

    /// Sets the custom properties that style/tokens.css builds on, and the colour of the browser's own bar.
    pub fn apply(&self) {
        let Some(html) = document().document_element() else { return };
        let style = html.unchecked_ref::<web_sys::HtmlElement>().style();
        let set = |name: &str, colour: Rgb| {
            let _ = style.set_property(name, &colour.hex());
        };
        set("--brand", self.solid);
        set("--on-brand", self.on_solid);
        set("--brand-ink-light", self.ink);
        set("--brand-ink-dark", self.ink_dark);
        set("--brand-soft-light", self.soft);
        set("--brand-soft-dark", self.soft_dark);
    }
}

/// Gives the page a shop's colour, `#rrggbb`; anything else leaves it as it is.
pub fn apply(color: &str) {
    if let Some(brand) = Rgb::parse(color) {
        Palette::of(brand).apply();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Rgb::parse("#7a4b2C"), Some(Rgb([0x7a, 0x4b, 0x2c])));
        assert_eq!(Rgb([0x7a, 0x4b, 0x2c]).hex(), "#7a4b2c");
        for bad in ["7a4b2c", "#7a4b2", "#7a4b2cc", "#+a4b2c", "red", "#7a4é"] {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 0.01);
        // #767676 is the well-known lightest grey that passes on white: 4.54.
        assert!((Rgb([0x76; 3]).contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn no_colour_of_a_shop_makes_text_hard_to_read() {
        let levels = [0_u8, 40, 85, 128, 150, 180, 215, 255];
        for r in levels {
            for g in levels {
                for b in levels {
                    let brand = Rgb([r, g, b]);
                    let palette = Palette::of(brand);
                    let pairs = [
                        (palette.solid, palette.on_solid),
                        (palette.ink, PAPER),
                        (palette.ink, palette.soft),
                        (palette.ink_dark, PAPER_DARK),
                        (palette.ink_dark, palette.soft_dark),
                    ];
                    for (one, other) in pairs {
                        let contrast = one.contrast(other);
                        assert!(contrast >= AA, "{brand:?}: {one:?} on {other:?} is {contrast}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_good_colour_stays_as_the_shop_chose_it() {
        let brown = Rgb([0x7a, 0x4b, 0x2c]);
        let palette = Palette::of(brown);
        assert_eq!((palette.solid, palette.on_solid, palette.ink), (brown, WHITE, brown));
    }
}
