//! The rows of all threads as one table, in its order; and which of them contradict each other.

use super::Row;
use super::gather::Rows;
use super::names::{Name, Names, Renamed};
use super::quotes::Quotes;
use crate::record::Months;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::cmp::Ordering;

impl Rows for Vec<Row> {
    fn add(&mut self, row: Row) -> bool {
        self.push(row);
        true
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn quote(&mut self, first: usize, quotes: &mut Quotes<'_>) {
        for row in &mut self[first..] {
            row.text = quotes.figure(row.span, row.quoted);
            row.sentence = quotes.sentence(row.span);
        }
    }

    fn rename(&mut self, renamed: &Renamed, _: &Names, documents: &[u32]) {
        for row in self {
            row.rename(renamed);
            row.document = documents[row.document as usize];
        }
    }
}

/// What orders rows but for their place in the document, and where the row is.
struct Key {
    order: (Name, Option<Name>, Option<Name>, Option<Months>, u32),
    part: u32,
    row: u32,
}

/// The rows of all threads by indicator, place, period, document and position.
pub(super) fn sorted(parts: Vec<Vec<Row>>) -> Vec<Row> {
    let mut keys = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    for (part, rows) in (0..).zip(&parts) {
        let key = |(i, r): (usize, &Row)| Key {
            order: (r.name, r.place, r.period, r.months, r.document),
            part,
            row: i as u32,
        };
        keys.par_extend(rows.par_iter().enumerate().map(key));
    }
    let at = |key: &Key| &parts[key.part as usize][key.row as usize];
    keys.par_sort_unstable_by(|a, b| match a.order.cmp(&b.order) {
        // A document lies in one part.
        Ordering::Equal => (at(a).span, a.row).cmp(&(at(b).span, b.row)),
        other => other,
    });
    keys.par_iter().map(|key| *at(key)).collect()
}

impl Row {
    fn rename(&mut self, names: &Renamed) {
        self.name = names.name(self.name);
        let others = [
            &mut self.indicator,
            &mut self.label,
            &mut self.thing,
            &mut self.parent,
            &mut self.rule,
            &mut self.quoted,
            &mut self.unit,
            &mut self.per,
            &mut self.period,
            &mut self.place,
        ];
        for name in others {
            *name = names.option(*name);
        }
    }

    /// What of the value's thing the order of rows does not bring together.
    fn rest(&self) -> (Option<Name>, Option<Name>, u8, Option<u8>, Option<Name>) {
        (self.unit, self.per, self.basis as u8, self.change.map(|c| c as u8), self.thing)
    }

    /// The value, bit by bit, with its bound.
    fn measured(&self) -> (u64, Option<u64>, Option<u8>) {
        let [first, second] = self.numbers.map(f64::to_bits);
        (first, self.range.then_some(second), self.qualifier.map(|q| q as u8))
    }
}

/// Marks rows whose thing has another value elsewhere. Two values of one indicator in one unit, for one place and
/// period and under one label cannot both be right; what has no place or period cannot be compared.
pub(super) fn mark_conflicts(rows: &mut [Row]) {
    let comparable = |r: &Row| r.indicator.is_some() && r.place.is_some() && r.period.is_some();
    for rows in rows.chunk_by_mut(|a, b| (a.name, a.place, a.period, a.months) == (b.name, b.place, b.period, b.months))
    {
        let mut things: Vec<usize> = (0..rows.len()).filter(|&i| comparable(&rows[i])).collect();
        things.sort_by_key(|&i| rows[i].rest());
        let mut from = 0;
        while let Some(&first) = things.get(from) {
            let (rest, measured) = (rows[first].rest(), rows[first].measured());
            let len = things[from..].iter().take_while(|&&i| rows[i].rest() == rest).count();
            let thing = &things[from..from + len];
            if thing.iter().any(|&i| rows[i].measured() != measured) {
                thing.iter().for_each(|&i| rows[i].conflict = true);
            }
            from += len;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Basis, Certainty, Kind};

    fn row(name: u32, label: u32, value: f64) -> Row {
        let number = Name::new;
        Row {
            indicator: Some(number(name)),
            name: number(name),
            label: Some(number(label)),
            thing: Some(number(label)),
            parent: None,
            rule: None,
            quoted: None,
            unit: Some(number(90)),
            per: None,
            period: Some(number(91)),
            months: None,
            place: Some(number(92)),
            numbers: [value, f64::NAN],
            range: false,
            kind: Kind::Percent,
            qualifier: None,
            change: None,
            basis: Basis::Actual,
            certainty: Certainty::Stated,
            period_inherited: false,
            place_inherited: false,
            conflict: false,
            document: 0,
            page: 1,
            line: 1,
            span: (0, 0),
            text: (0, 0),
            sentence: (0, 0),
        }
    }

    #[test]
    fn rows_of_one_thing_conflict_when_values_differ() {
        let conflicts = |rows: &[Row]| {
            let mut rows = rows.to_vec();
            mark_conflicts(&mut rows);
            rows.iter().map(|r| r.conflict).collect::<Vec<_>>()
        };
        let same = row(1, 2, 12.5);
        assert_eq!(conflicts(&[same; 3]), [false; 3], "one value");
        assert_eq!(conflicts(&[same, row(1, 2, 48.4), same, row(3, 2, 7.0)]), [true, true, true, false]);
        assert_eq!(conflicts(&[same, row(1, 4, 48.4)]), [false; 2], "under another label");
        let unknown = Row { indicator: None, ..row(1, 2, 48.4) };
        assert_eq!(conflicts(&[same, unknown, unknown]), [false; 3], "no indicator: a share of the label");
        assert_eq!(conflicts(&[Row { place: None, ..same }, Row { place: None, ..row(1, 2, 9.0) }]), [false; 2]);
        let half = Row { months: Months::new(1, 6), ..row(1, 2, 6.0) };
        assert_eq!(conflicts(&[same, half]), [false; 2], "half a year is not the year");
        let bound = Row { qualifier: Some(crate::record::Qualifier::Over), ..same };
        assert_eq!(conflicts(&[same, bound]), [true; 2], "over 12.5 is not 12.5");
    }
}
