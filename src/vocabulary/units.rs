//! Units: `schemas/vocabulary/units.toml`. Answers what the words behind a number measure ("triệu đồng" → 10⁶, đồng), which
//! phrase in front of it is a bound ("không quá" → ≤), and which noun it counts ("lượt người"). Homonyms are told
//! apart by the word behind ("đồng" against "đồng chí", "tỷ" against "tỷ lệ").

use super::undotted::{undotted, unhooked};
use super::{KeyFilter, KeyMap, Table, key};
use crate::record::{Kind, Qualifier};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// All units, magnitude words, count nouns and qualifiers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Units {
    units: Vec<Unit>,
    /// First word → phrases, the longest first.
    phrases: KeyMap<Vec<Phrase>>,
    /// Spellings that stand right behind the digits, the longest first.
    glued: Vec<(Box<str>, u16)>,
    magnitudes: KeyMap<Magnitude>,
    /// What words a qualifier may end with, or a magnitude be: most words are neither.
    rare: KeyFilter,
    /// Last word → phrases backwards, the longest first.
    before: KeyMap<Vec<(Box<[u64]>, Qualifier)>>,
    after: Vec<(Box<[u64]>, Qualifier)>,
    percent: u16,
    points: u16,
    permille: u16,
    dong: u16,
    usd: u16,
}

/// A unit or count noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// What the record says.
    pub name: Box<str>,
    /// What it measures.
    pub kind: Kind,
    /// Power of ten that the abbreviation holds ("trđ": 6).
    pub power: u8,
    /// Group of a count noun.
    pub group: Group,
}

/// Group of a count noun; what a number in a name can be told from a count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Group {
    Measure,
    People,
    Organisation,
    Territory,
    Activity,
    Facility,
    Living,
    Goods,
    Seizure,
    Work,
}

/// What a phrase behind a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A unit, by index.
    Unit(u16),
    /// Begins like a unit and is none.
    Blocked,
    /// Says of what kind the people of a total are, "151 nữ".
    Attribute,
}

#[derive(Debug, Clone)]
struct Phrase {
    rest: Box<[Step]>,
    target: Target,
    guard: Guard,
}

/// A further word of a phrase: its key and whether a comma stands in front of it.
type Step = (u64, bool);

#[derive(Debug, Clone, Default)]
struct Guard {
    not_before: Box<[u64]>,
    only_before: Box<[u64]>,
}

#[derive(Debug, Clone)]
struct Magnitude {
    power: u8,
    guard: Guard,
}

impl Guard {
    fn allows(&self, next: Option<u64>) -> bool {
        match next {
            Some(k) => !self.not_before.contains(&k) && (self.only_before.is_empty() || self.only_before.contains(&k)),
            None => self.only_before.is_empty(),
        }
    }
}

impl Units {
    /// The longest unit or noun with which `words` (key, comma in front) begin, and its number of words.
    pub fn longest(&self, words: impl Fn(usize) -> Option<Step>) -> Option<(usize, Target)> {
        let (first, _) = words(0)?;
        let phrases = self.phrases.get(&first)?;
        let second = words(1);
        phrases.iter().find_map(|p| {
            let n = p.rest.len();
            let same = match &*p.rest {
                [] => true,
                [next, rest @ ..] => {
                    second == Some(*next) && rest.iter().enumerate().all(|(i, step)| words(i + 2) == Some(*step))
                }
            };
            let next = || words(n + 1).filter(|s| !s.1).map(|s| s.0);
            (same && p.guard.allows(next())).then_some((n + 1, p.target))
        })
    }

    /// The power of ten of a magnitude word, given the word behind it.
    pub fn magnitude(&self, word: u64, next: Option<u64>) -> Option<u8> {
        if !self.rare.may_hold(word) {
            return None;
        }
        self.magnitudes.get(&word).filter(|m| m.guard.allows(next)).map(|m| m.power)
    }

    /// The unit that stands glued to the digits at the start of `text`, and its length in bytes.
    pub fn glued(&self, text: &str) -> Option<(usize, u16)> {
        self.glued
            .iter()
            .find(|(g, _)| text.strip_prefix(&**g).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
            .map(|(g, unit)| (g.len(), *unit))
    }

    /// The qualifier that ends with the words in front of a number (the nearest first), and its number of words.
    pub fn qualifier_before(&self, words: impl Fn(usize) -> Option<u64>) -> Option<(usize, Qualifier)> {
        let last = words(0).filter(|word| self.rare.may_hold(*word))?;
        self.before.get(&last)?.iter().find_map(|(rest, q)| {
            (0..rest.len()).all(|i| words(i + 1) == Some(rest[i])).then_some((rest.len() + 1, *q))
        })
    }

    /// The qualifier with which the words begin ("trở lên"), and its number of words.
    pub fn qualifier_after(&self, words: impl Fn(usize) -> Option<u64>) -> Option<(usize, Qualifier)> {
        self.after
            .iter()
            .find(|(keys, _)| (0..keys.len()).all(|i| words(i) == Some(keys[i])))
            .map(|(keys, q)| (keys.len(), *q))
    }

    /// The unit with this index.
    pub fn get(&self, unit: u16) -> &Unit {
        &self.units[usize::from(unit)]
    }

    /// `%`.
    pub fn percent(&self) -> u16 {
        self.percent
    }

    /// `điểm %`.
    pub fn points(&self) -> u16 {
        self.points
    }

    /// `‰`.
    pub fn permille(&self) -> u16 {
        self.permille
    }

    /// `đồng`.
    pub fn dong(&self) -> u16 {
        self.dong
    }

    /// `USD`.
    pub fn usd(&self) -> u16 {
        self.usd
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    magnitude: Vec<MagnitudeEntry>,
    unit: Vec<UnitEntry>,
    nouns: BTreeMap<Group, Vec<String>>,
    guards: BTreeMap<String, GuardEntry>,
    blocked: Phrases,
    attributes: Phrases,
    qualifier: Vec<QualifierEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MagnitudeEntry {
    words: Vec<String>,
    power: u8,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    only_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    name: String,
    kind: Kind,
    #[serde(default)]
    power: u8,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    glued: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    only_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuardEntry {
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    only_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierEntry {
    code: Qualifier,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

fn guard(not_before: &[String], only_before: &[String]) -> Guard {
    let keys = |list: &[String]| list.iter().map(|w| key(w)).collect();
    Guard { not_before: keys(not_before), only_before: keys(only_before) }
}

/// The words of a phrase with their keys; a word behind a comma is marked.
pub(super) fn steps(phrase: &str) -> Vec<Step> {
    let mut comma = false;
    let words = phrase.split([' ', '-']).filter(|w| !w.is_empty());
    words
        .map(|word| {
            let behind_comma = std::mem::replace(&mut comma, word.ends_with(','));
            // "đ/c" is one word: readers of the text take it as one, too.
            (key(&word.trim_end_matches(',').replace('/', "")), behind_comma)
        })
        .collect()
}

/// Units of a name while the file is read.
type ByName<'a> = HashMap<&'a str, Vec<u16>>;

impl Units {
    /// The index of a unit, which `known` tells by its name where it is one already.
    fn add_unit<'a>(&mut self, name: &'a str, of: (Kind, u8, Group), known: &mut ByName<'a>) -> Result<u16, String> {
        let same = known.entry(name).or_default();
        let (kind, power, group) = of;
        let unit = Unit { name: name.into(), kind, power, group };
        if let Some(i) = same.iter().find(|i| self.units[usize::from(**i)] == unit) {
            return Ok(*i);
        }
        let index = u16::try_from(self.units.len()).map_err(|_| "too many units".to_owned())?;
        self.units.push(unit);
        same.push(index);
        Ok(index)
    }

    fn add_phrase(&mut self, phrase: &str, target: Target, guard: Guard) {
        let steps = steps(phrase);
        let Some(((first, _), rest)) = steps.split_first() else { return };
        let list = self.phrases.entry(*first).or_default();
        // The first entry of a spelling stands: measures come before count nouns.
        if !list.iter().any(|p| *p.rest == *rest) {
            list.push(Phrase { rest: rest.into(), target, guard });
        }
    }
}

impl Table for Units {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        let mut known = ByName::new();
        for m in &file.magnitude {
            for word in &m.words {
                let guard = guard(&m.not_before, &m.only_before);
                out.magnitudes.insert(key(word), Magnitude { power: m.power, guard });
            }
        }
        for u in &file.unit {
            let unit = out.add_unit(&u.name, (u.kind, u.power, Group::Measure), &mut known)?;
            let own = (u.power == 0).then_some(&u.name);
            for alias in own.into_iter().chain(&u.aliases).filter(|a| a.starts_with(char::is_alphabetic)) {
                out.add_phrase(alias, Target::Unit(unit), guard(&u.not_before, &u.only_before));
            }
            out.glued.extend(u.glued.iter().map(|g| (g.as_str().into(), unit)));
        }
        for phrase in &file.blocked.phrases {
            out.add_phrase(phrase, Target::Blocked, Guard::default());
        }
        for phrase in &file.attributes.phrases {
            out.add_phrase(phrase, Target::Attribute, Guard::default());
        }
        for (group, nouns) in &file.nouns {
            for noun in nouns {
                let (written, name) = noun.split_once(" = ").unwrap_or((noun, noun));
                if written.is_empty() || !name.starts_with(char::is_alphabetic) {
                    return Err(format!("nouns: {noun:?} is no noun"));
                }
                let unit = out.add_unit(name, (Kind::Count, 0, *group), &mut known)?;
                let guard = file.guards.get(written).map(|g| guard(&g.not_before, &g.only_before)).unwrap_or_default();
                out.add_phrase(written, Target::Unit(unit), guard);
            }
        }
        // Behind all that is spelled right.
        for noun in file.nouns.values().flatten() {
            let written = noun.split_once(" = ").map_or(noun.as_str(), |(written, _)| written);
            let words = steps(written);
            let Some((_, target)) = out.longest(|i| words.get(i).copied()).filter(|(n, _)| *n == words.len()) else {
                continue;
            };
            for printed in undotted(written).into_iter().chain(unhooked(written)) {
                let left = steps(&printed);
                // "5 ha sĩ quan": what is left begins with a unit.
                let other = printed.split(' ').next() != written.split(' ').next()
                    && out.longest(|i| left.get(i).copied().filter(|_| i == 0)).is_some();
                let known = out.longest(|i| left.get(i).copied()).is_some_and(|(n, _)| n == left.len());
                if !other && !known {
                    out.add_phrase(&printed, target, Guard::default());
                }
            }
        }
        for word in file.guards.keys() {
            if !out.phrases.contains_key(&steps(word).first().map_or(0, |s| s.0)) {
                return Err(format!("guards: {word:?} is no noun of the file"));
            }
        }
        for list in out.phrases.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        out.glued.sort_by_key(|(g, _)| std::cmp::Reverse(g.len()));
        for q in &file.qualifier {
            for phrase in &q.before {
                let mut keys: Vec<u64> = steps(phrase).iter().rev().map(|s| s.0).collect();
                if keys.is_empty() {
                    return Err("qualifier: empty phrase".to_owned());
                }
                let last = keys.remove(0);
                out.before.entry(last).or_default().push((keys.into(), q.code));
            }
            out.after.extend(q.after.iter().map(|p| (steps(p).iter().map(|s| s.0).collect(), q.code)));
        }
        out.rare = KeyFilter::of(out.before.keys().chain(out.magnitudes.keys()).copied());
        for list in out.before.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let find = |name: &str| {
            let found = out.units.iter().position(|u| &*u.name == name && u.power == 0);
            found.map(|i| i as u16).ok_or_else(|| format!("unit {name:?} is missing"))
        };
        (out.percent, out.points, out.permille) = (find("%")?, find("điểm %")?, find("‰")?);
        (out.dong, out.usd) = (find("đồng")?, find("USD")?);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::{Target, Vocabulary, units::steps};

    #[test]
    fn the_longest_entry_wins_and_guards_hold() {
        let units = Vocabulary::embedded().unwrap().units;
        let rows: [(&str, Option<&str>, &str); 12] = [
            ("đồng chí", Some("đồng chí"), "not the currency"),
            ("đồng", Some("đồng"), "the currency"),
            ("đồng thời", None, "an adverb"),
            ("lượt người nghèo", Some("lượt người"), "longest noun"),
            ("hộ nghèo", Some("hộ"), "head of the phrase"),
            ("xã hội", None, "society, not a commune"),
            ("chi, đảng bộ cơ sở", Some("chi, đảng bộ"), "a comma inside a noun"),
            ("Héc-ta", Some("ha"), "alias with a hyphen"),
            ("đ/c", Some("đồng chí"), "abbreviation with a slash"),
            ("công tác", None, "work in general is not counted in days"),
            ("công lao động", Some("công lao động"), "working days"),
            ("của huyện", None, "no noun"),
        ];
        for (text, name, why) in rows {
            let words = steps(text);
            let got = units.longest(|i| words.get(i).copied()).and_then(|(_, t)| match t {
                Target::Unit(u) => Some(units.get(u).name.to_string()),
                Target::Blocked | Target::Attribute => None,
            });
            assert_eq!(got.as_deref(), name, "{text}: {why}");
        }
    }

    #[test]
    fn the_vocabulary_of_count_nouns_is_large() {
        let units = Vocabulary::embedded().unwrap().units;
        assert!(units.units.len() > 1000, "{}", units.units.len());
    }
}
