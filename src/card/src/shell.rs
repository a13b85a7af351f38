//! The service worker's side: registers it for this shop's addresses, and offers a new version when one waits.

use js_sys::{Object, Promise, Reflect};
use kit::{
    browser::{self, call1, window},
    i18n, ui,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What the worker is told when the person wants the new version; as in public/sw.js.
const TAKE_OVER: &str = "take-over";

/// Registers the worker. Where there is none (private modes, plain http), the card needs a network to open.
pub fn register(slug: &str) {
    let scope = ["/", slug].concat();
    spawn_local(async move {
        let _ = watch(&scope).await;
    });
}

async fn watch(scope: &str) -> Result<(), JsValue> {
    let Ok(container) = Reflect::get(&window().navigator(), &"serviceWorker".into()) else { return Ok(()) };
    if container.is_undefined() {
        return Ok(());
    }
    let options = Object::new();
    Reflect::set(&options, &"scope".into(), &scope.into())?;
    let register: js_sys::Function = Reflect::get(&container, &"register".into())?.dyn_into()?;
    let promise = register.call2(&container, &"/sw.js".into(), &options)?;
    let registration = JsFuture::from(Promise::resolve(&promise)).await?;

    offer(&container, &registration);
    let (container, seen) = (container.clone(), registration.clone());
    let found = Closure::<dyn FnMut()>::new(move || {
        let Ok(worker) = Reflect::get(&seen, &"installing".into()) else { return };
        let (container, seen) = (container.clone(), seen.clone());
        if let Ok(target) = worker.dyn_into::<web_sys::EventTarget>() {
            browser::on(&target, "statechange", move || offer(&container, &seen));
        }
    });
    registration
        .unchecked_ref::<web_sys::EventTarget>()
        .add_event_listener_with_callback("updatefound", found.as_ref().unchecked_ref())?;
    found.forget();
    Ok(())
}

/// Offers the version that waits, if one does and this page runs an older one.
fn offer(container: &JsValue, registration: &JsValue) {
    let waiting = Reflect::get(registration, &"waiting".into()).unwrap_or(JsValue::NULL);
    let controlled = Reflect::get(container, &"controller".into()).is_ok_and(|controller| controller.is_truthy());
    if !waiting.is_truthy() || !controlled {
        return;
    }
    let texts = i18n::texts();
    let container = container.clone();
    ui::toast_with(texts.new_version, texts.reload, move || {
        browser::on(container.unchecked_ref(), "controllerchange", || {
            let _ = window().location().reload();
        });
        let _ = call1(&waiting, "postMessage", &TAKE_OVER.into());
    });
}
