//! Small shared pieces on native elements; their looks are in style/base.css. Each as a function that gives an [`El`](crate::dom::El), for
//! apps of few KB, and as a component of the view macro.

mod button;
mod dialog;
mod lang_switch;
mod toast;

pub use button::{Button, Look, busy_button, button};
pub use dialog::{Dialog, tap_dialog};
pub use lang_switch::{LangSwitch, lang_switch};
pub use toast::{Toasts, toast, toast_with, toasts};
