//! A QR on a page, as SVG: black on white with its quiet zone, in the dark too.

use std::fmt::Write as _;

use pass::qr::{Matrix, QUIET_ZONE};

use crate::pages::escape;

/// The picture, and what it is for those who don't see it.
pub fn svg(matrix: &Matrix, label: &str) -> String {
    let side = matrix.size + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, row) in matrix.modules.chunks(matrix.size).enumerate() {
        let mut x = 0;
        // A run of modules is one rectangle: no seams between them when it is printed.
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&true) {
                let _ = write!(path, "M{} {}h{n}v1h-{n}z", x + QUIET_ZONE, y + QUIET_ZONE, n = run.len());
            }
            x += run.len();
        }
    }
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"{}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>",
        escape(label)
    )
}
