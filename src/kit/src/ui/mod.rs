//! Small shared pieces on native elements; their looks are in style/base.css.

mod button;
mod dialog;
mod lang_switch;
mod toast;

pub use button::{Look, busy_button, button};
pub use dialog::tap_dialog;
pub use lang_switch::lang_switch;
pub use toast::{toast, toast_with, toasts};
