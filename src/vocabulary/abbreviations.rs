//! Abbreviations of administrative prose: `schemas/vocabulary/abbreviations.toml`. "UBND" and "ủy ban nhân dân"
//! are one thing to a search.

use super::{Table, fold};
use serde::Deserialize;
use std::collections::HashSet;

/// All abbreviations in the order of the file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Abbreviations {
    #[serde(rename = "abbreviation")]
    entries: Vec<Abbreviation>,
}

/// One abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Abbreviation {
    /// As written, "HĐND".
    pub short: String,
    /// What it stands for, the usual one first.
    pub long: Vec<String>,
}

impl Table for Abbreviations {
    fn parse(text: &str) -> Result<Self, String> {
        let table: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut seen = HashSet::new();
        for entry in &table.entries {
            if entry.short.is_empty() || entry.short.contains(char::is_whitespace) {
                return Err(format!("abbreviation {:?}: the short form is one word", entry.short));
            }
            if entry.long.is_empty() || entry.long.iter().any(|l| l.split_whitespace().count() < 2) {
                return Err(format!("abbreviation {:?}: a long form has two words or more", entry.short));
            }
            if !seen.insert(fold(&entry.short)) {
                return Err(format!("abbreviation {:?} stands twice", entry.short));
            }
        }
        Ok(table)
    }
}

impl Abbreviations {
    /// All entries.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Abbreviation> {
        self.entries.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_entries_are_refused() {
        let entry = |short: &str, long: &str| format!("[[abbreviation]]\nshort = \"{short}\"\nlong = [\"{long}\"]\n");
        assert!(Abbreviations::parse(&entry("UBND", "ủy ban nhân dân")).is_ok());
        for (text, reason) in [
            (entry("U BND", "ủy ban"), "two words in the short form"),
            (entry("UBND", "ủyban"), "one word in the long form"),
            (entry("UBND", "ủy ban") + &entry("ubnd", "ủy ban"), "twice"),
        ] {
            assert!(Abbreviations::parse(&text).is_err(), "{reason}");
        }
    }
}
