//! Short tones, made here: no file to load, and they sound the same everywhere. Browsers let a page sound only after the first touch or key.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

use super::{call1, document, on, window};

/// One note of a tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// Pitch.
    pub hz: f32,
    /// Begins so long after the tone's start.
    pub at_ms: u32,
    /// Sounds so long.
    pub for_ms: u32,
    /// 0 to 1.
    pub loudness: f32,
    /// A rough timbre, for what is wrong.
    pub rough: bool,
}

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Makes sound possible from the first touch or key on. Call it once.
pub fn listen() {
    for event in ["pointerdown", "keydown"] {
        on(&document(), event, wake);
    }
}

fn wake() {
    CONTEXT.with_borrow_mut(|context| {
        let context = context.get_or_insert_with(|| AudioContext::new().unwrap_or(JsValue::NULL.into()));
        // Systems also stop it when a call comes or the page was away.
        if !context.is_null() && context.state() != AudioContextState::Running {
            let _ = context.resume();
        }
    });
}

/// Plays a tone, if the page may sound.
pub fn play(notes: &[Note]) {
    CONTEXT.with_borrow(|context| {
        if let Some(context) = context.as_ref().filter(|context| !context.is_null()) {
            for note in notes {
                let _ = sound(context, note);
            }
        }
    });
}

/// Lets the device tremble, once the page was touched: on and off times in milliseconds.
pub fn vibrate(pattern: &[u32]) {
    let navigator = window().navigator();
    let touched = Reflect::get(&navigator, &"userActivation".into())
        .and_then(|activation| Reflect::get(&activation, &"hasBeenActive".into()))
        .is_ok_and(|touched| touched.is_truthy());
    if touched && Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        let pattern: js_sys::Array = pattern.iter().map(|ms| JsValue::from(*ms)).collect();
        let _ = call1(&navigator, "vibrate", &pattern);
    }
}

fn sound(context: &AudioContext, note: &Note) -> Result<(), JsValue> {
    let start = context.current_time() + f64::from(note.at_ms) / 1000.0;
    let end = start + f64::from(note.for_ms) / 1000.0;
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(if note.rough { OscillatorType::Triangle } else { OscillatorType::Sine });
    oscillator.frequency().set_value(note.hz);
    // Up within 12 ms and gently down: a tone that starts or stops at once clicks.
    let level = gain.gain();
    level.set_value_at_time(0.0001, start)?;
    level.exponential_ramp_to_value_at_time(note.loudness.max(0.0002), start + 0.012)?;
    level.exponential_ramp_to_value_at_time(0.0001, end)?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(start)?;
    oscillator.stop_with_when(end + 0.02)
}
