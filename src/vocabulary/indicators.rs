//! Indicators: `schemas/vocabulary/indicators.toml`. Answers which indicator a label and a unit name: "tổng số hộ
//! nghèo" with "hộ" is `hh_poor`, "tỉ lệ hộ nghèo" with "%" is `poverty_rate`.
//!
//! A label matches a wording word for word after tone folding; where none does, with one slip of a scan in some
//! of its syllables ("bao vệ rừng" → `forest_protected`).

use super::{KeyMap, Table, fold, key, phrase};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The catalogue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Indicators {
    entries: Vec<Indicator>,
    /// Wording → entries that have it.
    exact: KeyMap<Vec<usize>>,
    /// Wordings of two and more syllables.
    wordings: Vec<Wording>,
    /// By number of syllables and position: syllable → wordings that have it there. At least half of the syllables
    /// are free of slips, so that a wording is found at one of its first places.
    at_place: Vec<Vec<KeyMap<Vec<usize>>>>,
}

/// A name of an indicator, syllable by syllable.
#[derive(Debug, Clone)]
struct Wording {
    keys: Vec<u64>,
    syllables: Vec<String>,
    entry: usize,
}

/// One indicator.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    /// Stable key, `poverty_rate`.
    pub key: String,
    /// Standard Vietnamese name.
    pub name: String,
    /// Units as keys of their words; empty for any.
    units: Vec<Vec<u64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    english: String,
    units: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

impl Table for Indicators {
    fn parse(text: &str) -> Result<Self, String> {
        let file: BTreeMap<String, Entry> = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for (key, entry) in file {
            if !key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                return Err(format!("indicator {key:?}: a key is lower-case ASCII letters, digits and _"));
            }
            let at = out.entries.len();
            for wording in [&entry.name].into_iter().chain(&entry.aliases) {
                let words: Vec<&str> = counted_out(wording);
                if words.is_empty() {
                    return Err(format!("indicator {key:?}: a wording is empty"));
                }
                out.add(&words, at);
            }
            if entry.english.trim().is_empty() {
                return Err(format!("indicator {key:?}: the English name is empty"));
            }
            let units = entry.units.iter().map(|u| words(u).map(syllable).collect()).collect();
            out.entries.push(Indicator { key, name: entry.name, units });
        }
        Ok(out)
    }
}

impl Indicators {
    fn add(&mut self, words: &[&str], entry: usize) {
        let keys: Vec<u64> = words.iter().map(|w| syllable(w)).collect();
        let same = self.exact.entry(phrase(keys.iter().copied())).or_default();
        if same.contains(&entry) {
            return;
        }
        same.push(entry);
        let length = keys.len();
        if self.at_place.len() <= length {
            self.at_place.resize(length + 1, Vec::new());
        }
        if length > 1 {
            let places = &mut self.at_place[length];
            places.resize(places_to_try(length), KeyMap::default());
            for (place, key) in places.iter_mut().zip(&keys) {
                place.entry(*key).or_default().push(self.wordings.len());
            }
            self.wordings.push(Wording { keys, syllables: words.iter().map(|w| fold(w)).collect(), entry });
        }
    }

    /// The key of the indicator that `label` names for figures in `unit`.
    pub fn find(&self, label: &str, unit: Option<&str>) -> Option<&Indicator> {
        // One word more than the longest wording, and how many stand in front of it, is all that can matter.
        let mut keys = [0; MAX_WORDS];
        let mut count = 0;
        for word in words(label) {
            let key = syllable(word);
            if count == 1 && HOW_MANY.contains(&keys[0]) {
                count = 0;
            }
            if count == self.at_place.len().min(MAX_WORDS) {
                return None;
            }
            keys[count] = key;
            count += 1;
        }
        let keys = &keys[..count];
        let fits = |at: usize| {
            let units = &self.entries[at].units;
            // "vụ tai nạn" is a "vụ".
            let counts = |known: &[u64], u: &str| {
                let mut words = words(u).map(syllable);
                known.iter().all(|k| words.next() == Some(*k))
            };
            units.is_empty() || unit.is_some_and(|u| units.iter().any(|known| counts(known, u)))
        };
        if let Some(same) = self.exact.get(&phrase(keys.iter().copied())) {
            return same.iter().copied().find(|&at| fits(at)).map(|at| &self.entries[at]);
        }
        let places = self.at_place.get(count)?;
        let near = places.iter().zip(keys).filter_map(|(place, key)| place.get(key)).flatten().copied();
        near.filter(|&w| slipped(keys, label, &self.wordings[w]) && fits(self.wordings[w].entry))
            .min()
            .map(|w| &self.entries[self.wordings[w].entry])
    }

    /// All indicators, by key.
    pub fn all(&self) -> &[Indicator] {
        &self.entries
    }
}

/// Words of a label that are looked at.
const MAX_WORDS: usize = 32;

/// What only says "how many" in front of a name. "tống", "tông": a scan takes the hook of "tổng" for another mark.
const HOW_MANY: [u64; 7] = [key("tổng"), key("tống"), key("tông"), key("số"), key("các"), key("những"), key("lượng")];

/// The words of a label or unit, without quotes, commas and parentheses.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let gap = |c: char| matches!(c, ' ' | ',' | '"' | '“' | '”' | '\'' | '(' | ')' | '\u{a0}' | '\t' | '\n');
    text.split(gap).filter(|w| !w.is_empty())
}

/// The key of a word, "quí" for "quý".
fn syllable(word: &str) -> u64 {
    match key(word) {
        k if k == key("quí") => key("quý"),
        k => k,
    }
}

/// The words without what only says "how many" in front; the last word stays.
fn counted_out(label: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words(label).collect();
    while words.len() > 1 && HOW_MANY.contains(&syllable(words[0])) {
        words.remove(0);
    }
    words
}

/// The places of a wording at one of which a label that means it must agree.
fn places_to_try(length: usize) -> usize {
    length / 2 + 1
}

/// Whether a label, of these keys, differs from a wording of equal length by one slip in some, but not most, of its
/// syllables.
fn slipped(keys: &[u64], label: &str, wording: &Wording) -> bool {
    let slips = keys.iter().zip(&wording.keys).filter(|(a, b)| a != b).count();
    slips <= keys.len() / 2
        && counted_out(label)
            .iter()
            .zip(&wording.syllables)
            .zip(keys.iter().zip(&wording.keys))
            .all(|((x, y), (a, b))| a == b || one_edit(&fold(x), y))
}

/// Whether one letter replaced, added or lost makes `a` of `b`. Words of digits never slip.
fn one_edit(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    loop {
        let (rest_a, rest_b) = (a.as_str(), b.as_str());
        match (a.next(), b.next()) {
            (None, None) => return true,
            (None, Some(c)) => return b.as_str().is_empty() && !c.is_ascii_digit(),
            (Some(c), None) => return a.as_str().is_empty() && !c.is_ascii_digit(),
            (Some(x), Some(y)) if x != y => {
                return !x.is_ascii_digit()
                    && !y.is_ascii_digit()
                    && (a.as_str() == b.as_str() || a.as_str() == rest_b || rest_a == b.as_str());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn label_and_unit_name_an_indicator() {
        let indicators = Vocabulary::embedded().unwrap().indicators;
        for (label, unit, key, why) in [
            ("hộ nghèo", "hộ", Some("hh_poor"), "the unit tells count and rate apart"),
            ("hộ nghèo", "%", Some("poverty_rate"), "the unit tells count and rate apart"),
            ("Tỉ lệ hộ nghèo", "%", Some("poverty_rate"), "i and y"),
            ("tổng số đảng viên", "đồng chí", Some("party_members"), "how many in front"),
            ("bao vệ rừng", "ha", Some("forest_protected"), "a lost hook"),
            ("tống diện tích tự nhiên", "ha", Some("area_natural"), "a wrong tone"),
            ("bó", "con", None, "one syllable is too little to guess from"),
            ("thu nhập bình quân đầu người", "người", None, "the unit does not fit"),
            ("kế hoạch tỉnh giao", "%", None, "no indicator"),
            ("tỷ suất sinh thô", "‰", Some("birth_rate"), "per mille"),
        ] {
            assert_eq!(indicators.find(label, Some(unit)).map(|i| i.key.as_str()), key, "{label}: {why}");
        }
    }

    #[test]
    fn every_indicator_is_found_by_its_name() {
        let indicators = Vocabulary::embedded().unwrap().indicators;
        let text = include_str!("../../schemas/vocabulary/indicators.toml");
        let entries: std::collections::BTreeMap<String, super::Entry> = toml::from_str(text).unwrap();
        assert_eq!(indicators.all().len(), entries.len());
        for (key, entry) in entries {
            let found = indicators.find(&entry.name, entry.units.first().map(String::as_str));
            assert_eq!(found.map(|f| &f.key), Some(&key), "{}", entry.name);
        }
    }
}
