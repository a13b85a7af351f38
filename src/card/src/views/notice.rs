//! Something that is not as it should be: a sign, two sentences, and what to do.

use kit::{
    dom::{El, el, svg},
    i18n::Said,
    ui::{Look, button},
};

/// What a notice is about, for the eye. The words say it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A key that is gone.
    Key,
    /// A card whose content went elsewhere.
    Moved,
    /// No network.
    Network,
    /// The shop stopped the card.
    Paused,
    /// A phone that was taken off.
    Phone,
    /// No card yet.
    Cards,
    /// No such shop.
    Shop,
}

impl Sign {
    /// Lines in a square of 24.
    fn lines(self) -> &'static str {
        match self {
            Sign::Key => "M12 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M11 11l9 9m-4-4 2-2m1 5 1-1",
            Sign::Moved => "M13 18H3V6h11v4m1 4h6m-3-3 3 3-3 3",
            Sign::Network => "M3 9a13 13 0 0 1 18 0M6 13a9 9 0 0 1 12 0m-9 3a5 5 0 0 1 6 0m-3 3v1M4 4l16 16",
            Sign::Paused => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M10 9v6m4-6v6",
            Sign::Phone => "M7 3h10v18H7zm4 15h2M4 5l16 14",
            Sign::Cards => "M3 9h14v10H3zm4-4h14v10M6 15h4",
            Sign::Shop => "M5 11v9h14v-9M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0m8 11v-5h4v5",
        }
    }
}

/// A notice.
pub fn notice(sign: Sign, said: impl Fn() -> Said + Clone + 'static) -> El {
    let todo = said.clone();
    let drawn = svg("svg").class("sign").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    el("div").class("notice").all([
        drawn.add(svg("path").attr("d", sign.lines())),
        el("p").class("what").live_text(move || said().what),
        el("p").live_text(move || todo().todo),
    ])
}

/// A notice with the one thing to do about it.
pub fn notice_with(
    sign: Sign,
    said: impl Fn() -> Said + Clone + 'static,
    label: impl Fn() -> String + 'static,
    press: impl FnMut() + 'static,
) -> El {
    notice(sign, said).add(button(Look::Main, label, press))
}
