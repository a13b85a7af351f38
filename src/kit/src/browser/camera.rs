//! The camera: asked for once and kept, and asked for again when the system took it away: the page was in the background, a call came, the
//! track ended. Says in one word how it is; the words for people are the app's.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaStreamTrackState};

use super::{after, call0, on, on_return, visible, window};
use crate::watched::Watched;

/// After the system took the camera it needs a moment before it gives it again.
const AGAIN_MS: i32 = 700;
/// A camera that another program holds is tried again this often.
const BUSY_AGAIN_MS: i32 = 4_000;

/// How the camera is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was asked for.
    Starting,
    /// It shows a picture.
    On,
    /// The person, or the device's owner, said no.
    Denied,
    /// There is none.
    Missing,
    /// Another program has it, or it failed.
    Busy,
    /// This page may not ask: it did not come over https.
    Insecure,
}

/// The one camera of this page. Clones are the same camera.
#[derive(Clone)]
pub struct Camera {
    state: Watched<State>,
    torch: Watched<Option<bool>>,
    inner: Rc<RefCell<Inner>>,
}

#[derive(Default)]
struct Inner {
    stream: Option<MediaStream>,
    video: Option<HtmlVideoElement>,
    asking: bool,
}

thread_local! {
    static CAMERA: Camera = Camera::new();
}

/// The camera of this page.
pub fn camera() -> Camera {
    CAMERA.with(Camera::clone)
}

impl Camera {
    fn new() -> Camera {
        let camera = Camera { state: Watched::new(State::Starting), torch: Watched::new(None), inner: Rc::default() };
        let back = camera.clone();
        on_return(move || back.ensure());
        camera
    }

    /// How it is; tracked.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Whether its light is on; none where there is no light to switch. Tracked.
    pub fn torch(&self) -> Option<bool> {
        self.torch.get()
    }

    /// Shows the picture in this element from now on, and asks for the camera if it is not there.
    pub fn show_in(&self, video: HtmlVideoElement) {
        // iPhones play inline only if told so, and by attribute.
        let _ = video.set_attribute("playsinline", "");
        video.set_muted(true);
        let stream = {
            let mut inner = self.inner.borrow_mut();
            inner.video = Some(video.clone());
            inner.stream.clone()
        };
        match stream.filter(is_live) {
            Some(stream) => self.play(&video, &stream),
            None => self.ensure(),
        }
    }

    /// The page no longer shows the picture; the camera stays for when it does again.
    pub fn hide(&self) {
        self.inner.borrow_mut().video = None;
    }

    /// Asks for the camera if it is wanted and not there.
    pub fn ensure(&self) {
        let mut inner = self.inner.borrow_mut();
        let live = inner.stream.as_ref().is_some_and(is_live);
        if inner.asking || inner.video.is_none() || !visible() {
            return;
        }
        if live {
            // iPhones pause the element when the page was away.
            if let Some(video) = inner.video.as_ref().filter(|video| video.paused()) {
                let _ = video.play();
            }
            return;
        }
        inner.asking = true;
        drop(inner);
        let camera = self.clone();
        spawn_local(async move { camera.ask().await });
    }

    /// Switches the light.
    pub fn set_torch(&self, lit: bool) {
        let Some(track) = self.inner.borrow().stream.as_ref().and_then(track_of) else { return };
        let torch = self.torch.clone();
        let (advanced, wish) = (Object::new(), Object::new());
        let _ = Reflect::set(&wish, &"torch".into(), &lit.into());
        let _ = Reflect::set(&advanced, &"advanced".into(), &Array::of1(&wish));
        spawn_local(async move {
            let Ok(done) = super::call1(&track, "applyConstraints", &advanced) else { return };
            if JsFuture::from(js_sys::Promise::resolve(&done)).await.is_ok() {
                torch.set(Some(lit));
            }
        });
    }

    async fn ask(&self) {
        // A camera that went dumb is let go first: many devices give it to one stream only.
        let old = self.inner.borrow_mut().stream.take();
        if let Some(old) = old.as_ref().and_then(track_of) {
            old.stop();
        }
        let answer = request().await;
        self.inner.borrow_mut().asking = false;
        let stream = match answer {
            Ok(stream) => stream,
            Err(state) => {
                self.state.set(state);
                if state == State::Busy {
                    let again = self.clone();
                    after(BUSY_AGAIN_MS, move || again.ensure());
                }
                return;
            }
        };
        self.watch(&stream);
        let video = self.inner.borrow().video.clone();
        if let Some(video) = video {
            self.play(&video, &stream);
        }
        // Not `stream.clone()`: that is the browser's, a second stream that lives on when the system takes the first.
        self.inner.borrow_mut().stream = Some(stream);
    }

    fn play(&self, video: &HtmlVideoElement, stream: &MediaStream) {
        video.set_src_object(Some(stream));
        let _ = video.play();
        self.torch.set(track_of(stream).and_then(|track| torch_of(&track)));
        self.state.set(State::On);
    }

    /// The system may take the camera at any time.
    fn watch(&self, stream: &MediaStream) {
        let Some(track) = track_of(stream) else { return };
        for event in ["ended", "mute"] {
            let camera = self.clone();
            on(&track, event, move || {
                let camera = camera.clone();
                after(AGAIN_MS, move || camera.ensure());
            });
        }
    }
}

/// Asks the browser: the rear camera if there are two, sharp enough for a code at arm's length.
async fn request() -> Result<MediaStream, State> {
    // Missing where the page is not on https or localhost.
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into()).unwrap_or(JsValue::UNDEFINED);
    if devices.is_undefined() {
        return Err(State::Insecure);
    }
    let devices: web_sys::MediaDevices = devices.unchecked_into();
    let wish = Object::new();
    let ideal = |value: JsValue| {
        let object = Object::new();
        let _ = Reflect::set(&object, &"ideal".into(), &value);
        object
    };
    for (name, value) in [("facingMode", "environment".into()), ("width", 1280.into()), ("height", 720.into())] {
        let _ = Reflect::set(&wish, &name.into(), &ideal(value));
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wish);
    constraints.set_audio(&false.into());
    let promise = devices.get_user_media_with_constraints(&constraints).map_err(|_| State::Missing)?;
    match JsFuture::from(promise).await {
        Ok(stream) => Ok(stream.unchecked_into()),
        Err(error) => {
            // By its name alone: WebKit's OverconstrainedError is no DOMException.
            let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            Err(match name.as_deref().unwrap_or_default() {
                "NotAllowedError" | "SecurityError" => State::Denied,
                "NotFoundError" | "OverconstrainedError" | "TypeError" => State::Missing,
                _ => State::Busy,
            })
        }
    }
}

fn track_of(stream: &MediaStream) -> Option<MediaStreamTrack> {
    stream.get_video_tracks().get(0).dyn_into().ok()
}

fn is_live(stream: &MediaStream) -> bool {
    track_of(stream).is_some_and(|track| track.ready_state() == MediaStreamTrackState::Live && !track.muted())
}

fn torch_of(track: &MediaStreamTrack) -> Option<bool> {
    let abilities = call0(track, "getCapabilities").ok()?;
    let torch = Reflect::get(&abilities, &"torch".into()).ok()?;
    (torch == JsValue::TRUE).then_some(false)
}
