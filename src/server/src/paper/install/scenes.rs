//! What the pictures show, on a ground of 160 by 104: the end of a phone or a window, and in the shop's colour where to tap.

use super::pictures::{DOTS, INSTALL, PLUS, TICK};

/// Where to tap: a sign on a disc.
fn spot(x: u32, y: u32, sign: &str) -> String {
    format!(
        "<g transform=\"translate({x} {y})\"><circle class=\"spot\" r=\"15\"/><path class=\"sign\" d=\"{sign}\"/></g>"
    )
}

/// A sign that is not meant.
fn faint(x: u32, y: u32, sign: &str) -> String {
    format!("<path class=\"faint\" transform=\"translate({x} {y})\" d=\"{sign}\"/>")
}

/// A rounded block: a text, a picture, a button.
fn block(class: &str, (x, y): (u32, u32), (width, height): (u32, u32), radius: u32) -> String {
    format!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>")
}

/// The upper end of a phone.
fn upper() -> &'static str {
    "<path class=\"shell\" d=\"M22 104V20a16 16 0 0 1 16-16h84a16 16 0 0 1 16 16v84\"/>"
}

/// The lower end of a phone.
fn lower() -> &'static str {
    "<path class=\"shell\" d=\"M22 0v84a16 16 0 0 0 16 16h84a16 16 0 0 0 16-16V0\"/>"
}

/// A page as it is seen above a bar.
fn page_above() -> String {
    block("mark", (38, 0), (84, 26), 4) + &block("mark", (38, 34), (56, 7), 3)
}

/// A bar along the bottom with five signs, of which one is meant.
pub(super) fn bar_below(sign: &str, x: u32) -> String {
    // None under the disc.
    let others = [40, 58, 80, 102, 120].into_iter().filter(|at: &u32| at.abs_diff(x) > 20);
    let others: String = others.map(|at| block("mark", (at - 5, 71), (10, 10), 3)).collect();
    format!("{}{}<path class=\"edge\" d=\"M22 54h116\"/>{others}{}", lower(), page_above(), spot(x, 76, sign))
}

/// The bar of iOS 26: back, the address, three dots.
pub(super) fn pills_below() -> String {
    format!(
        "{}{}{}{}{}{}",
        lower(),
        page_above(),
        block("mark", (32, 64), (24, 24), 12),
        faint(44, 76, "M3-6l-6 6 6 6"),
        block("mark", (61, 64), (38, 24), 12),
        spot(118, 76, DOTS)
    )
}

/// The address bar at the top, with a sign at its right end.
pub(super) fn bar_above(sign: &str) -> String {
    format!(
        "{}{}<path class=\"edge\" d=\"M22 52h116\"/>{}{}",
        upper(),
        block("mark", (34, 20), (64, 20), 10),
        block("mark", (38, 62), (84, 42), 4),
        spot(118, 30, sign)
    )
}

/// The share sheet: people, then rows, of which one adds.
pub(super) fn sheet() -> String {
    let people: String = [40, 63, 86, 109].map(|x| block("mark", (x, 12), (15, 15), 8)).concat();
    format!(
        "{}{people}<path class=\"edge\" d=\"M22 36h116\"/>{}{}{}{}",
        lower(),
        block("mark", (36, 43), (46, 6), 3),
        block("row", (28, 56), (104, 34), 10),
        block("ink", (38, 70), (52, 6), 3),
        spot(114, 73, PLUS)
    )
}

/// A menu, of which one row adds; as wide as `width`.
pub(super) fn menu(width: u32) -> String {
    let left = 138 - width;
    let line = |y| block("mark", (left + 12, y), (width / 2, 6), 3);
    format!(
        "{}{}{}{}{}{}{}",
        block("shell", (left, 4), (width, 96), 12),
        line(16),
        line(30),
        block("row", (left + 6, 42), (width - 12, 34), 10),
        block("ink", (left + 16, 56), (width / 2 - 4, 6), 3),
        spot(138 - 24, 59, PLUS),
        line(84)
    )
}

/// The last question: the card's icon and name, and the button that says yes.
pub(super) fn question() -> String {
    format!(
        "{}{}{}{}{}{}",
        block("shell", (22, 14), (116, 76), 14),
        block("mark", (34, 25), (34, 7), 3),
        spot(118, 36, TICK),
        block("card", (36, 50), (26, 26), 7),
        block("ink", (72, 54), (46, 6), 3),
        block("mark", (72, 66), (34, 6), 3)
    )
}

/// A home screen with the card on it.
pub(super) fn home() -> String {
    let places = [(42, 14), (68, 14), (94, 14), (42, 42), (94, 42), (42, 70), (68, 70), (94, 70)];
    let others: String = places.map(|(x, y)| block("mark", (x + 2, y), (20, 20), 6)).concat();
    format!(
        "{}{others}{}<path class=\"sign\" \
         transform=\"translate(80 53)\" d=\"{TICK}\"/>",
        upper(),
        block("spot", (65, 38), (30, 30), 9)
    )
}

/// A computer's window; at the right end of its address bar the sign that installs.
pub(super) fn desk_bar() -> String {
    let lights: String =
        [18, 27, 36].map(|x| format!("<circle class=\"mark\" cx=\"{x}\" cy=\"16\" r=\"3\"/>")).concat();
    format!(
        "<path class=\"shell\" d=\"M6 104V14A8 8 0 0 1 14 6h132a8 8 0 0 1 8 8v90\"/>{lights}\
         <path class=\"edge\" d=\"M6 62h148\"/>{}{}{}{}",
        block("mark", (16, 32), (94, 20), 10),
        spot(130, 42, INSTALL),
        block("mark", (24, 72), (72, 32), 4),
        block("mark", (104, 72), (32, 32), 4)
    )
}

/// The bar along the top of a Mac, and the menu that hangs from it.
pub(super) fn mac_menu() -> String {
    let bar: String = [18, 92, 120].map(|x| block("mark", (x, 8), (20, 6), 3)).concat();
    format!(
        "<path class=\"edge\" d=\"M4 22h152\"/>{bar}{}{}{}{}{}{}",
        block("row", (44, 2), (40, 18), 5),
        block("ink", (52, 8), (24, 6), 3),
        block("shell", (44, 24), (92, 76), 8),
        block("mark", (54, 33), (46, 6), 3),
        block("row", (48, 46), (84, 34), 8) + &block("ink", (58, 60), (36, 6), 3) + &spot(114, 63, PLUS),
        block("mark", (54, 88), (40, 6), 3)
    )
}

/// The Dock with the card in it.
pub(super) fn dock() -> String {
    let others: String = [20, 44, 92, 116].map(|x| block("mark", (x, 62), (20, 20), 6)).concat();
    format!(
        "{}{others}{}<path class=\"sign\" transform=\"translate(78 63)\" d=\"{TICK}\"/>",
        block("shell", (10, 52), (136, 40), 12),
        block("spot", (61, 46), (34, 34), 10)
    )
}
