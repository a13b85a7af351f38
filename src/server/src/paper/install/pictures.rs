//! The pictures of the steps: which there are, and the signs in them. Signs are drawn in lines around 0,0 in a square of 20.

use super::scenes;

/// A picture of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Safari's bar at the bottom, as it was: the share sign in the middle.
    ShareBelow,
    /// Safari's bar at the bottom from iOS 26 on: three dots at the right.
    DotsBelow,
    /// The address bar at the top with the share sign in it.
    ShareAbove,
    /// The address bar at the top with three upright dots.
    DotsAbove,
    /// A bar at the bottom with three lines at the right.
    LinesBelow,
    /// The row of the share sheet that adds.
    SheetRow,
    /// The row of a menu that adds.
    MenuRow,
    /// The last question, and the button that says yes.
    Confirm,
    /// The card among the others.
    Home,
    /// A computer's address bar with the sign that installs.
    InstallAbove,
    /// The menu of a Mac that hangs from the bar at the top.
    MacMenu,
    /// The Dock of a Mac.
    Dock,
}

/// Share: a box with an arrow out of it.
pub(super) const SHARE: &str = "M-3.5-1.5h-3v10h13v-10h-3M0 4v-12.5M-4-5l4-4 4 4";
/// Three dots side by side, and one above the other: lines without length, with round ends.
pub(super) const DOTS: &str = "M-6 0h.01M0 0h.01M6 0h.01";
pub(super) const UPRIGHT: &str = "M0-6h.01M0 0h.01M0 6h.01";
/// Three lines.
pub(super) const LINES: &str = "M-7-5h14M-7 0h14M-7 5h14";
/// A box with a plus.
pub(super) const PLUS: &str =
    "M-5-8h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3h-10a3 3 0 0 1-3-3v-10a3 3 0 0 1 3-3zM0-4v8M-4 0h8";
/// A screen with an arrow into it.
pub(super) const INSTALL: &str = "M-1-7h-7v11h16v-5M-4 8h8M4-8v7M1-4l3 3 3-3";
/// Yes.
pub(super) const TICK: &str = "M-5 0l4 4 7-8";

impl Picture {
    /// As SVG. It says nothing to a screen reader: the words beside it say all.
    pub fn svg(self) -> String {
        let drawn = match self {
            Picture::ShareBelow => scenes::bar_below(SHARE, 80),
            Picture::DotsBelow => scenes::pills_below(),
            Picture::ShareAbove => scenes::bar_above(SHARE),
            Picture::DotsAbove => scenes::bar_above(UPRIGHT),
            Picture::LinesBelow => scenes::bar_below(LINES, 118),
            Picture::SheetRow => scenes::sheet(),
            Picture::MenuRow => scenes::menu(104),
            Picture::Confirm => scenes::question(),
            Picture::Home => scenes::home(),
            Picture::InstallAbove => scenes::desk_bar(),
            Picture::MacMenu => scenes::mac_menu(),
            Picture::Dock => scenes::dock(),
        };
        format!("<svg class=\"step\" viewBox=\"0 0 160 104\" aria-hidden=\"true\">{drawn}</svg>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_is_one_of_its_own_and_points_somewhere() {
        let all = [
            Picture::ShareBelow,
            Picture::DotsBelow,
            Picture::ShareAbove,
            Picture::DotsAbove,
            Picture::LinesBelow,
            Picture::SheetRow,
            Picture::MenuRow,
            Picture::Confirm,
            Picture::Home,
            Picture::InstallAbove,
            Picture::MacMenu,
            Picture::Dock,
        ];
        let drawn: std::collections::BTreeSet<String> = all.map(Picture::svg).into_iter().collect();
        assert_eq!(drawn.len(), all.len());
        for svg in drawn {
            assert!(svg.contains("class=\"spot") && !svg.contains("style="), "{svg}");
            assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count(), "{svg}");
        }
    }
}
