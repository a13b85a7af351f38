//! Values of a screen that many closures hold. As with [`crate::watched`] the reactive crate tracks them, without being compiled anew for each type.

use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc};

use reactive_graph::{
    owner::{LocalStorage, StoredValue},
    signal::ArcTrigger,
    traits::{GetValue, Notify, Track},
};

/// A value that effects and live elements follow. A copy is the same value, and all are gone with the place that made it: what is written to
/// them then is nobody's.
pub struct Held<T>(StoredValue<Kept, LocalStorage>, PhantomData<fn() -> T>);

/// What is kept of a value, whatever it is.
type Kept = (ArcTrigger, Rc<dyn Any>);

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T: 'static> Held<T> {
    /// A value of the place that is being made.
    pub fn new(value: T) -> Self {
        Held(keep(Rc::new(RefCell::new(value))), PhantomData)
    }

    /// Reads it; who asks is told when it changes.
    ///
    /// # Panics
    /// If its place is gone. Only what waited for something may still run then: it asks by [`Held::try_with_untracked`].
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        there(self.read(true, read))
    }

    /// Reads it, for one use.
    ///
    /// # Panics
    /// As [`Held::with`].
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        there(self.read(false, read))
    }

    /// Reads it, for one use; nothing if its place is gone.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.read(false, read)
    }

    /// Sets it and tells who asked.
    pub fn set(self, value: T) {
        self.update(|held| *held = value);
    }

    /// Changes it in place and tells who asked; nothing if its place is gone.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let result = self.update_untracked(change);
        self.notify();
        result
    }

    /// Changes it in place and tells nobody; nothing if its place is gone.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = find(self.0, false)?;
        let cell = held.downcast_ref::<RefCell<T>>()?;
        Some(change(&mut cell.borrow_mut()))
    }

    /// Tells who asked.
    pub fn notify(self) {
        notify(self.0);
    }

    fn read<R>(self, tracked: bool, read: impl FnOnce(&T) -> R) -> Option<R> {
        let held = find(self.0, tracked)?;
        let cell = held.downcast_ref::<RefCell<T>>()?;
        Some(read(&cell.borrow()))
    }
}

impl<T: Clone + 'static> Held<T> {
    /// The value; who asks is told when it changes.
    ///
    /// # Panics
    /// As [`Held::with`].
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, for one use.
    ///
    /// # Panics
    /// As [`Held::with`].
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn there<R>(result: Option<R>) -> R {
    let Some(result) = result else { panic!("a value outlived its place") };
    result
}

// Not generic, so that each is in an app once.

fn keep(value: Rc<dyn Any>) -> StoredValue<Kept, LocalStorage> {
    StoredValue::new_local((ArcTrigger::new(), value))
}

#[inline(never)]
fn find(place: StoredValue<Kept, LocalStorage>, tracked: bool) -> Option<Rc<dyn Any>> {
    let (trigger, value) = place.try_get_value()?;
    if tracked {
        trigger.track();
    }
    Some(value)
}

#[inline(never)]
fn notify(place: StoredValue<Kept, LocalStorage>) {
    if let Some((trigger, _)) = place.try_get_value() {
        trigger.notify();
    }
}

#[cfg(test)]
mod tests {
    use reactive_graph::owner::Owner;

    use super::*;

    #[test]
    fn copies_are_one_value_until_their_place_is_gone() {
        let owner = Owner::new();
        let (name, late) = owner.with(|| {
            let name = Held::new(String::from("Léa"));
            name.update(|name| name.push('!'));
            (name, name)
        });
        assert_eq!(name.get_untracked(), "Léa!");
        late.set("Max".into());
        assert_eq!(name.get(), "Max");
        owner.cleanup();
        assert_eq!(late.try_with_untracked(String::len), None);
        late.set("Zoé".into());
        assert_eq!(late.update(|name| name.len()), None, "nobody's any more");
    }
}
