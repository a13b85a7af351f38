//! The code to be shown: the QR with its ring, the typed code under it, and both large over the whole screen.

use kit::{
    browser::{self, clock, document, wake_lock::WakeLock},
    dom::{El, derived, el, follow, keep, svg},
    route,
    ui::{Look, button, tap_dialog},
};

use crate::{
    record,
    session::Session,
    texts::t,
    ticker::{Shown, ring_at_ms},
};

/// The code.
pub fn code(session: Session) -> El {
    // The screen stays awake while a code is on it.
    keep(WakeLock::hold());
    // A shortcut of the home screen asks for the code alone.
    if route::fragment() == "code" {
        route::forget_behind_path();
        browser::after(0, move || session.large.put(true));
    }
    let dialog = tap_dialog(
        session.large.clone(),
        "large",
        || t().show_this.to_owned(),
        move || {
            let reward = session.using.get();
            let name = if reward.is_empty() { session.face.read().name.clone() } else { reward };
            let name = el("p").class("shop-name").text(&name);
            let close = button(Look::Plain, || t().tap_to_close.to_owned(), || {});
            vec![name, qr(session), typed(session), close]
        },
    );
    // Closed, it is for nothing but to be shown.
    follow(move || {
        if !session.large.get() {
            session.use_now("");
        }
    });
    el("section").class("code").live_attr("aria-label", || Some(t().show_this.to_owned())).all([
        el("h2").live_text(|| t().show_this.to_owned()),
        qr(session).on("click", move || session.large.put(true)),
        typed(session),
        button(Look::Quiet, || t().enlarge.to_owned(), move || session.large.put(true)),
        dialog,
    ])
}

/// Puts the code of now in its place in the skeleton that the page came with: it can be scanned before the app is made. Returns when it is on the screen,
/// or when there is none.
pub async fn first(slug: &str) -> Option<()> {
    clock::restore().await;
    let place = document().query_selector(".skeleton .qr").ok()??;
    let show = |shown: &Shown| {
        let code = modules(shown.size, svg("path").attr("d", &shown.path)).attr("data-link", &shown.link);
        let _ = place.append_child(code.node());
    };
    record::signer(slug).await?.first(show).await?;
    browser::painted().await;
    Some(())
}

/// Black modules, drawn by `path`, on white with their quiet zone.
fn modules(size: usize, path: El) -> El {
    let side = size.to_string();
    svg("svg")
        .class("modules")
        .attr("viewBox", &["0 0 ", &side, " ", &side].concat())
        .attr("shape-rendering", "crispEdges")
        .add(svg("rect").attr("width", &side).attr("height", &side).attr("fill", "#fff"))
        .add(path.attr("fill", "#000"))
}

/// Black on white, in the dark too, and a ring that runs down with the step. A new code changes the picture's path and nothing else.
fn qr(session: Session) -> El {
    let frame = derived(move || session.shown.read().as_ref().map(|shown| (shown.size, shown.ring_ms)));
    el("div").class("qr").live(move || {
        let Some((size, ring_ms)) = frame.get() else { return vec![] };
        let of =
            move |part: fn(&Shown) -> &String| move || session.shown.read().as_ref().map(|shown| part(shown).clone());
        let modules = modules(size, svg("path").live_attr("d", of(|shown| &shown.path)))
            .attr("role", "img")
            .live_attr("data-link", of(|shown| &shown.link))
            .live_attr("aria-label", || Some(t().qr_label.to_owned()));
        let line = |class: &str| {
            let rect = svg("rect").class(class).attr("x", "1.5").attr("y", "1.5");
            rect.attr("width", "97").attr("height", "97").attr("rx", "7").attr("pathLength", "100")
        };
        let over = ["-", &ring_at_ms(ring_ms).to_string(), "ms"].concat();
        let ring = svg("svg").class("ring").attr("viewBox", "0 0 100 100").attr("aria-hidden", "true");
        vec![modules, ring.add(line("track")).add(line("rest").style("animation-delay", &over))]
    })
}

/// The code to say aloud.
fn typed(session: Session) -> El {
    let code = move || session.shown.read().as_ref().map(|shown| shown.typed.clone()).unwrap_or_default();
    el("p").class("typed").add(el("span").live_text(|| t().typed_code.to_owned())).add(el("strong").live_text(code))
}
