//! A shop's icon where it has no logo: its initials on its colour, drawn with the letters of `public/fonts/initials.ttf`.

use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::{Face, OutlineBuilder};

static LETTERS: &[u8] = include_bytes!("../../../public/fonts/initials.ttf");

/// Below this contrast white letters are hard to read on the colour, and dark ones are taken.
const CONTRAST_MIN: f32 = 3.0;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Rounded corners, for a desktop.
    Rounded,
    /// Full to the edge: iOS rounds the corners itself, and paints transparent ones black.
    Square,
    /// Full to the edge, what matters within the middle four fifths: the system cuts it to its own shape.
    Maskable,
}

/// The first letters of the first two words that are not just joining words: "Café Lumière" is CL, "Le Pain" is P.
pub fn initials(name: &str) -> String {
    const JOINING: [&str; 16] =
        ["le", "la", "les", "l", "de", "du", "des", "d", "the", "a", "of", "and", "et", "aux", "au", "chez"];
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling: Vec<&str> = words().filter(|word| !JOINING.contains(&word.to_lowercase().as_str())).collect();
    let words: Vec<&str> = if telling.is_empty() { words().collect() } else { telling };
    words.iter().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// The icon as PNG, `side_px` wide and high; none if that is no size.
pub fn draw(initials: &str, color: &str, shape: Shape, side_px: u32) -> Option<Vec<u8>> {
    let side = side_px as f32;
    let mut pixels = Pixmap::new(side_px, side_px)?;
    let ground = parse(color);
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(ground);
    let outline = match shape {
        Shape::Rounded => rounded(side, side, side * 0.22)?,
        Shape::Square | Shape::Maskable => PathBuilder::from_rect(Rect::from_xywh(0.0, 0.0, side, side)?),
    };
    pixels.fill_path(&outline, &paint, FillRule::Winding, Transform::identity(), None);
    paint.set_color(letters_on(ground));
    if let Some(text) = text(initials) {
        let room = side * if shape == Shape::Maskable { 0.44 } else { 0.58 };
        let bounds = text.bounds();
        let scale = (room / bounds.width().max(1.0)).min(room * 0.72 / bounds.height().max(1.0));
        let (middle_x, middle_y) = ((bounds.left() + bounds.right()) / 2.0, (bounds.top() + bounds.bottom()) / 2.0);
        let place = Transform::from_translate(-middle_x, -middle_y).post_scale(scale, scale);
        let place = place.post_translate(side / 2.0, side / 2.0);
        pixels.fill_path(&text, &paint, FillRule::Winding, place, None);
    }
    pixels.encode_png().ok()
}

/// The outline of a line of letters, y downwards, in the font's units. Letters that the font lacks are left out.
pub(crate) fn text(line: &str) -> Option<Path> {
    let face = Face::parse(LETTERS, 0).ok()?;
    let mut pen = Pen { path: PathBuilder::new(), x: 0.0 };
    for letter in line.chars() {
        let Some(glyph) = face.glyph_index(letter) else { continue };
        face.outline_glyph(glyph, &mut pen);
        pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
    }
    pen.path.finish()
}

struct Pen {
    path: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, -y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, -y1, self.x + x, -y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + x1, -y1, self.x + x2, -y2, self.x + x, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

/// A rectangle at 0,0 with rounded corners.
pub(crate) fn rounded(width: f32, height: f32, radius: f32) -> Option<Path> {
    // How far a curve's handles reach to be as good as a quarter of a circle.
    let reach = radius * 0.552_3;
    let (right, bottom) = (width - radius, height - radius);
    let mut path = PathBuilder::new();
    path.move_to(radius, 0.0);
    path.line_to(right, 0.0);
    path.cubic_to(right + reach, 0.0, width, radius - reach, width, radius);
    path.line_to(width, bottom);
    path.cubic_to(width, bottom + reach, right + reach, height, right, height);
    path.line_to(radius, height);
    path.cubic_to(radius - reach, height, 0.0, bottom + reach, 0.0, bottom);
    path.line_to(0.0, radius);
    path.cubic_to(0.0, radius - reach, radius - reach, 0.0, radius, 0.0);
    path.close();
    path.finish()
}

/// `#rrggbb`; anything else is a dark grey.
pub(crate) fn parse(color: &str) -> Color {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0x33_33_33);
    let [_, red, green, blue] = number.to_be_bytes();
    Color::from_rgba8(red, green, blue, 255)
}

/// The colour of letters on a ground of `#rrggbb`, as CSS has it.
pub fn letters_on_css(ground: &str) -> &'static str {
    if letters_on(parse(ground)) == Color::WHITE { "#fff" } else { "#1c1917" }
}

/// White, or near-black where white has too little contrast (WCAG 2 relative luminance).
pub(crate) fn letters_on(ground: Color) -> Color {
    let linear =
        |channel: f32| if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) };
    let luminance = 0.2126 * linear(ground.red()) + 0.7152 * linear(ground.green()) + 0.0722 * linear(ground.blue());
    if 1.05 / (luminance + 0.05) >= CONTRAST_MIN { Color::WHITE } else { Color::from_rgba8(28, 25, 23, 255) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_words_that_tell() {
        let all = [
            ("Café Lumière", "CL"),
            ("Le Pain", "P"),
            ("L'Épicerie du Coin", "ÉC"),
            ("la", "L"),
            ("42 rue", "4R"),
            ("☕", ""),
        ];
        for (name, wanted) in all {
            assert_eq!(initials(name), wanted, "of {name}");
        }
    }

    #[test]
    fn an_icon_has_its_ground_and_letters_on_it() {
        for shape in [Shape::Rounded, Shape::Square, Shape::Maskable] {
            let png = draw("CL", "#7a3e1d", shape, 192).unwrap();
            let pixels = Pixmap::decode_png(&png).unwrap();
            assert_eq!((pixels.width(), pixels.height()), (192, 192));
            let white = pixels.pixels().iter().filter(|pixel| pixel.red() > 250 && pixel.alpha() == 255).count();
            assert!((800..12_000).contains(&white), "{white} white pixels are no two letters");
            let corner = pixels.pixel(0, 0).unwrap().alpha();
            assert_eq!(corner, if shape == Shape::Rounded { 0 } else { 255 });
        }
    }

    #[test]
    fn letters_are_dark_on_a_light_ground() {
        let png = draw("CL", "#ffe08a", Shape::Maskable, 96).unwrap();
        let dark = Pixmap::decode_png(&png).unwrap().pixels().iter().filter(|pixel| pixel.red() < 60).count();
        assert!(dark > 200, "{dark} dark pixels");
    }
}
