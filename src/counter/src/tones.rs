//! How results sound and feel: told apart without looking, pleasant a hundred times a day.

use kit::browser::sound::{self, Note};

use crate::scanner::Tone;

const fn note(hz: f32, at_ms: u32, for_ms: u32, loudness: f32) -> Note {
    Note { hz, at_ms, for_ms, loudness, rough: false }
}

const fn rough(at_ms: u32) -> Note {
    Note { hz: 165.0, at_ms, for_ms: 170, loudness: 0.5, rough: true }
}

/// A fifth up: done.
const SUCCESS: [Note; 2] = [note(659.3, 0, 120, 0.3), note(987.8, 90, 260, 0.3)];
/// A whole chord: the reward.
const REWARD: [Note; 4] =
    [note(523.3, 0, 140, 0.28), note(659.3, 90, 140, 0.28), note(784.0, 180, 160, 0.28), note(1046.5, 280, 420, 0.3)];
/// One soft tone: nothing wrong, nothing new.
const CALM: [Note; 1] = [note(440.0, 0, 220, 0.2)];
/// Twice low.
const REFUSAL: [Note; 2] = [rough(0), rough(230)];

/// Plays it and trembles.
pub fn play(tone: Tone) {
    let (notes, pattern): (&[Note], &[u32]) = match tone {
        Tone::Success => (&SUCCESS, &[40]),
        Tone::Reward => (&REWARD, &[40, 60, 120]),
        Tone::Calm => (&CALM, &[20]),
        Tone::Refusal => (&REFUSAL, &[120, 80, 120]),
    };
    sound::play(notes);
    sound::vibrate(pattern);
}
