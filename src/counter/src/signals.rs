//! The signals of leptos without its views: what changes on the screens.

pub use reactive_graph::{
    callback::{Callable, Callback},
    graph::untrack,
    owner::{StoredValue, on_cleanup},
    prelude::*,
    signal::RwSignal,
};
