//! A picture of where an app's menu is, drawn in the page's own colours.

use super::Corner;

/// A window with its menu in one of the right corners: three dots, upright on Android.
pub(super) fn menu(corner: Corner, upright: bool) -> String {
    let y = if corner == Corner::Top { 15 } else { 81 };
    let dots: String = [-5, 0, 5]
        .map(|off| if upright { (49, y + off) } else { (49 + off, y) })
        .map(|(x, y)| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"1.7\"/>"))
        .concat();
    let bar = if corner == Corner::Top { "M3 27h58" } else { "M3 69h58" };
    let (address, page) = if corner == Corner::Top { (12, 38) } else { (78, 16) };
    format!(
        "<svg viewBox=\"0 0 64 96\" aria-hidden=\"true\"><rect class=\"window\" x=\"3\" y=\"3\" width=\"58\" height=\"90\" rx=\"10\"/>\
         <path class=\"line\" d=\"{bar}\"/><rect class=\"mark\" x=\"10\" y=\"{address}\" width=\"22\" height=\"6\" rx=\"3\"/>\
         <rect class=\"mark\" x=\"12\" y=\"{page}\" width=\"40\" height=\"26\" rx=\"4\"/>\
         <circle class=\"spot\" cx=\"49\" cy=\"{y}\" r=\"11\"/><g class=\"dots\">{dots}</g></svg>"
    )
}
