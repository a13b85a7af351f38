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

use crate::grey::Grey;

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
pub(crate) fn counter_top(frame: usize) -> Vec<u8> {
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
