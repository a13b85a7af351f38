//! Looks for QR codes in a running video: by the browser's own detector where it has one for QR, else by [`super::reader`] in a worker, so that
//! the picture and the buttons stay smooth; where there is no worker, right here.
//!
//! The worker is this same app: a few lines start the module that is compiled already, and its `main` calls [`serve`] there
//! ([`in_worker`]). Nothing more is downloaded.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MessageEvent, Worker};

use super::{
    call0, call1, document,
    reader::{Reader, crop},
    window,
};

/// A worker that has not come up by then is not waited for.
const WORKER_START_MS: i32 = 8_000;
/// A detector that fails so often in a row does not work on this device, whatever it says.
const FAILURES_MAX: u32 = 4;

/// Starts this app's module in a worker. An own file would have to be kept in step with the page's; these lines know nothing.
const BOOT: &str =
    "onmessage=async e=>{onmessage=null;const m=await import(e.data[0]);await m.default({module_or_path:e.data[1]})}";

/// Reads codes from a video.
pub struct Sight {
    way: RefCell<Way>,
    failures: Cell<u32>,
    canvas: HtmlCanvasElement,
    context: Option<CanvasRenderingContext2d>,
    close: Cell<bool>,
}

enum Way {
    Detector(JsValue),
    Worker(Rc<Remote>),
    Here(Box<Reader>),
}

impl Sight {
    /// Finds the best way this browser has.
    pub async fn open() -> Sight {
        let way = match detector().await {
            Some(detector) => Way::Detector(detector),
            None => by_software().await,
        };
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").unwrap_or(JsValue::NULL.unchecked_into()).unchecked_into();
        let options = Object::new();
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        let context = canvas.get_context_with_context_options("2d", &options).ok().flatten();
        let context = context.map(JsCast::unchecked_into);
        Sight { way: RefCell::new(way), failures: Cell::new(0), canvas, context, close: Cell::new(false) }
    }

    /// The way that was found, for a look at the device: `detector`, `worker` or `here`.
    pub fn way(&self) -> &'static str {
        match &*self.way.borrow() {
            Way::Detector(_) => "detector",
            Way::Worker(_) => "worker",
            Way::Here(_) => "here",
        }
    }

    /// The text of a code in the picture now, if there is one.
    pub async fn look(&self, video: &HtmlVideoElement) -> Option<String> {
        if video.ready_state() < 2 || video.video_width() == 0 {
            return None;
        }
        let detector = if let Way::Detector(detector) = &*self.way.borrow() { Some(detector.clone()) } else { None };
        if let Some(detector) = detector {
            return self.detect(&detector, video).await;
        }
        let (rgba, width) = self.frame(video).ok()?;
        let remote = if let Way::Worker(remote) = &*self.way.borrow() { Some(remote.clone()) } else { None };
        match remote {
            Some(remote) => remote.read(&rgba, width).await,
            None => match &mut *self.way.borrow_mut() {
                Way::Here(reader) => reader.read(&rgba.to_vec(), width as usize),
                _ => None,
            },
        }
    }

    async fn detect(&self, detector: &JsValue, video: &HtmlVideoElement) -> Option<String> {
        let found = async { JsFuture::from(Promise::resolve(&call1(detector, "detect", video)?)).await }.await;
        match found {
            Ok(codes) => {
                self.failures.set(0);
                let text = Reflect::get(&Array::from(&codes).get(0), &"rawValue".into()).ok()?;
                text.as_string().filter(|text| !text.is_empty())
            }
            Err(_) => {
                self.failures.set(self.failures.get() + 1);
                if self.failures.get() >= FAILURES_MAX {
                    let way = by_software().await;
                    *self.way.borrow_mut() = way;
                }
                None
            }
        }
    }

    /// The part of the picture to look at, four bytes a pixel.
    fn frame(&self, video: &HtmlVideoElement) -> Result<(Uint8Array, u32), JsValue> {
        let context = self.context.as_ref().ok_or(JsValue::NULL)?;
        self.close.set(!self.close.get());
        let ((x, y, w, h), width, height) = crop(video.video_width(), video.video_height(), self.close.get());
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        context.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            video,
            x,
            y,
            w,
            h,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )?;
        let image = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height))?;
        // As JavaScript bytes: they go to the worker without a copy.
        let data = Reflect::get(&image, &"data".into())?;
        Ok((Uint8Array::new(&Reflect::get(&data, &"buffer".into())?), width))
    }
}

/// The browser's own detector, if it reads QR codes.
async fn detector() -> Option<JsValue> {
    let class: js_sys::Function = Reflect::get(&window(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let formats = JsFuture::from(Promise::resolve(&call0(&class, "getSupportedFormats").ok()?)).await.ok()?;
    let qr: JsValue = "qr_code".into();
    if !Array::from(&formats).includes(&qr, 0) {
        return None;
    }
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&qr)).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn by_software() -> Way {
    match Remote::start().await {
        Some(remote) => Way::Worker(remote),
        None => Way::Here(Box::default()),
    }
}

/// The reader in a worker.
struct Remote {
    worker: Worker,
    waiting: Rc<RefCell<Option<js_sys::Function>>>,
}

impl Remote {
    async fn start() -> Option<Rc<Remote>> {
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&Array::of1(&BOOT.into()), &{
            let bag = web_sys::BlobPropertyBag::new();
            bag.set_type("text/javascript");
            bag
        });
        let url = web_sys::Url::create_object_url_with_blob(&blob.ok()?).ok()?;
        let options = web_sys::WorkerOptions::new();
        options.set_type(web_sys::WorkerType::Module);
        let worker = Worker::new_with_options(&url, &options).ok()?;
        let remote = Rc::new(Remote { worker, waiting: Rc::default() });
        let waiting = remote.waiting.clone();
        let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let waiting = waiting.borrow_mut().take();
            if let Some(resolve) = waiting {
                let _ = resolve.call1(&JsValue::NULL, &event.data());
            }
        });
        remote.worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        answer.forget();
        let ready = remote.next_answer();
        let boot = Array::of2(&glue()?.into(), &wasm_bindgen::module());
        remote.worker.post_message(&boot).ok()?;
        let late = Promise::new(&mut |resolve, _| {
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, WORKER_START_MS);
        });
        let first = JsFuture::from(Promise::race(&Array::of2(&ready, &late))).await.ok()?;
        let _ = web_sys::Url::revoke_object_url(&url);
        if first.is_undefined() {
            remote.worker.terminate();
            return None;
        }
        Some(remote)
    }

    /// What the worker says next.
    fn next_answer(&self) -> Promise {
        Promise::new(&mut |resolve, _| {
            self.waiting.replace(Some(resolve));
        })
    }

    async fn read(&self, rgba: &Uint8Array, width: u32) -> Option<String> {
        let answer = self.next_answer();
        let buffer = rgba.buffer();
        let message = Array::of2(&buffer, &width.into());
        self.worker.post_message_with_transfer(&message, &Array::of1(&buffer)).ok()?;
        JsFuture::from(answer).await.ok()?.as_string()
    }
}

/// The address of the app's own script, which the page loads first of all.
fn glue() -> Option<String> {
    let link = document().query_selector("link[rel=modulepreload]").ok()??;
    Reflect::get(&link, &"href".into()).ok()?.as_string()
}

/// Whether this is the worker; `main` asks it first.
pub fn in_worker() -> bool {
    Reflect::get(&js_sys::global(), &"document".into()).is_ok_and(|document| document.is_undefined())
}

/// The worker's life: a frame comes, its code (text, or null) goes back. It says `true` once when it is ready.
pub fn serve() {
    let global = js_sys::global();
    let mut reader = Reader::default();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = Array::from(&event.data());
        let rgba = Uint8Array::new(&message.get(0)).to_vec();
        let width = message.get(1).as_f64().unwrap_or(0.0) as usize;
        let text = reader.read(&rgba, width).map_or(JsValue::NULL, JsValue::from);
        let _ = call1(&js_sys::global(), "postMessage", &text);
    });
    let _ = Reflect::set(&global, &"onmessage".into(), answer.as_ref());
    answer.forget();
    let _ = call1(&global, "postMessage", &true.into());
}
