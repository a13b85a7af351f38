//! What a camera sees: a film of somebody's screen, shown to the fake camera of another browser.
//!
//! Chromium plays the file given by `--use-file-for-fake-video-capture` as its camera, in a loop, and reads every
//! frame from the file when it is due. So overwriting the file in place, same size and same frames, changes what a
//! running `getUserMedia` stream delivers from the next frame on: [`Film::show`] is a hand holding up a phone,
//! [`Film::clear`] takes it away. The story `camera_film` in `stories/harness.rs` proves this with the installed Chromium.
//! (The file must not be replaced by another one: Chromium holds it open.)

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Pixels across a frame.
pub const WIDTH: usize = 640;
/// Pixels down a frame.
pub const HEIGHT: usize = 480;
const FRAMES_PER_S: usize = 10;
const FRAMES: usize = 20;
/// In each loop the hand takes this many frames to come into the picture.
const BLANK_FRAMES: usize = 3;
/// How much of the picture's height the shown screen takes: a phone held at arm's length.
const SHOWN_HEIGHT: usize = 330;

/// A film file of two seconds. Goes with the value.
pub struct Film {
    file: File,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

/// A grey picture, rows from the top.
struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Film {
    /// A film of the empty counter top.
    pub fn of_nothing() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the film");
        let path = folder.path().join("camera.y4m");
        let file = File::create(&path).expect("a film file");
        let mut film = Self { file, path, _folder: folder };
        film.write(None);
        film
    }

    /// The file, for the browser's command line.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Holds this picture (a PNG of a screen) before the camera from now on.
    pub fn show(&mut self, png: &[u8]) {
        let picture = Grey::decode(png).fit(WIDTH - 40, SHOWN_HEIGHT);
        self.write(Some(&picture));
    }

    /// The brightness of each frame, row by row, as it is in the file now.
    pub fn frames(&self) -> Vec<Vec<u8>> {
        let film = std::fs::read(&self.path).expect("the film");
        let frame = b"FRAME\n".len() + WIDTH * HEIGHT * 3 / 2;
        let head = film.len() - FRAMES * frame;
        film[head..].chunks(frame).map(|frame| frame[b"FRAME\n".len()..][..WIDTH * HEIGHT].to_vec()).collect()
    }

    /// Takes it away again.
    pub fn clear(&mut self) {
        self.write(None);
    }

    fn write(&mut self, picture: Option<&Grey>) {
        let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_S}:1 Ip A1:1 C420jpeg\n").into_bytes();
        for frame in 0..FRAMES {
            let mut counter = counter_top(frame);
            if let Some(picture) = picture.filter(|_| frame >= BLANK_FRAMES) {
                hold(&mut counter, picture, frame);
            }
            film.extend_from_slice(b"FRAME\n");
            film.extend_from_slice(&counter);
            // No colour: a QR has none, and a screen in the sun hardly any.
            film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
        }
        self.file.seek(SeekFrom::Start(0)).expect("to the film's start");
        self.file.write_all(&film).expect("to write the film");
        self.file.flush().expect("to write the film");
    }
}

/// A counter top in uneven light, with the grain of a cheap sensor; the same film every run.
fn counter_top(frame: usize) -> Vec<u8> {
    let mut grain = 0x2545_f491_u32.wrapping_add(frame as u32);
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            grain ^= grain << 13;
            grain ^= grain >> 17;
            grain ^= grain << 5;
            let light = 70 + x * 60 / WIDTH + y * 30 / HEIGHT;
            pixels.push((light + (grain % 9) as usize) as u8);
        }
    }
    pixels
}

/// Puts the picture into the frame where a not quite steady hand holds it, and dims it as a camera sees a screen.
fn hold(frame: &mut [u8], picture: &Grey, number: usize) {
    let sway = [0, 1, 2, 3, 2, 1, 0, 1][number % 8];
    let left = (WIDTH - picture.width) / 2 + sway;
    let top = (HEIGHT - picture.height) / 2 + sway / 2;
    for y in 0..picture.height {
        for x in 0..picture.width {
            let screen = usize::from(picture.pixels[y * picture.width + x]);
            frame[(top + y) * WIDTH + left + x] = (30 + screen * 200 / 255) as u8;
        }
    }
}

impl Grey {
    fn decode(png: &[u8]) -> Self {
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
    fn fit(&self, width_max: usize, height_max: usize) -> Self {
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
