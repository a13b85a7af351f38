//! Grey pictures: what a screenshot is to a camera that reads codes.

/// A grey picture, rows from the top.
#[derive(Clone, Debug)]
pub struct Grey {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Their brightness, row by row.
    pub pixels: Vec<u8>,
}

impl Grey {
    /// A PNG as a camera without colours sees it.
    pub fn decode(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().expect("a PNG screenshot");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a screenshot that fits in memory")];
        let info = reader.next_frame(&mut bytes).expect("a PNG screenshot");
        let samples = info.color_type.samples();
        let grey = |pixel: &[u8]| match pixel {
            [r, g, b, ..] => ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8,
            other => other[0],
        };
        let pixels = bytes[..info.buffer_size()].chunks_exact(samples).map(grey).collect();
        Self { width: info.width as usize, height: info.height as usize, pixels }
    }

    /// Scaled to fit, each pixel the mean of those it covers: as a lens does it.
    pub fn fit(&self, width_max: usize, height_max: usize) -> Self {
        let scale = (width_max as f64 / self.width as f64).min(height_max as f64 / self.height as f64);
        let width = ((self.width as f64 * scale) as usize).max(1);
        let height = ((self.height as f64 * scale) as usize).max(1);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                let columns = span(x, width, self.width);
                let sum: usize = rows.clone().map(|row| self.sum(row, columns.clone())).sum();
                pixels.push((sum / (rows.len() * columns.len())) as u8);
            }
        }
        Self { width, height, pixels }
    }

    /// The part from `left` and `top` on, as far as there is something.
    pub fn part(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let (right, bottom) = ((left + width).min(self.width), (top + height).min(self.height));
        let rows = (top.min(bottom)..bottom).map(|y| &self.pixels[y * self.width..][left.min(right)..right]);
        let pixels: Vec<u8> = rows.flatten().copied().collect();
        Self { width: right.saturating_sub(left), height: bottom.saturating_sub(top), pixels }
    }

    /// As a PNG.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().expect("a header").write_image_data(&self.pixels).expect("an image");
        bytes
    }

    fn sum(&self, row: usize, columns: std::ops::Range<usize>) -> usize {
        let start = row * self.width;
        self.pixels[start + columns.start..start + columns.end].iter().map(|&p| usize::from(p)).sum()
    }
}

/// The source pixels under one target pixel, at least one.
fn span(at: usize, of: usize, source: usize) -> std::ops::Range<usize> {
    let start = at * source / of;
    start..((at + 1) * source / of).max(start + 1).min(source)
}
