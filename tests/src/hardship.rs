//! A phone's screen as a counter's camera has to read it: blurred, in the glare of a lamp, dim, tilted, far away, behind cracked glass. Made from real
//! screenshots, the same pictures every run.

use crate::film::{self, HEIGHT, WIDTH};
use crate::grey::Grey;

/// What makes a code hard to read.
#[derive(Clone, Copy, Debug)]
pub enum Hardship {
    /// A steady hand in good light.
    None,
    /// Out of focus: the standard deviation of the blur, in pixels of the camera.
    Blur(f64),
    /// A lamp on the glass: where its middle is, in widths of the code from the code's own.
    Glare(f64, f64),
    /// How bright the screen is, of what the camera takes for white.
    Dim(f64),
    /// Held at an angle: degrees around the upright axis, and the roll.
    Tilt(f64, f64),
    /// Farther away: how much of its width the code has left.
    Small(f64),
    /// Cracks from a blow, so many widths of the code from its middle.
    Cracks(f64, f64),
}

/// What the film set tries, by name.
pub const HARDSHIPS: [(&str, Hardship); 19] = [
    ("plain", Hardship::None),
    ("blur-1", Hardship::Blur(0.6)),
    ("blur-2", Hardship::Blur(0.9)),
    ("blur-3", Hardship::Blur(1.2)),
    ("glare-1", Hardship::Glare(0.4, -0.3)),
    ("glare-2", Hardship::Glare(0.0, 0.0)),
    ("glare-3", Hardship::Glare(-0.35, 0.4)),
    ("dim-1", Hardship::Dim(0.4)),
    ("dim-2", Hardship::Dim(0.25)),
    ("dim-3", Hardship::Dim(0.15)),
    ("tilt-1", Hardship::Tilt(15.0, 5.0)),
    ("tilt-2", Hardship::Tilt(-25.0, 12.0)),
    ("tilt-3", Hardship::Tilt(35.0, -20.0)),
    ("small-1", Hardship::Small(0.9)),
    ("small-2", Hardship::Small(0.8)),
    ("small-3", Hardship::Small(0.7)),
    ("cracks-1", Hardship::Cracks(0.5, -0.45)),
    ("cracks-2", Hardship::Cracks(-0.3, 0.1)),
    ("cracks-3", Hardship::Cracks(0.05, 0.5)),
];

/// How far the camera's lens is from its picture, in pixels: the view of a phone.
const FOCAL: f64 = 620.0;
/// Samples of the screen across a pixel of the camera.
const SAMPLES: usize = 2;
/// How wide the glow of a lamp is, in widths of the code, and how bright.
const GLARE: (f64, f64) = (0.3, 150.0);
const CRACKS: usize = 7;

/// A screenshot, and where its code is on it: left, top and width in pixels, without the white around it.
#[derive(Clone, Debug)]
pub struct Screen {
    picture: Grey,
    code: [f64; 3],
}

impl Screen {
    /// A screenshot and the place of its code.
    pub fn new(png: &[u8], code: [f64; 3]) -> Self {
        Self { picture: Grey::decode(png), code }
    }

    /// What the camera sees, with the code `code_px` wide in the middle of the picture.
    pub fn filmed(&self, hardship: Hardship, code_px: f64) -> Grey {
        let code_px = if let Hardship::Small(part) = hardship { code_px * part } else { code_px };
        let mut pixels = self.seen(hardship, code_px);
        match hardship {
            Hardship::Blur(deviation) => pixels = blurred(&pixels, deviation),
            Hardship::Glare(x, y) => {
                let (wide, bright) = GLARE;
                each(&mut pixels, |pixel, u, v| {
                    let (u, v) = (u / code_px - x, v / code_px - y);
                    *pixel += bright * (-(u * u + v * v) / (2.0 * wide * wide)).exp();
                });
            }
            Hardship::Cracks(x, y) => crack(&mut pixels, x * code_px, y * code_px),
            _ => {}
        }
        let grain = film::counter_top(7).into_iter().zip(film::counter_top(8));
        let noise = grain.map(|(one, other)| f64::from(one) - f64::from(other));
        let pixels = pixels.iter().zip(noise).map(|(light, noise)| (light + noise).clamp(0.0, 255.0) as u8).collect();
        Grey { width: WIDTH, height: HEIGHT, pixels }
    }

    /// The screen before the camera, or the counter behind it.
    fn seen(&self, hardship: Hardship, code_px: f64) -> Vec<f64> {
        let bright = if let Hardship::Dim(bright) = hardship { bright } else { 0.8 };
        let (turn, roll) = if let Hardship::Tilt(turn, roll) = hardship { (turn, roll) } else { (0.0, 2.0) };
        let held = Held::at(turn, roll);
        let [left, top, width] = self.code;
        // Two samples of the screen in each of the camera's pixels, each the mean of what it covers.
        let scale = SAMPLES as f64 * code_px / width;
        let (wide, high) = (self.picture.width as f64 * scale, self.picture.height as f64 * scale);
        let screen = self.picture.fit(wide as usize, high as usize);
        let middle = ((left + width / 2.0) * scale, (top + width / 2.0) * scale);
        let mut pixels: Vec<f64> = film::counter_top(7).into_iter().map(f64::from).collect();
        each(&mut pixels, |pixel, u, v| {
            let mut sum = 0.0;
            for sample in 0..SAMPLES * SAMPLES {
                let shift = |at: usize| (at as f64 + 0.5) / SAMPLES as f64 - 0.5;
                let (x, y) = held.seen_at(u + shift(sample % SAMPLES), v + shift(sample / SAMPLES));
                let (x, y) = (middle.0 + x * SAMPLES as f64, middle.1 + y * SAMPLES as f64);
                if x < 0.0 || y < 0.0 || x >= screen.width as f64 || y >= screen.height as f64 {
                    return;
                }
                sum += f64::from(screen.pixels[y as usize * screen.width + x as usize]);
            }
            *pixel = 20.0 + bright * sum / (SAMPLES * SAMPLES) as f64;
        });
        pixels
    }
}

/// A screen held at an angle: sine and cosine of its turn around the upright axis, and of its roll.
struct Held {
    turn: (f64, f64),
    roll: (f64, f64),
}

impl Held {
    fn at(turn: f64, roll: f64) -> Self {
        Self { turn: turn.to_radians().sin_cos(), roll: roll.to_radians().sin_cos() }
    }

    /// Which point of the screen is seen at this place of the picture, both from their middles.
    fn seen_at(&self, u: f64, v: f64) -> (f64, f64) {
        let (sin, cos) = self.turn;
        let x = u * FOCAL / (FOCAL * cos - u * sin);
        let y = v * (FOCAL + x * sin) / FOCAL;
        let (sin, cos) = self.roll;
        (x * cos + y * sin, y * cos - x * sin)
    }
}

/// Each pixel with its place, from the middle of the picture.
fn each(pixels: &mut [f64], mut paint: impl FnMut(&mut f64, f64, f64)) {
    for (at, pixel) in pixels.iter_mut().enumerate() {
        let (u, v) = ((at % WIDTH) as f64 - WIDTH as f64 / 2.0, (at / WIDTH) as f64 - HEIGHT as f64 / 2.0);
        paint(pixel, u, v);
    }
}

/// Each pixel spread over its neighbours by a bell curve, across and down.
fn blurred(pixels: &[f64], deviation: f64) -> Vec<f64> {
    let reach = (3.0 * deviation).ceil() as isize;
    let weight = |at: isize| (-((at * at) as f64) / (2.0 * deviation * deviation)).exp();
    let all: f64 = (-reach..=reach).map(weight).sum();
    let along = |pixels: &[f64], across: bool| -> Vec<f64> {
        let spread = |at: usize| {
            let (x, y) = ((at % WIDTH) as isize, (at / WIDTH) as isize);
            let near = |by: isize| {
                let (x, y) = if across { (x + by, y) } else { (x, y + by) };
                let (x, y) = (x.clamp(0, WIDTH as isize - 1), y.clamp(0, HEIGHT as isize - 1));
                pixels[y as usize * WIDTH + x as usize] * weight(by)
            };
            (-reach..=reach).map(near).sum::<f64>() / all
        };
        (0..pixels.len()).map(spread).collect()
    };
    along(&along(pixels, true), false)
}

/// Cracks from where the glass was hit: bright lines with a dark edge, straight but not quite evenly spread.
fn crack(pixels: &mut [f64], x: f64, y: f64) {
    let rays: Vec<(f64, f64)> = (0..CRACKS).map(|ray| (ray as f64 * 2.399 + 0.3).sin_cos()).collect();
    each(pixels, |pixel, u, v| {
        let (u, v) = (u - x, v - y);
        for (sin, cos) in &rays {
            let (along, off) = (u * cos + v * sin, v * cos - u * sin);
            if along > 0.0 && off.abs() < 0.8 {
                *pixel = 0.4 * *pixel + 0.6 * 210.0;
            } else if along > 0.0 && (0.8..1.6).contains(&off) {
                *pixel *= 0.6;
            }
        }
    });
}
