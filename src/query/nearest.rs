//! Names near to one that was not found: what the user may have meant.

use crate::archive::Reader;
use crate::archive::analyzer::{fold_identifier, plain};
use crate::archive::schema::tag;
use crate::error::Result;
use crate::extract::identifier::QueryNumber;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A number with more letters and digits changed is another one.
const MAX_SLIPS: usize = 2;

/// So many names are offered.
pub(super) const MAX_NAMES: usize = 5;

/// Numbers of the archive like the one asked for: the same number with another symbol, most cited first; when
/// there is none, those that differ in a letter or digit or two.
pub(super) fn numbers(reader: &Reader, asked: &QueryNumber) -> Result<Vec<String>> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    let number = format!("{:02}{}", asked.number, asked.suffix.as_deref().unwrap_or_default());
    for kind in [tag::CITES, tag::OWN] {
        for separator in ["-", "/"] {
            let prefix = tag::term(kind, &format!("{number}{separator}"));
            for (term, documents) in reader.tags_with_prefix(&prefix)? {
                *found.entry(term).or_default() += documents;
            }
        }
    }
    let mut near: Vec<(usize, Reverse<u64>, String)> = found.into_iter().map(|(id, n)| (0, Reverse(n), id)).collect();
    if let (true, Some(identifier)) = (near.is_empty(), &asked.identifier) {
        let wanted = identifier.folded_key();
        let mut known: BTreeMap<String, u64> = BTreeMap::new();
        for kind in [tag::CITES, tag::OWN] {
            for (term, documents) in reader.tags_with_prefix(&tag::term(kind, ""))? {
                *known.entry(term).or_default() += documents;
            }
        }
        let close = known.into_iter().filter_map(|(id, n)| {
            let letters = fold_identifier(&id);
            let far = letters.len().abs_diff(wanted.len()) > MAX_SLIPS;
            let slips = if far { usize::MAX } else { distance(&wanted, &letters) };
            (slips <= MAX_SLIPS).then_some((slips, Reverse(n), id))
        });
        near.extend(close);
    }
    near.sort();
    Ok(near.into_iter().take(MAX_NAMES).map(|(_, _, id)| id).collect())
}

/// Of `names`, those nearest to `wanted` without regard to case and diacritics: such as hold its words first,
/// then by the number of letters to change. Nothing is near that shares less than half.
pub(super) fn names<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let wanted = plain(wanted);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let folded = plain(name);
        let words: Vec<&str> = wanted.split(' ').collect();
        let common = words.iter().filter(|w| folded.split(' ').any(|f| f == **w)).count();
        let distance = distance(&wanted, &folded);
        if common == words.len() {
            near.push((0, name));
        } else if distance * 2 <= wanted.len().max(1) || common * 2 > words.len() {
            near.push((1 + distance, name));
        }
    }
    near.sort_by_key(|(d, name)| (*d, name.len(), *name));
    near.dedup_by_key(|(_, name)| *name);
    near.into_iter().take(MAX_NAMES).map(|(_, name)| name.to_owned()).collect()
}

/// Letters to insert, delete or replace. Names are short.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered() {
        let known = ["tỷ lệ hộ nghèo", "số hộ nghèo", "thu ngân sách", "diện tích tự nhiên", "Bình Lư"];
        for (wanted, expected, reason) in [
            ("ho ngheo", vec!["số hộ nghèo", "tỷ lệ hộ nghèo"], "names that hold the words"),
            ("ty le ho ngeo", vec!["tỷ lệ hộ nghèo", "số hộ nghèo"], "a slip, the nearest first"),
            ("Binh Lu", vec!["Bình Lư"], "without diacritics"),
            ("zzz", vec![], "nothing near"),
        ] {
            assert_eq!(names(wanted, known.into_iter()), expected, "{reason}");
        }
    }
}
