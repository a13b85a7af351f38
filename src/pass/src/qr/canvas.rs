//! Where the modules of a QR are: the patterns that a reader looks for, and the codewords on their way around them.

/// Level L, as the format says it.
const LEVEL: usize = 1;

/// A code being drawn.
#[derive(Clone)]
pub struct Canvas {
    /// Modules on each side.
    pub size: usize,
    /// Row by row from the top left; true is black.
    pub black: Vec<bool>,
    /// Which of them are patterns, that no mask turns over.
    pub pattern: Vec<bool>,
}

impl Canvas {
    /// The code of this version (5 to 10) with these codewords, not masked yet.
    pub fn with(version: usize, codewords: &[u8]) -> Self {
        let size = 17 + 4 * version;
        let mut canvas = Self { size, black: vec![false; size * size], pattern: vec![false; size * size] };
        canvas.draw_patterns(version);
        // Keeps the place of the format free.
        canvas.draw_format(0);
        canvas.draw_codewords(codewords);
        canvas
    }

    /// Whether a module is black.
    pub fn at(&self, x: usize, y: usize) -> bool {
        self.black[y * self.size + x]
    }

    /// Writes level and mask (0 to 7), twice.
    pub fn draw_format(&mut self, mask: usize) {
        let bits = with_check(LEVEL << 3 | mask, 10, 0x537) ^ 0x5412;
        let last = self.size - 1;
        for at in 0..15 {
            let black = bits >> at & 1 == 1;
            // Around the first corner, stepping over the lines of timing; and along the edges of the other two.
            let (x, y) = match at {
                0..6 => (8, at),
                6 | 7 => (8, at + 1),
                8 => (7, 8),
                _ => (14 - at, 8),
            };
            self.set(x, y, black);
            let (x, y) = if at < 8 { (last - at, 8) } else { (8, last - 14 + at) };
            self.set(x, y, black);
        }
        self.set(8, last - 7, true);
    }

    fn set(&mut self, x: usize, y: usize, black: bool) {
        self.black[y * self.size + x] = black;
        self.pattern[y * self.size + x] = true;
    }

    fn draw_patterns(&mut self, version: usize) {
        let last = self.size - 1;
        for at in 0..=last {
            self.set(6, at, at % 2 == 0);
            self.set(at, 6, at % 2 == 0);
        }
        for (x, y) in [(3, 3), (last - 3, 3), (3, last - 3)] {
            self.draw_square(x, y, 4);
        }
        self.draw_square(last - 6, last - 6, 2);
        if version >= 7 {
            let middle = last / 2;
            for (x, y) in [(6, middle), (middle, 6), (middle, middle), (last - 6, middle), (middle, last - 6)] {
                self.draw_square(x, y, 2);
            }
            let bits = with_check(version, 12, 0x1f25);
            for at in 0..18 {
                let (far, near) = (last - 10 + at % 3, at / 3);
                self.set(far, near, bits >> at & 1 == 1);
                self.set(near, far, bits >> at & 1 == 1);
            }
        }
    }

    /// Rings around a middle: a corner with the space around it reaches 4, an alignment 2.
    fn draw_square(&mut self, x: usize, y: usize, reach: usize) {
        let light = if reach == 4 { 2 } else { 1 };
        for (down, right) in (0..=2 * reach).flat_map(|down| (0..=2 * reach).map(move |right| (down, right))) {
            let ring = down.abs_diff(reach).max(right.abs_diff(reach));
            let place = (x + right).checked_sub(reach).zip((y + down).checked_sub(reach));
            if let Some((x, y)) = place.filter(|(x, y)| *x.max(y) < self.size) {
                self.set(x, y, ring != light && ring != 4);
            }
        }
    }

    /// Two columns at a time from the right, up and down in turn, past the vertical line of timing.
    fn draw_codewords(&mut self, codewords: &[u8]) {
        let mut bits = codewords.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1));
        let pairs =
            (0..self.size / 2).map(|pair| self.size - 1 - 2 * pair).map(|right| right - usize::from(right <= 6));
        for (pair, right) in pairs.enumerate() {
            for step in 0..2 * self.size {
                let down = if pair % 2 == 0 { self.size - 1 - step / 2 } else { step / 2 };
                let place = down * self.size + right - step % 2;
                if !self.pattern[place] {
                    self.black[place] = bits.next().unwrap_or(false);
                }
            }
        }
    }
}

/// A number with the remainder by a polynomial behind it, `count` bits.
fn with_check(number: usize, count: usize, polynomial: usize) -> usize {
    let remainder = (0..count).fold(number, |left, _| (left << 1) ^ ((left >> (count - 1)) * polynomial));
    number << count | remainder
}
