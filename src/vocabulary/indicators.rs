//! Indicators: `schemas/vocabulary/indicators.toml`. Answers which indicator a label and a unit name: "tổng số hộ
//! nghèo" with "hộ" is `hh_poor`, "tỉ lệ hộ nghèo" with "%" is `poverty_rate`.
//!
//! A label matches a wording word for word after tone folding; where none does, with one slip of a scan in some
//! of its syllables ("bao vệ rừng" → `forest_protected`).

use super::{Table, fold};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// The catalogue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Indicators {
    entries: Vec<Indicator>,
    /// Wording → entries that have it.
    exact: HashMap<String, Vec<usize>>,
    /// Wordings of two and more syllables with the entry that has them.
    wordings: Vec<(Vec<String>, usize)>,
    /// By number of syllables and position: syllable → wordings that have it there. At least half of the syllables
    /// are free of slips, so that a wording is found at one of its first places.
    at_place: Vec<Vec<HashMap<String, Vec<usize>>>>,
}

/// One indicator.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    /// Stable key, `poverty_rate`.
    pub key: String,
    /// Standard Vietnamese name.
    pub name: String,
    /// Folded units; empty for any.
    units: Vec<String>,
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
                let wording = wording_key(wording);
                if wording.is_empty() {
                    return Err(format!("indicator {key:?}: a wording is empty"));
                }
                out.add(wording, at);
            }
            if entry.english.trim().is_empty() {
                return Err(format!("indicator {key:?}: the English name is empty"));
            }
            let units = entry.units.iter().map(|u| wording_key(u)).collect();
            out.entries.push(Indicator { key, name: entry.name, units });
        }
        Ok(out)
    }
}

impl Indicators {
    fn add(&mut self, wording: String, at: usize) {
        let same = self.exact.entry(wording.clone()).or_default();
        if same.contains(&at) {
            return;
        }
        same.push(at);
        let syllables: Vec<String> = wording.split(' ').map(str::to_owned).collect();
        let length = syllables.len();
        if length > 1 {
            if self.at_place.len() <= length {
                self.at_place.resize(length + 1, Vec::new());
            }
            let places = &mut self.at_place[length];
            places.resize(places_to_try(length), HashMap::new());
            for (place, syllable) in places.iter_mut().zip(&syllables) {
                place.entry(syllable.clone()).or_default().push(self.wordings.len());
            }
            self.wordings.push((syllables, at));
        }
    }

    /// The key of the indicator that `label` names for figures in `unit`.
    pub fn find(&self, label: &str, unit: Option<&str>) -> Option<&Indicator> {
        let label = wording_key(label);
        let unit = unit.map(wording_key);
        let fits = |at: usize| {
            let units = &self.entries[at].units;
            // "vụ tai nạn" is a "vụ".
            let counts = |u: &String, known: &String| {
                u == known || u.strip_prefix(known.as_str()).is_some_and(|r| r.starts_with(' '))
            };
            units.is_empty() || unit.as_ref().is_some_and(|u| units.iter().any(|k| counts(u, k)))
        };
        if let Some(same) = self.exact.get(&label) {
            return same.iter().copied().find(|&at| fits(at)).map(|at| &self.entries[at]);
        }
        let syllables: Vec<&str> = label.split(' ').collect();
        let places = self.at_place.get(syllables.len())?;
        let near = places.iter().zip(&syllables).filter_map(|(place, s)| place.get(*s)).flatten().copied();
        near.filter(|&w| slipped(&syllables, &self.wordings[w].0) && fits(self.wordings[w].1))
            .min()
            .map(|w| &self.entries[self.wordings[w].1])
    }

    /// All indicators, by key.
    pub fn all(&self) -> &[Indicator] {
        &self.entries
    }
}

/// Folded words without quotes, commas and what only says "how many" in front.
fn wording_key(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<&str> = folded
        .split([' ', ',', '"', '“', '”', '\'', '(', ')'])
        .filter(|w| !w.is_empty())
        .map(|w| match w {
            "tỉ" => "tỷ",
            "sĩ" => "sỹ",
            "kì" => "kỳ",
            "quí" => "quý",
            w => w,
        })
        .collect();
    // "tống", "tông": a scan takes the hook of "tổng" for another mark.
    while words.len() > 1 && matches!(words[0], "tổng" | "tống" | "tông" | "số" | "các" | "những" | "lượng")
    {
        words.remove(0);
    }
    words.join(" ")
}

/// The places of a wording at one of which a label that means it must agree.
fn places_to_try(length: usize) -> usize {
    length / 2 + 1
}

/// Whether two wordings of equal length differ by one slip in some, but not most, of their syllables.
fn slipped(a: &[&str], b: &[String]) -> bool {
    let mut slips = 0;
    for (x, y) in a.iter().zip(b) {
        if x == y {
            continue;
        }
        slips += 1;
        if slips > a.len() / 2 || !one_edit(x, y) {
            return false;
        }
    }
    true
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
        for i in indicators.all() {
            let found = indicators.find(&i.name, i.units.first().map(String::as_str));
            assert_eq!(found.map(|f| f.key.as_str()), Some(i.key.as_str()), "{}", i.name);
        }
    }
}
