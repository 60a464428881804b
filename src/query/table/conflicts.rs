//! The order of a table, and which of its rows contradict each other.

use super::{Row, Table};
use rayon::slice::ParallelSliceMut;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl Table {
    pub(super) fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.documents.len()).collect();
        order.sort_by(|&a, &b| self.documents[a].path.cmp(&self.documents[b].path));
        let mut position = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            position[old] = new;
        }
        for row in &mut self.rows {
            row.document = position[row.document];
        }
        self.documents.sort_by(|a, b| a.path.cmp(&b.path));
        self.rows.par_sort_by(|a, b| {
            let key = |r: &Row| (r.document, r.span);
            (&a.name, &a.place, &a.period).cmp(&(&b.name, &b.place, &b.period)).then_with(|| key(a).cmp(&key(b)))
        });
    }

    /// Marks rows whose thing has another value elsewhere.
    pub(super) fn mark_conflicts(&mut self) {
        // The first value of each thing, and whether another one was met.
        let mut values: HashMap<Thing<'_>, (Value, bool)> = HashMap::new();
        for row in &self.rows {
            let Some(thing) = row.thing() else { continue };
            let value = row.measured();
            match values.entry(thing) {
                Entry::Occupied(mut known) => known.get_mut().1 |= known.get().0 != value,
                Entry::Vacant(place) => {
                    place.insert((value, false));
                }
            }
        }
        let conflicts: Vec<bool> =
            self.rows.iter().map(|r| r.thing().and_then(|t| values.get(&t)).is_some_and(|v| v.1)).collect();
        for (row, conflict) in self.rows.iter_mut().zip(conflicts) {
            row.conflict = conflict;
        }
    }
}

/// What a value is of: two values of one thing cannot both be right.
type Thing<'r> = (&'r str, Option<&'r str>, &'r [String], u8, Option<u8>, Option<&'r str>, &'r str, &'r str);

/// A value that compares bit by bit, with its bound.
type Value = ([Option<u64>; 3], Option<u8>);

impl Row {
    /// Only a row with a known name, place and period can be compared with another.
    fn thing(&self) -> Option<Thing<'_>> {
        self.indicator.as_ref()?;
        Some((
            &self.name,
            self.unit.as_deref(),
            &self.per,
            self.basis as u8,
            self.change.map(|c| c as u8),
            self.label.as_deref(),
            self.place.as_deref()?,
            self.period.as_deref()?,
        ))
    }

    fn measured(&self) -> Value {
        ([self.value, self.low, self.high].map(|v| v.map(f64::to_bits)), self.qualifier.map(|q| q as u8))
    }
}
