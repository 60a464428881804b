//! The vocabularies that rules read: document types, issuing bodies, units, indicators, places,
//! abbreviations. They are data under `schemas/vocabulary/`, embedded in the program, replaceable by a folder of
//! the same files, and checked: a wrong entry is an error with file and key, never ignored.
//!
//! One file is one type that implements `Table` and one line in the list of `vocabulary!` below:
//! `doc_types: DocTypes = "document-types.toml"`. The program's own are read when they are first asked for, those of a
//! folder at once, so that a wrong entry is told before any work begins.

mod abbreviations;
pub(crate) mod caseless;
mod clause_words;
mod doc_types;
mod fold;
mod indicators;
mod issuers;
mod key;
mod laws;
mod levels;
mod nicknames;
mod number_names;
mod places;
mod undotted;
mod units;

pub(crate) use abbreviations::Abbreviations;
pub(crate) use clause_words::{Class, ClauseWords};
pub(crate) use doc_types::{DocType, DocTypes};
pub(crate) use fold::{fold, fold_char, one_style};
pub(crate) use indicators::{Indicators, syllables};
pub(crate) use issuers::{Issuers, System};
pub(crate) use key::{
    KeyFilter, KeyMap, KeyMemo, KeySet, WordMap, WordSet, is_one_of, is_word_char, key, phrase, word_at,
};
pub(crate) use laws::Laws;
pub(crate) use levels::{LEVELS, rank};
pub(crate) use nicknames::Nicknames;
pub(crate) use number_names::{NumberNames, Role};
pub(crate) use places::{Places, name_key};
pub(crate) use undotted::lost_dots;
pub(crate) use units::{Group, Target, Units};

use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One vocabulary file.
pub(crate) trait Table: Sized {
    /// Reads and checks the text of the file.
    ///
    /// # Errors
    /// What is wrong, with the line or the key.
    fn parse(text: &str) -> std::result::Result<Self, String>;
}

/// A vocabulary that is read when it is first asked for: a search needs few of them, and is over before all were read.
#[derive(Debug)]
pub(crate) struct OnDemand<T> {
    text: &'static str,
    table: OnceLock<T>,
}

impl<T: Table> Deref for OnDemand<T> {
    type Target = T;

    #[expect(clippy::expect_used, reason = "the text is the program's own, and a test reads every one")]
    fn deref(&self) -> &T {
        self.table.get_or_init(|| T::parse(self.text).expect("embedded vocabulary"))
    }
}

/// Declares [`Vocabulary`] from the list of its files.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $field:ident: $table:ty = $file:literal,)*) => {
        /// All vocabularies, loaded once and shared; a clone shares them too.
        #[derive(Debug, Clone)]
        pub struct Vocabulary {
            $($(#[$doc])* pub(crate) $field: Arc<OnDemand<$table>>,)*
            texts: Arc<[Cow<'static, str>]>,
            fingerprint: Arc<OnceLock<u64>>,
        }

        /// The names of the files.
        const FILES: &[&str] = &[$($file),*];

        impl Vocabulary {
            /// Takes every file that `read` gives, and the program's own where it gives none.
            fn load(read: impl Fn(&str) -> Result<Option<String>>) -> Result<Self> {
                let mut texts: Vec<Cow<'static, str>> = Vec::new();
                $(
                    let own = include_str!(concat!("../../schemas/vocabulary/", $file));
                    let (table, text) = match read($file)? {
                        Some(text) => (OnceLock::from(parse::<$table>($file, &text)?), text.into()),
                        None => (OnceLock::new(), own.into()),
                    };
                    texts.push(text);
                    let $field = Arc::new(OnDemand { text: own, table });
                )*
                Ok(Self { $($field,)* texts: texts.into(), fingerprint: Arc::default() })
            }

            /// Reads every vocabulary as if it came from a folder.
            #[cfg(test)]
            fn check(&self) -> Result<()> {
                $(parse::<$table>($file, self.$field.text)?;)*
                Ok(())
            }
        }
    };
}

vocabulary! {
    /// Abbreviations and what they stand for.
    abbreviations: Abbreviations = "abbreviations.toml",
    /// Types of documents: word, codes, abbreviations.
    doc_types: DocTypes = "document-types.toml",
    /// Issuing bodies: codes and names.
    issuers: Issuers = "issuers.toml",
    /// Titles of laws, codes and ordinances.
    laws: Laws = "laws.toml",
    /// Names with a number that is no reference ("Chương trình 135").
    nicknames: Nicknames = "nicknames.toml",
    /// Numbers that are names, orders or marks.
    number_names: NumberNames = "number-names.toml",
    /// Units, magnitude words, count nouns and qualifiers.
    units: Units = "units.toml",
    /// Words that give a clause its shape.
    clause_words: ClauseWords = "clause-words.toml",
    /// The catalogue of indicators.
    indicators: Indicators = "indicators.toml",
    /// Provinces, districts and communes.
    places: Places = "places.tsv",
}

fn parse<T: Table>(file: &str, text: &str) -> Result<T> {
    T::parse(text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|message| Error::Vocabulary { file: file.to_owned(), message })
}

impl Vocabulary {
    /// A number that changes with the text of any file.
    pub(crate) fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let mut hash = Sha256::new();
            self.texts.iter().for_each(|text| hash.update(text.as_bytes()));
            hash.finalize().iter().take(8).fold(0, |n, &b| n << 8 | u64::from(b))
        })
    }

    /// The vocabularies that come with the program.
    ///
    /// # Errors
    /// None: they are read when they are first asked for, and checked by a test.
    pub fn embedded() -> Result<Self> {
        Self::load(|_| Ok(None))
    }

    /// The vocabularies of a folder; a file that is missing there is taken from the program.
    ///
    /// # Errors
    /// [`Error::Vocabulary`] when the folder or a file cannot be read, a file is of no known name, or an entry is wrong.
    pub fn from_dir(dir: &Path) -> Result<Self> {
        let unreadable = |file: String, e: std::io::Error| Error::Vocabulary { file, message: e.to_string() };
        let folder = || dir.display().to_string();
        for entry in std::fs::read_dir(dir).map_err(|e| unreadable(folder(), e))? {
            let name = entry.map_err(|e| unreadable(folder(), e))?.file_name();
            let name = name.to_string_lossy();
            // A misspelt file name would otherwise leave the program's own vocabulary in force without a word.
            if (name.ends_with(".toml") || name.ends_with(".tsv")) && !FILES.iter().any(|known| *known == name) {
                return Err(Error::Vocabulary {
                    file: name.into_owned(),
                    message: format!("is no vocabulary; the files are {}", FILES.join(", ")),
                });
            }
        }
        Self::load(|file| match std::fs::read_to_string(dir.join(file)) {
            Ok(text) => Ok(Some(text)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(unreadable(file.to_owned(), e)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_are_right() {
        Vocabulary::embedded().unwrap().check().unwrap();
    }

    #[test]
    fn a_folder_replaces_single_files_and_wrong_ones_are_named() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("document-types.toml"), "[[type]]\nname = \"Sớ\"\n").unwrap();
        let vocabulary = Vocabulary::from_dir(dir.path()).unwrap();
        assert!(vocabulary.doc_types.by_name("sớ").is_some());
        assert!(vocabulary.issuers.canonical("ttg").is_some(), "the other files come from the program");

        std::fs::write(dir.path().join("document-types.toml"), "[[type]]\nnam = \"Sớ\"\n").unwrap();
        let message = Vocabulary::from_dir(dir.path()).unwrap_err().to_string();
        assert!(message.contains("document-types.toml") && message.contains("nam"), "{message}");

        std::fs::remove_file(dir.path().join("document-types.toml")).unwrap();
        std::fs::write(dir.path().join("document-type.toml"), "").unwrap();
        let message = Vocabulary::from_dir(dir.path()).unwrap_err().to_string();
        assert!(message.contains("document-type.toml") && message.contains("issuers.toml"), "{message}");
    }
}
