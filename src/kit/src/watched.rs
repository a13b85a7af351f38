//! Values that screens watch: a plain cell and one trigger. A signal of the reactive crate is compiled anew, some KB, for each type it holds;
//! this is not, and the reactive crate still does the tracking.

use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

use reactive_graph::{
    signal::ArcTrigger,
    traits::{Notify, Track},
};

/// A value that effects and live elements follow. Clones are the same value.
pub struct Watched<T>(Rc<(RefCell<T>, ArcTrigger)>);

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Default> Default for Watched<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Watched<T> {
    /// A value.
    pub fn new(value: T) -> Self {
        Self(Rc::new((RefCell::new(value), ArcTrigger::new())))
    }

    /// The value; who asks is told when it changes. The guard must be gone before the value is set.
    pub fn read(&self) -> Ref<'_, T> {
        self.0.1.track();
        self.0.0.borrow()
    }

    /// The value, for one use.
    pub fn peek(&self) -> Ref<'_, T> {
        self.0.0.borrow()
    }

    /// Sets it and tells who asked.
    pub fn set(&self, value: T) {
        self.0.0.replace(value);
        self.0.1.notify();
    }

    /// Sets it, and tells only if it is another one.
    pub fn put(&self, value: T)
    where
        T: PartialEq,
    {
        if *self.0.0.borrow() != value {
            self.set(value);
        }
    }

    /// Changes it in place and tells who asked.
    pub fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut self.0.0.borrow_mut());
        self.0.1.notify();
        result
    }
}

impl<T: Clone> Watched<T> {
    /// The value; who asks is told when it changes.
    pub fn get(&self) -> T {
        self.read().clone()
    }

    /// The value, for one use.
    pub fn now(&self) -> T {
        self.peek().clone()
    }
}
