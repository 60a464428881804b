//! The names in a table (indicators, labels, places, units), each once.
//!
//! Rows hold numbers in their place, which order as the names do: a table over a whole archive has millions of rows and
//! some hundred thousand names, and sorts, groups and compares numbers alone.

use crate::archive::{Id, Interner};
use rayon::slice::ParallelSliceMut;
use std::num::NonZeroU32;

/// A name of a [`Names`]. While a table is made, a string of one thread's interner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(NonZeroU32);

impl Name {
    pub(super) fn new(id: Id) -> Self {
        Self(NonZeroU32::MIN.saturating_add(id))
    }

    /// The number of the string.
    pub(super) fn id(self) -> Id {
        self.0.get() - 1
    }

    fn index(self) -> usize {
        self.id() as usize
    }
}

/// Names in order, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(Vec<Box<str>>);

impl Names {
    /// The string of a name.
    pub fn get(&self, name: Name) -> &str {
        self.0.get(name.index()).map_or("", |n| n)
    }

    /// The name of a string; an error says how many names stand in front of it.
    pub(super) fn find(&self, name: &str) -> Result<Name, Id> {
        match self.0.binary_search_by(|n| (**n).cmp(name)) {
            Ok(i) => Ok(Name::new(i as Id)),
            Err(i) => Err(i as Id),
        }
    }
}

/// What the numbers of one interner are in the common [`Names`].
pub(super) struct Renamed(Vec<Name>);

impl Renamed {
    pub(super) fn name(&self, old: Name) -> Name {
        self.0.get(old.index()).copied().unwrap_or(old)
    }

    pub(super) fn option(&self, old: Option<Name>) -> Option<Name> {
        old.map(|name| self.name(name))
    }
}

/// Brings the strings of all threads together.
pub(super) fn unite(interners: Vec<Interner>) -> (Names, Vec<Renamed>) {
    let mut all: Vec<(Box<str>, u32, u32)> = Vec::new();
    let mut renamed = Vec::with_capacity(interners.len());
    for (thread, interner) in (0..).zip(interners) {
        let names = interner.into_names();
        renamed.push(Renamed(vec![Name::new(0); names.len()]));
        all.extend((0..).zip(names).map(|(id, name)| (name, thread, id)));
    }
    all.par_sort_unstable();
    let mut names: Vec<Box<str>> = Vec::with_capacity(all.len());
    for (name, thread, id) in all {
        if names.last() != Some(&name) {
            names.push(name);
        }
        renamed[thread as usize].0[id as usize] = Name::new(names.len() as Id - 1);
    }
    (Names(names), renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_threads_are_numbered_in_order() {
        let (mut a, mut b) = (Interner::default(), Interner::default());
        let (x, y) = (Name::new(a.name("xã")), Name::new(a.name("hộ")));
        let (z, w) = (Name::new(b.name("hộ")), Name::new(b.name("ấp")));
        let (names, renamed) = unite(vec![a, b]);
        let of = |thread: usize, name| renamed[thread].name(name);
        assert_eq!(of(0, y), of(1, z), "one string, one name");
        assert_eq!([of(0, x), of(1, w)].map(|n| names.get(n)), ["xã", "ấp"]);
        assert!(of(0, y) < of(0, x) && of(0, x) < of(1, w), "as strings order");
        assert_eq!((names.find("hộ"), names.find("kg")), (Ok(of(0, y)), Err(1)));
    }
}
