//! Document types: `schemas/vocabulary/document-types.toml`. Answers which type a word names ("qui định" →
//! "Quy định") and which types a code in a symbol can stand for ("QĐ" → Quyết định, Quy định).

use super::{KeySet, Table, WordMap, WordSet, fold};
use serde::Deserialize;

/// One type of document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocType {
    /// Standard capitalisation.
    pub name: String,
    /// Other spellings of the word.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Short forms that stand for the word in running text.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Codes inside symbols.
    #[serde(default)]
    pub codes: Codes,
    /// Whether word and number alone name a document.
    #[serde(default)]
    pub bare: bool,
}

/// Codes by the system that uses them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Codes {
    pub state: Vec<String>,
    pub party: Vec<String>,
    pub na: Vec<String>,
    pub mass: Vec<String>,
    pub court: Vec<String>,
}

impl DocType {
    /// All codes of the type.
    pub fn all_codes(&self) -> impl Iterator<Item = &str> {
        let c = &self.codes;
        [&c.state, &c.party, &c.na, &c.mass, &c.court].into_iter().flatten().map(String::as_str)
    }

    /// Whether `code` can stand for the type.
    pub fn has_code(&self, code: &str) -> bool {
        self.all_codes().any(|c| c == code)
    }
}

/// All document types.
#[derive(Debug, Clone)]
pub(crate) struct DocTypes {
    types: Vec<DocType>,
    /// Folded name, alias or abbreviation → type.
    words: WordMap<usize>,
    /// Codes as they should be written.
    exact: WordSet,
    /// Upper-case code → canonical spelling.
    codes: WordMap<String>,
    /// Upper-case code with Đ as D → canonical spelling.
    loose: WordMap<String>,
    /// [`code_key`] of every code: most groups of letters are none.
    known: KeySet,
    /// Syllables of names, aliases and abbreviations in lower case.
    syllables: WordSet,
    /// Folded last syllables of names, aliases and abbreviations.
    ends: WordSet,
    /// Syllables of the longest word.
    max_syllables: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    r#type: Vec<DocType>,
}

impl Table for DocTypes {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self {
            types: Vec::new(),
            words: WordMap::default(),
            exact: WordSet::default(),
            codes: WordMap::default(),
            loose: WordMap::default(),
            known: KeySet::default(),
            syllables: WordSet::default(),
            ends: WordSet::default(),
            max_syllables: 0,
        };
        for (i, t) in file.r#type.into_iter().enumerate() {
            if t.name.trim().is_empty() {
                return Err(format!("type {}: the name is empty", i + 1));
            }
            for word in [&t.name].into_iter().chain(&t.aliases).chain(&t.abbreviations) {
                let key = fold(word);
                out.max_syllables = out.max_syllables.max(key.split(' ').count());
                // An abbreviation may stand for two types ("TTr"): the first in the file has it.
                let taken = out.words.contains_key(&key);
                if taken && !t.abbreviations.contains(word) {
                    return Err(format!("type {:?}: the word {word:?} names another type too", t.name));
                }
                out.ends.extend(last_syllable(word));
                out.syllables.extend(word.split(' ').filter_map(last_syllable));
                out.syllables.extend(key.split(' ').map(str::to_owned));
                out.ends.extend(key.rsplit(' ').next().map(str::to_owned));
                if !taken {
                    out.words.insert(key, i);
                }
            }
            for code in t.all_codes() {
                if code.is_empty() || !code.chars().all(|c| c.is_alphabetic() || c == '-') {
                    return Err(format!("type {:?}: code {code:?} may hold letters and hyphens only", t.name));
                }
                out.exact.insert(code.to_owned());
                out.known.insert(code_key(code));
                out.codes.entry(upper(code)).or_insert_with(|| code.to_owned());
                out.loose.entry(loose(code)).or_insert_with(|| code.to_owned());
            }
            out.types.push(t);
        }
        Ok(out)
    }
}

impl DocTypes {
    /// The type with this name, alias or abbreviation, in any case and tone style.
    pub fn by_name(&self, word: &str) -> Option<&DocType> {
        self.by_folded(&fold(word))
    }

    /// The same for a word that is folded already.
    pub fn by_folded(&self, word: &str) -> Option<&DocType> {
        self.words.get(word).map(|&i| &self.types[i])
    }

    /// Whether a name, alias or abbreviation ends in the syllable in lower case.
    pub fn is_end(&self, syllable: &str) -> bool {
        self.ends.contains(syllable)
    }

    /// Whether the syllable in lower case stands in any of them.
    pub fn is_syllable(&self, syllable: &str) -> bool {
        self.syllables.contains(syllable)
    }

    /// All types in file order.
    pub fn iter(&self) -> impl Iterator<Item = &DocType> {
        self.types.iter()
    }

    /// Syllables of the longest name.
    pub fn max_syllables(&self) -> usize {
        self.max_syllables
    }

    /// Canonical spelling of a known code, in any case, with D for Đ if no other code is spelt so.
    pub fn canonical(&self, code: &str) -> Option<&str> {
        if !self.known.contains(&code_key(code)) {
            return None;
        }
        let exact = self.exact.get(code);
        exact.or_else(|| self.codes.get(&upper(code))).or_else(|| self.loose.get(&loose(code))).map(String::as_str)
    }
}

/// The last syllable in lower case, its tone mark where it is written.
pub(super) fn last_syllable(word: &str) -> Option<String> {
    word.rsplit(' ').next().map(|w| w.chars().map(super::fold_char).collect())
}

/// A number that codes share that are equal when [`loose`].
pub(super) fn code_key(code: &str) -> u64 {
    code.chars().fold(0, |key: u64, c| {
        (key.rotate_left(21) ^ u64::from(loosened(super::fold_char(c)))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Upper case, every letter that stands for Đ as Đ.
pub(super) fn upper(code: &str) -> String {
    code.chars().flat_map(|c| super::fold_char(c).to_uppercase()).collect()
}

/// [`upper`] with D for Đ and the vowels without horn or hat.
pub(super) fn loose(code: &str) -> String {
    code.chars().flat_map(|c| super::fold_char(c).to_uppercase()).map(loosened).collect()
}

/// The letter without stroke, horn or hat.
fn loosened(c: char) -> char {
    match c {
        'Đ' => 'D',
        'đ' => 'd',
        'Ư' => 'U',
        'ư' => 'u',
        'Ơ' | 'Ô' => 'O',
        'ơ' | 'ô' => 'o',
        'Ă' | 'Â' => 'A',
        'ă' | 'â' => 'a',
        'Ê' => 'E',
        'ê' => 'e',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn words_and_codes_are_found_in_any_spelling() {
        let types = Vocabulary::embedded().unwrap().doc_types;
        for (word, name) in [("QUYẾT ĐỊNH", "Quyết định"), ("qui định", "Quy định"), ("nq", "Nghị quyết")]
        {
            assert_eq!(types.by_name(word).map(|t| t.name.as_str()), Some(name));
        }
        for (code, canonical) in [("ctr", "CTr"), ("QD", "QĐ"), ("qÐ", "QĐ"), ("HD", "HD"), ("HĐ", "HĐ"), ("DA", "DA")]
        {
            assert_eq!(types.canonical(code), Some(canonical), "{code}");
        }
        assert_eq!(types.canonical("XYZ"), None);
    }
}
