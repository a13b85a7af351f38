//! Reads what an app keeps of the server's answers, member by member. A reader that serde derives holds each member in an option until the end and looks out
//! for repeats: for a card's answers that is 10 KB of code, and the browser's own parser has left nothing to look out for.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wire::{CardStatus, LevelsBy, PurseKind, Time};

use crate::reader;

/// What can be read from a plain JavaScript value.
pub trait Read: Sized {
    /// The value as this, or none if it is something else.
    fn read(value: &JsValue) -> Option<Self>;
}

/// A member of an object; `undefined` where there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A member of an object as a `T`.
pub fn member<T: Read>(object: &JsValue, name: &str) -> Option<T> {
    T::read(&get(object, name))
}

/// Structs whose members are read under their own names.
#[macro_export]
macro_rules! members {
    ($($(#[$of_struct:meta])* pub struct $name:ident { $($(#[$of_member:meta])* pub $member:ident: $kind:ty,)+ })+) => {$(
        $(#[$of_struct])*
        pub struct $name { $($(#[$of_member])* pub $member: $kind,)+ }

        impl $crate::members::Read for $name {
            fn read(value: &wasm_bindgen::JsValue) -> Option<Self> {
                Some(Self { $($member: $crate::members::member(value, stringify!($member))?,)+ })
            }
        }
    )+};
}

impl Read for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Read for Time {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string().map(Time)
    }
}

/// Numbers of the wire are whole and below 2^53.
macro_rules! whole_numbers {
    ($($kind:ty)+) => {$(
        impl Read for $kind {
            fn read(value: &JsValue) -> Option<Self> {
                value.as_f64().map(|number| number as $kind)
            }
        }
    )+};
}

whole_numbers! { i64 u32 u64 }

/// Absent, or null.
impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() || value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

/// Absent is empty.
impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() {
            return Some(vec![]);
        }
        Array::is_array(value).then(|| Array::from(value).iter().map(|item| T::read(&item)).collect())?
    }
}

/// The wire's own names.
macro_rules! names {
    ($($kind:ty)+) => {$(
        impl Read for $kind {
            fn read(value: &JsValue) -> Option<Self> {
                reader::read(value)
            }
        }
    )+};
}

names! { CardStatus LevelsBy PurseKind }
