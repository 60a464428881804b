//! Titles of laws: `schemas/vocabulary/laws.toml`. Answers how long the title behind "Luật" is: "Thực hiện dân chủ ở
//! cơ sở, các xã" → "Thực hiện dân chủ ở cơ sở".

use super::{Table, WordMap, WordSet, fold};
use serde::Deserialize;

/// All titles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laws {
    /// Folded type word → folded titles.
    titles: WordMap<WordSet>,
    max_words: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    laws: Vec<String>,
    codes: Vec<String>,
    ordinances: Vec<String>,
}

impl Table for Laws {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for (word, key, titles) in [
            ("luật", "laws", file.laws),
            ("bộ luật", "codes", file.codes),
            ("pháp lệnh", "ordinances", file.ordinances),
        ] {
            for title in titles {
                let folded = fold(&title);
                if folded.is_empty() {
                    return Err(format!("{key}: a title is empty"));
                }
                out.max_words = out.max_words.max(folded.split(' ').count());
                if !out.titles.entry(word.to_owned()).or_default().insert(folded) {
                    return Err(format!("{key}: {title:?} is there twice"));
                }
            }
        }
        Ok(out)
    }
}

impl Laws {
    /// Whether the folded title stands behind the folded type word.
    pub fn contains(&self, word: &str, title: &str) -> bool {
        self.titles.get(word).is_some_and(|t| t.contains(title))
    }

    /// Words of the longest title.
    pub fn max_words(&self) -> usize {
        self.max_words
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn titles_go_with_their_word() {
        let laws = Vocabulary::embedded().unwrap().laws;
        assert!(laws.contains("luật", "đất đai") && laws.contains("bộ luật", "hình sự"));
        assert!(!laws.contains("luật", "hình sự"));
    }
}
