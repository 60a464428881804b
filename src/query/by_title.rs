//! A law that is asked for by its title: "Luật Đất đai", "luat dat dai 2013", "Bộ luật Hình sự năm 2015".
//!
//! Takes what was typed, gives the mentions by that title and, where a text tells the number of the law, those by the number.

use super::citations::{Raw, by_number, name};
use super::search::segments;
use super::terms::Accents;
use crate::archive::analyzer::{Key, keys};
use crate::archive::{DocId, Reader};
use crate::error::Result;
use crate::extract::identifier::parse_query;
use crate::record::Reference;
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeSet, HashSet};

/// Type words of what is cited by title.
const TYPES: [&str; 4] = ["luat", "bo luat", "phap lenh", "hien phap"];

/// A title, and the year of the law where one was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    words: Vec<Key>,
    year: Option<u16>,
}

impl Title {
    /// Reads a title; none when the words begin with no type that is cited so.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = keys(text);
        let year = words.last().filter(|w| w.numeric).and_then(|w| w.plain.parse().ok());
        if year.is_some_and(|y: u16| (1945..=2100).contains(&y)) {
            words.pop();
            // "năm 2013"
            if words.last().is_some_and(|w| w.plain == "nam") {
                words.pop();
            }
        }
        let plain: Vec<&str> = words.iter().map(|w| w.plain.as_str()).collect();
        let of_type = |t: &str| {
            let t: Vec<&str> = t.split(' ').collect();
            plain.starts_with(&t) && (plain.len() > t.len() || t == ["hien", "phap"])
        };
        (TYPES.iter().any(|t| of_type(t)) && !words.iter().any(|w| w.numeric)).then_some(Self { words, year })
    }

    /// Whether a mention is by this title and, as far as it says, of this year.
    fn means(&self, r: &Reference) -> bool {
        let Some(title) = &r.title else { return false };
        let words = keys(title);
        let same = |(a, b): (&Key, &Key)| a.plain == b.plain && (a.marks.is_empty() || a.marks == b.marks);
        let year = |year: u16| match (&r.resolved, &r.date) {
            (Some(id), _) if r.year.is_some() || id.matches('/').count() > 1 => id.contains(&format!("/{year}/")),
            (_, Some(date)) => date.starts_with(&year.to_string()),
            _ => true,
        };
        words.len() == self.words.len() && self.words.iter().zip(&words).all(same) && self.year.is_none_or(year)
    }
}

/// The mentions of the law.
pub(super) fn gather(reader: &Reader, title: &Title, vocabulary: &Vocabulary) -> Result<Vec<Raw>> {
    let mut out = Vec::new();
    let mut numbers = BTreeSet::new();
    for (ord, segment) in (0..).zip(segments(reader)) {
        let found = segment.phrase(&title.words, Accents::Free).map_err(|e| reader.error(e))?;
        let alive = segment.reader.alive_bitset();
        for &doc in found.docs.iter().filter(|&&doc| alive.is_none_or(|a| a.is_alive(doc))) {
            let document = DocId::new(ord, doc);
            let (_, references, _) = reader.references(document)?;
            for (index, r) in references.iter().enumerate().filter(|(_, r)| title.means(r)) {
                if let Some(id) = name(r) {
                    numbers.extend(r.resolved.clone());
                    out.push(Raw { id, document, index, own: r.own });
                }
            }
        }
    }
    let mut seen: HashSet<(DocId, usize)> = out.iter().map(|raw| (raw.document, raw.index)).collect();
    for number in numbers {
        if let Some(asked) = parse_query(&number, vocabulary) {
            let more = by_number(reader, &asked)?;
            out.extend(more.into_iter().filter(|raw| seen.insert((raw.document, raw.index))));
        }
    }
    out.sort_by_key(|raw| (raw.document, raw.index));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_asked_for() {
        for (text, words, year) in [
            ("Luật Đất đai", 3, None),
            ("luat dat dai 2013", 3, Some(2013)),
            ("Bộ luật Hình sự năm 2015", 4, Some(2015)),
            ("Hiến pháp 2013", 2, Some(2013)),
        ] {
            let title = Title::parse(text).unwrap();
            assert_eq!((title.words.len(), title.year), (words, year), "{text}");
        }
        for text in ["Luật", "Kết luận 69", "hộ nghèo", "Luật số 10"] {
            assert_eq!(Title::parse(text), None, "{text}");
        }
    }
}
