//! What the server sent, read and as it came: an app that keeps it on the phone has nothing to write again.

use std::{ops::Deref, rc::Rc};

use wasm_bindgen::JsValue;

use crate::members::Read;

/// A `T` of the server. Clones are the same value.
pub struct Sent<T> {
    read: Rc<T>,
    value: JsValue,
}

impl<T: Read> Sent<T> {
    /// From a plain JavaScript value, if it is a `T`.
    pub fn read(value: JsValue) -> Option<Self> {
        Some(Self { read: Rc::new(T::read(&value)?), value })
    }
}

impl<T> Sent<T> {
    /// As it came.
    pub fn value(&self) -> &JsValue {
        &self.value
    }
}

impl<T> Deref for Sent<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.read
    }
}

impl<T> Clone for Sent<T> {
    fn clone(&self) -> Self {
        Self { read: self.read.clone(), value: self.value.clone() }
    }
}

impl<T: PartialEq> PartialEq for Sent<T> {
    fn eq(&self, other: &Self) -> bool {
        self.read == other.read
    }
}
