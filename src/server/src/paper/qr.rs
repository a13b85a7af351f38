//! A QR on a page, as SVG: black on white with its quiet zone, in the dark too.

use pass::qr::{Matrix, QUIET_ZONE};

use crate::pages::escape;

/// The picture, and what it is for those who don't see it.
pub fn svg(matrix: &Matrix, label: &str) -> String {
    let side = matrix.size + 2 * QUIET_ZONE;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{}\"/></svg>",
        escape(label),
        matrix.path()
    )
}
