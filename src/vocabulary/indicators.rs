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
                let words: Vec<Syllable> = syllables(wording).collect();
                let words = without_how_many(&words);
                if words.is_empty() {
                    return Err(format!("indicator {key:?}: a wording is empty"));
                }
                out.add(words, at);
            }
            if entry.english.trim().is_empty() {
                return Err(format!("indicator {key:?}: the English name is empty"));
            }
            let units = entry.units.iter().map(|u| syllables(u).map(|w| w.key).collect()).collect();
            out.entries.push(Indicator { key, name: entry.name, units });
        }
        Ok(out)
    }
}

impl Indicators {
    fn add(&mut self, words: &[Syllable], entry: usize) {
        let keys: Vec<u64> = words.iter().map(|w| w.key).collect();
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
            self.wordings.push(Wording { keys, syllables: words.iter().map(|w| fold(w.text)).collect(), entry });
        }
    }

    /// The key of the indicator that `label` names for figures in `unit`.
    pub fn find(&self, label: &str, unit: Option<&str>) -> Option<&Indicator> {
        let mut words = [Syllable::NONE; MAX_WORDS];
        let mut count = 0;
        for word in syllables(label) {
            if count == 1 && HOW_MANY.contains(&words[0].key) {
                count = 0;
            }
            // A word more than the longest wording: nothing is called so.
            if count == self.at_place.len() {
                return None;
            }
            *words.get_mut(count)? = word;
            count += 1;
        }
        self.named(&words[..count], unit)
    }

    /// The same for a label that is cut into its words already.
    pub fn named(&self, label: &[Syllable], unit: Option<&str>) -> Option<&Indicator> {
        let label = without_how_many(label);
        let places = self.at_place.get(label.len())?;
        let exact = self.exact.get(&phrase(label.iter().map(|w| w.key)));
        let near = || places.iter().zip(label).filter_map(|(place, word)| place.get(&word.key)).flatten().copied();
        if exact.is_none() && near().next().is_none() {
            return None;
        }
        let mut keys = [0; MAX_WORDS];
        let unit = unit.map(|unit| {
            let mut count = 0;
            for (slot, word) in keys.iter_mut().zip(syllables(unit)) {
                *slot = word.key;
                count += 1;
            }
            &keys[..count]
        });
        // "vụ tai nạn" is a "vụ".
        let fits = |at: usize| {
            let units = &self.entries[at].units;
            units.is_empty() || unit.is_some_and(|unit| units.iter().any(|known| unit.starts_with(known)))
        };
        if let Some(same) = exact {
            return same.iter().copied().find(|&at| fits(at)).map(|at| &self.entries[at]);
        }
        let mut folded: Vec<Option<String>> = vec![None; label.len()];
        let mut best: Option<usize> = None;
        for w in near() {
            let wording = &self.wordings[w];
            if best.is_none_or(|b| w < b) && fits(wording.entry) && slipped(label, &mut folded, wording) {
                best = Some(w);
            }
        }
        best.map(|w| &self.entries[self.wordings[w].entry])
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
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && gap_len(bytes, at) > 0 {
            at += gap_len(bytes, at);
        }
        let start = at;
        while at < bytes.len() && gap_len(bytes, at) == 0 {
            at += 1;
        }
        (start < at).then(|| &text[start..at])
    })
}

/// Bytes of the character at `at` when it separates words.
#[inline]
fn gap_len(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b' ' | b',' | b'"' | b'\'' | b'(' | b')' | b'\t' | b'\n' => 1,
        // A no-break space, “ and ”.
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => 2,
        0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x9c | 0x9d)) => 3,
        _ => 0,
    }
}

/// The key of a word, "quí" for "quý".
fn syllable(word: &str) -> u64 {
    match key(word) {
        k if k == key("quí") => key("quý"),
        k => k,
    }
}

/// A word of a label with its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syllable<'a> {
    text: &'a str,
    key: u64,
}

impl Syllable<'_> {
    const NONE: Self = Self { text: "", key: 0 };
}

/// The words of a label or unit with their keys.
pub(crate) fn syllables(text: &str) -> impl Iterator<Item = Syllable<'_>> {
    words(text).map(|text| Syllable { text, key: syllable(text) })
}

/// The words without what only says "how many" in front; the last word stays.
fn without_how_many<'a, 'b>(mut words: &'b [Syllable<'a>]) -> &'b [Syllable<'a>] {
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && HOW_MANY.contains(&first.key)
    {
        words = rest;
    }
    words
}

/// The places of a wording at one of which a label that means it must agree.
fn places_to_try(length: usize) -> usize {
    length / 2 + 1
}

/// Whether a label differs from a wording of equal length by one slip in some, but not most, of its syllables. `folded` holds
/// the comparison form of its words where it was asked for.
fn slipped(label: &[Syllable], folded: &mut [Option<String>], wording: &Wording) -> bool {
    let slips = label.iter().zip(&wording.keys).filter(|(a, b)| a.key != **b).count();
    slips <= label.len() / 2
        && label.iter().zip(folded).zip(&wording.syllables).zip(&wording.keys).all(|(((word, folded), y), key)| {
            word.key == *key || one_edit(folded.get_or_insert_with(|| fold(word.text)), y)
        })
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
