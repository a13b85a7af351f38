//! The pictures of a card that an installing browser shows beside the app's name: drawn in the shop's colour, with its initials, the stamps of its programme and
//! the QR of its page, so that no shop shows another's.

use pass::qr;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::icons;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A phone's screen: the code below the card.
    Narrow,
    /// A laptop's window: the code beside the card.
    Wide,
}

impl Form {
    /// Width and height in pixels.
    pub const fn size_px(self) -> (u32, u32) {
        match self {
            Form::Narrow => (540, 1080),
            Form::Wide => (1280, 800),
        }
    }
}

/// What is drawn of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// Letters that stand for its name.
    pub initials: String,
    /// `#rrggbb`.
    pub color: String,
    /// Stamps that fill its card; 0 without any.
    pub goal: u32,
    /// The address of its page.
    pub link: String,
}

/// The values of style/tokens.css: table, paper, line, ink.
const TABLE: &str = "#efe7da";
const PAPER: &str = "#fbf5ea";
const LINE: &str = "#dfd3c1";
const INK: &str = "#1f1a17";
/// Around what stands on the card, and from line to line.
const MARGIN: f32 = 36.0;
const LINE_HEIGHT: f32 = 52.0;
/// More places than this are a strip too small to be seen here.
const GOAL_MAX: u32 = 20;

/// The picture as PNG; none if its sizes are none.
pub fn draw(subject: &Subject, form: Form) -> Option<Vec<u8>> {
    let (width, height) = form.size_px();
    let mut picture = Picture { pixels: Pixmap::new(width, height)? };
    picture.pixels.fill(icons::parse(TABLE));
    let (card, code) = match form {
        Form::Narrow => ((40.0, 80.0, 460.0), (110.0, 610.0, 320.0)),
        Form::Wide => ((110.0, 170.0, 560.0), (790.0, 200.0, 380.0)),
    };
    picture.card(subject, card)?;
    picture.code(subject, code)?;
    picture.pixels.encode_png().ok()
}

struct Picture {
    pixels: Pixmap,
}

impl Picture {
    /// The card: a band with the initials, then places for stamps of which some are filled, else lines.
    fn card(&mut self, subject: &Subject, (x, y, width): (f32, f32, f32)) -> Option<()> {
        let (columns, rows) = wire::stamp_grid(subject.goal);
        let stamped = (1..=GOAL_MAX).contains(&subject.goal);
        let side = (width - 2.0 * MARGIN) / columns as f32;
        let (band, content) = (width * 0.32, if stamped { rows as f32 * side } else { 3.0 * LINE_HEIGHT });
        let height = band + content + 2.0 * MARGIN;
        self.fill(&rounded(x, y + 10.0, width, height, 32.0)?, LINE);
        self.fill(&rounded(x, y, width, height, 32.0)?, PAPER);
        self.fill(&rounded(x, y, width, band + 32.0, 32.0)?, &subject.color);
        self.fill(&PathBuilder::from_rect(Rect::from_xywh(x, y + band, width, 33.0)?), PAPER);
        let on = icons::letters_on(icons::parse(&subject.color));
        if let Some(letters) = icons::text(&subject.initials) {
            let bounds = letters.bounds();
            let scale = band * 0.42 / bounds.height().max(1.0);
            let place = Transform::from_translate(-bounds.left(), -bounds.top())
                .post_scale(scale, scale)
                .post_translate(x + MARGIN + 6.0, y + band * 0.29);
            self.fill_as(&letters, on, place);
        }
        let (left, top) = (x + MARGIN, y + band + MARGIN);
        if !stamped {
            for (row, share) in [0.9_f32, 0.6, 0.75].into_iter().enumerate() {
                let line = rounded(left, top + row as f32 * LINE_HEIGHT, (width - 2.0 * MARGIN) * share, 20.0, 10.0)?;
                self.fill(&line, if row == 0 { &subject.color } else { LINE });
            }
            return Some(());
        }
        self.stamps(subject, (left, top), side)
    }

    fn stamps(&mut self, subject: &Subject, (left, top): (f32, f32), side: f32) -> Option<()> {
        let (columns, _) = wire::stamp_grid(subject.goal);
        let had = subject.goal * 2 / 3;
        for at in 0..=subject.goal {
            let middle = |cell: u32| (cell as f32 + 0.5) * side;
            let (x, y) = (left + middle(at % columns), top + middle(at / columns));
            let ring = PathBuilder::from_circle(x, y, side * 0.37)?;
            if at < had {
                self.fill(&ring, &subject.color);
                let on = icons::letters_on(icons::parse(&subject.color));
                self.line(&tick(x, y, side * 0.14)?, on, side * 0.06);
            } else {
                // The last is the reward's.
                let color = if at == subject.goal { &subject.color } else { LINE };
                self.line(&ring, icons::parse(color), 3.0);
            }
        }
        Some(())
    }

    /// The QR of the shop's page on white, as cameras like it.
    fn code(&mut self, subject: &Subject, (x, y, side): (f32, f32, f32)) -> Option<()> {
        self.fill(&rounded(x, y, side, side, 24.0)?, "#ffffff");
        let matrix = qr::of_text(&subject.link).ok()?;
        let module = (side / (matrix.size + 2 * qr::QUIET_ZONE) as f32).floor();
        let edge = (side - module * matrix.size as f32) / 2.0;
        let mut path = PathBuilder::new();
        for (at, _) in matrix.modules.iter().enumerate().filter(|(_, black)| **black) {
            let (column, row) = (at % matrix.size, at / matrix.size);
            let (x, y) = ((x + edge).round() + column as f32 * module, (y + edge).round() + row as f32 * module);
            path.push_rect(Rect::from_xywh(x, y, module, module)?);
        }
        self.fill(&path.finish()?, "#000000");
        let line = rounded(x + side * 0.2, y + side + 34.0, side * 0.6, 22.0, 11.0)?;
        self.fill(&line, INK);
        Some(())
    }

    fn fill(&mut self, path: &Path, color: &str) {
        self.fill_as(path, icons::parse(color), Transform::identity());
    }

    fn fill_as(&mut self, path: &Path, color: Color, place: Transform) {
        self.pixels.fill_path(path, &paint(color), FillRule::Winding, place, None);
    }

    fn line(&mut self, path: &Path, color: Color, width: f32) {
        let stroke = Stroke { width, ..Stroke::default() };
        self.pixels.stroke_path(path, &paint(color), &stroke, Transform::identity(), None);
    }
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color);
    paint
}

fn tick(x: f32, y: f32, reach: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(x - reach, y);
    path.line_to(x - reach * 0.2, y + reach * 0.8);
    path.line_to(x + reach, y - reach * 0.7);
    path.finish()
}

fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    icons::rounded(width, height, radius)?.transform(Transform::from_translate(x, y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(color: &str, goal: u32) -> Subject {
        let link = "https://card.example/cafe-lumiere".to_owned();
        Subject { initials: "CL".into(), color: color.into(), goal, link }
    }

    #[test]
    fn a_picture_is_small_and_in_the_shop_s_colour() {
        for (goal, form) in [(9, Form::Narrow), (9, Form::Wide), (0, Form::Narrow), (12, Form::Wide)] {
            let png = draw(&subject("#1f5f8b", goal), form).unwrap();
            let pixels = Pixmap::decode_png(&png).unwrap();
            assert_eq!((pixels.width(), pixels.height()), form.size_px());
            assert!(png.len() < 40_000, "{} bytes", png.len());
            let blue = pixels.pixels().iter().filter(|p| (p.red(), p.green(), p.blue()) == (0x1f, 0x5f, 0x8b)).count();
            assert!(blue > 20_000, "{blue} pixels in the shop's colour");
        }
        assert_ne!(draw(&subject("#1f5f8b", 9), Form::Wide), draw(&subject("#8b1f5f", 9), Form::Wide));
    }
}
