//! What changes on the screens, and who follows it.

pub use kit::held::Held;
pub use reactive_graph::{graph::untrack, owner::on_cleanup};
