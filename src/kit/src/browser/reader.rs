//! Reads QR codes from a picture: quircs behind a small struct that needs no browser, so that it is tested on the host.

/// A frame for [`Reader`] has at most this many pixels on its longer side: what a code at arm's length needs, and little enough to read
/// ten times a second.
pub const LONG_SIDE: u32 = 640;
/// And this on its shorter side.
pub const SHORT_SIDE: u32 = 480;

/// Half the side of the square whose mean a pixel is compared with, in pixels: some modules of a code, less than a lamp's glow.
const AROUND: usize = 32;
/// A pixel is dark up to this much of that mean, of 256. Both were tried on the film set of the story `readable`.
const DARK: u32 = 236;

/// How a frame is made ready. No way reads every code, so that frames take turns.
#[derive(Clone, Copy)]
enum Way {
    /// As it is: quircs has one threshold for all of a picture.
    Plain,
    /// Each pixel by its surroundings: in dim light and glare, where one threshold is too much or too little. Grain is too much for it.
    Levelled,
    /// That, without thin lines: behind cracked glass.
    Smoothed,
}

/// Finds the QR codes of one frame after the other, keeping its memory between them.
pub struct Reader {
    quirc: quircs::Quirc,
    grey: Vec<u8>,
    /// The sum of all pixels above and to the left of each, itself included.
    sums: Vec<u32>,
    /// What is done to the next frame.
    way: Way,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { quirc: quircs::Quirc::new(), grey: vec![], sums: vec![], way: Way::Plain }
    }
}

impl Reader {
    /// The first code of this picture whose bytes are text, sought in another way at each call. `rgba` has four bytes a pixel, row by row from the
    /// top, as a canvas gives it.
    pub fn read(&mut self, rgba: &[u8], width: usize) -> Option<String> {
        if width == 0 || rgba.len() < width * 4 {
            return None;
        }
        self.grey.clear();
        // Rec. 601 in 8-bit fixed point: what screens and cameras mean by brightness.
        self.grey.extend(rgba.chunks_exact(4).map(|pixel| {
            let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            ((r * 77 + g * 150 + b * 29) >> 8) as u8
        }));
        self.way = match self.way {
            Way::Plain => Way::Levelled,
            Way::Levelled => {
                self.level(width);
                Way::Smoothed
            }
            Way::Smoothed => {
                smooth(&mut self.grey, 1);
                smooth(&mut self.grey, width);
                self.level(width);
                Way::Plain
            }
        };
        let height = self.grey.len() / width;
        let found = self.quirc.identify(width, height, &self.grey[..width * height]);
        found.flatten().filter_map(|code| code.decode().ok()).find_map(|data| String::from_utf8(data.payload).ok())
    }
}

impl Reader {
    /// Makes each pixel black or white, by the mean of the square around it.
    fn level(&mut self, width: usize) {
        self.sums.clear();
        for (y, row) in self.grey.chunks_exact(width).enumerate() {
            let mut left = 0;
            for (x, pixel) in row.iter().enumerate() {
                left += u32::from(*pixel);
                let above = if y == 0 { 0 } else { self.sums[(y - 1) * width + x] };
                self.sums.push(above + left);
            }
        }
        let height = self.grey.len() / width;
        let sum = |x: usize, y: usize| if x == 0 || y == 0 { 0 } else { self.sums[(y - 1) * width + x - 1] };
        for y in 0..height {
            let (top, bottom) = (y.saturating_sub(AROUND), (y + AROUND).min(height));
            for x in 0..width {
                let (left, right) = (x.saturating_sub(AROUND), (x + AROUND).min(width));
                let all = sum(right, bottom) + sum(left, top) - sum(left, bottom) - sum(right, top);
                let pixel = &mut self.grey[y * width + x];
                let dark = u32::from(*pixel) * 256 * ((bottom - top) * (right - left)) as u32 <= all * DARK;
                *pixel = if dark { 0 } else { 255 };
            }
        }
    }
}

/// Each pixel becomes the middle one of itself and the two that are `step` before and behind it: what is one pixel wide goes, edges stay where they are.
fn smooth(grey: &mut [u8], step: usize) {
    let before = grey.to_vec();
    for (pixel, around) in grey.iter_mut().skip(step).zip(before.windows(2 * step + 1)) {
        let (a, b, c) = (around[0], around[step], around[2 * step]);
        *pixel = a.min(b).max(a.max(b).min(c));
    }
}

/// The part of a picture that a frame shows: left, top, width, height in its own pixels.
pub type Crop = (f64, f64, f64, f64);

/// What to look at in a camera picture of this size: the middle of it in the shape of a frame, scaled down; and every other time only
/// the very middle, pixel by pixel, where a code that is far away still has its fine lines. The size is the frame's.
pub fn crop(width: u32, height: u32, close: bool) -> (Crop, u32, u32) {
    let (frame_w, frame_h) = if width >= height { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) };
    let fits = (f64::from(width) / f64::from(frame_w)).min(f64::from(height) / f64::from(frame_h));
    let scale = if close { fits.min(1.0) } else { fits };
    let (w, h) = (f64::from(frame_w) * scale, f64::from(frame_h) * scale);
    let crop = ((f64::from(width) - w) / 2.0, (f64::from(height) - h) / 2.0, w, h);
    (crop, frame_w, frame_h)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://demo.example/s#";

    /// A pass as a screen shows it, `module` pixels a module, on a dim and uneven counter top.
    fn frame(module: usize, tilt: bool) -> (String, Vec<u8>) {
        let digits = pass::digits::encode(&std::array::from_fn(|n| if n == 0 { 1 } else { n as u8 & 7 }));
        let link = [LINK, &digits].concat();
        let code = pass::Pass::parse(&link).unwrap().qr("https://demo.example").unwrap();
        let (width, height) = (LONG_SIDE as usize, SHORT_SIDE as usize);
        let side = (code.size + 8) * module;
        let (left, top) = ((width - side) / 2, (height - side) / 2);
        let mut rgba = Vec::with_capacity(width * height * 4);
        for y in 0..height {
            for x in 0..width {
                // Three degrees: nobody holds a phone straight.
                let (cx, cy) = (x as f64 - 320.0, y as f64 - 240.0);
                let (sin, cos) = if tilt { (0.0523, 0.9986) } else { (0.0, 1.0) };
                let (rx, ry) = (cx * cos - cy * sin + 320.0, cx * sin + cy * cos + 240.0);
                let at = |value: f64, start: usize| (value as usize).checked_sub(start).map(|v| v / module);
                let modules = at(rx, left).zip(at(ry, top));
                let light = match modules.filter(|(mx, my)| *mx < code.size + 8 && *my < code.size + 8) {
                    Some((mx, my)) => {
                        let inside = (4..code.size + 4).contains(&mx) && (4..code.size + 4).contains(&my);
                        if inside && code.modules[(my - 4) * code.size + mx - 4] { 35 } else { 215 }
                    }
                    None => 70 + (x * 60 / width) + (y * 30 / height),
                };
                rgba.extend([light as u8, light as u8, light as u8, 255]);
            }
        }
        (link, rgba)
    }

    #[test]
    fn a_pass_on_a_screen_is_read() {
        for (module, tilt) in [(4, false), (6, false), (8, true)] {
            let (link, rgba) = frame(module, tilt);
            assert_eq!(Reader::default().read(&rgba, 640), Some(link), "{module} pixels a module, tilted: {tilt}");
        }
    }

    #[test]
    fn one_reader_reads_one_frame_after_the_other() {
        let mut reader = Reader::default();
        let (link, rgba) = frame(6, false);
        assert_eq!(reader.read(&vec![90; 640 * 480 * 4], 640), None, "an empty counter top");
        assert_eq!(reader.read(&rgba, 640), Some(link.clone()));
        assert_eq!(reader.read(&rgba[..480 * 480 * 4], 480), None, "another shape of picture");
        assert_eq!(reader.read(&rgba, 640), Some(link));
        assert_eq!(reader.read(&[], 0), None);
    }

    #[test]
    fn the_middle_is_looked_at_in_the_shape_of_the_picture() {
        assert_eq!(crop(1280, 720, false), ((160.0, 0.0, 960.0, 720.0), 640, 480));
        assert_eq!(crop(1280, 720, true), ((320.0, 120.0, 640.0, 480.0), 640, 480));
        assert_eq!(crop(720, 1280, false), ((0.0, 160.0, 720.0, 960.0), 480, 640));
        assert_eq!(crop(640, 480, true), ((0.0, 0.0, 640.0, 480.0), 640, 480));
        assert_eq!(crop(320, 240, true), ((0.0, 0.0, 320.0, 240.0), 640, 480), "a poor camera is scaled up");
    }
}
