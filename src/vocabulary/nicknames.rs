//! Nicknames: `schemas/vocabulary/nicknames.toml`. Names that hold a number and cite nothing: "Chương trình 135",
//! "Ban Chỉ đạo 35".

use super::doc_types::last_syllable;
use super::{Table, WordMap, WordSet, fold};
use serde::Deserialize;

/// All nicknames.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nicknames {
    /// Folded word → folded numbers without leading zeros.
    words: WordMap<WordSet>,
    /// Folded last syllables of the words.
    ends: WordSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nickname: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    word: String,
    numbers: Vec<String>,
}

impl Table for Nicknames {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for entry in file.nickname {
            let word = fold(&entry.word);
            out.ends.extend(last_syllable(&entry.word));
            let numbers = out.words.entry(word).or_default();
            for number in &entry.numbers {
                if !number.starts_with(|c: char| c.is_ascii_digit()) {
                    return Err(format!("nickname {:?}: {number:?} does not begin with a digit", entry.word));
                }
                numbers.insert(key(number));
            }
        }
        Ok(out)
    }
}

fn key(number: &str) -> String {
    fold(number.trim_start_matches('0'))
}

impl Nicknames {
    /// Whether a word of the table ends in the syllable in lower case.
    pub fn is_end(&self, syllable: &str) -> bool {
        self.ends.contains(syllable)
    }

    /// Whether the folded word and the number (as written, letter included) are a nickname.
    pub fn contains(&self, word: &str, number: &str) -> bool {
        self.words.get(word).is_some_and(|n| n.contains(&key(number)))
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn leading_zeros_do_not_matter() {
        let nicknames = Vocabulary::embedded().unwrap().nicknames;
        for (word, number, known) in [
            ("đề án", "06", true),
            ("chương trình", "135", true),
            ("nghị quyết", "30A", true),
            ("nghị quyết", "25", false),
        ] {
            assert_eq!(nicknames.contains(word, number), known, "{word} {number}");
        }
    }
}
