//! Issuing bodies: `schemas/vocabulary/issuers.toml`. Answers how a body's code is spelt ("ttg" → "TTg"), which
//! separators its documents carry ("TU" → Party), and whether words name a body ("Ban Thường vụ Tỉnh ủy").

use super::doc_types::{code_key, loose, upper};
use super::{KeySet, Table, WordMap, WordSet, fold};
use serde::Deserialize;

/// Whose rules a document number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum System {
    /// `12/KH-UBND`
    State,
    /// `10/2022/QH15`
    Na,
    /// `12-KH/TU`
    Party,
    /// Either: as written.
    Any,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Issuer {
    #[serde(default)]
    codes: Vec<String>,
    system: System,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    central: bool,
    #[serde(default)]
    digits: bool,
}

/// A known code.
#[derive(Debug, Clone)]
struct Code {
    canonical: String,
    system: System,
    digits: bool,
}

/// All issuing bodies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Issuers {
    /// By canonical spelling, by capitals, by capitals with D for Đ.
    exact: WordMap<Code>,
    codes: WordMap<Code>,
    loose: WordMap<String>,
    /// [`code_key`] of every code: most groups of letters are none.
    known: KeySet,
    /// Folded name → whether other words may follow.
    names: WordMap<bool>,
    /// Folded names of bodies that exist once, for the whole country.
    central: WordSet,
    /// Folded beginnings of names, whole syllables: what a longer name may grow from.
    beginnings: WordSet,
    /// Folded first syllables of names.
    heads: WordSet,
    /// All folded syllables of names.
    syllables: WordSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: Vec<Issuer>,
}

impl Table for Issuers {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for (i, issuer) in file.issuer.into_iter().enumerate() {
            let label = issuer.codes.first().or(issuer.names.first());
            let Some(label) = label.cloned() else {
                return Err(format!("issuer {}: has neither codes nor names", i + 1));
            };
            for code in issuer.codes {
                if code.is_empty() || code.chars().any(char::is_whitespace) {
                    return Err(format!("issuer {label:?}: code {code:?} is empty or holds a space"));
                }
                let entry = Code { canonical: code.clone(), system: issuer.system, digits: issuer.digits };
                out.exact.insert(code.clone(), entry.clone());
                out.known.insert(code_key(&code));
                if out.codes.insert(upper(&code), entry).is_some() {
                    return Err(format!("issuer {label:?}: code {code:?} is there twice"));
                }
                out.loose.entry(loose(&code)).or_insert_with(|| upper(&code));
            }
            for name in &issuer.names {
                let key = fold(name);
                let syllables: Vec<_> = key.split(' ').map(str::to_owned).collect();
                if syllables.iter().any(String::is_empty) {
                    return Err(format!("issuer {label:?}: a name is empty"));
                }
                out.beginnings.extend((1..=syllables.len()).map(|n| syllables[..n].join(" ")));
                out.heads.insert(syllables[0].clone());
                out.syllables.extend(syllables);
                if issuer.central {
                    out.central.insert(key.clone());
                }
                if out.names.insert(key, issuer.open).is_some() {
                    return Err(format!("issuer {label:?}: name {name:?} is there twice"));
                }
            }
        }
        Ok(out)
    }
}

impl Issuers {
    fn code(&self, code: &str) -> Option<&Code> {
        if !self.known.contains(&code_key(code)) {
            return None;
        }
        // Most codes are written as they should be.
        self.exact
            .get(code)
            .or_else(|| self.codes.get(&upper(code)))
            .or_else(|| self.loose.get(&loose(code)).and_then(|c| self.codes.get(c)))
    }

    /// Canonical spelling of a known code without its digits, in any case and with D for Đ.
    pub fn canonical(&self, code: &str) -> Option<&str> {
        self.code(code).map(|c| c.canonical.as_str())
    }

    /// Whose numbers carry the code. Party bodies below a committee end in its code: `BTGTU`, `UBKTĐU`.
    pub fn system(&self, code: &str) -> System {
        if let Some(c) = self.code(code) {
            return c.system;
        }
        let below = ["TW", "TU", "HU", "QU", "ThU", "ĐU"];
        if code.chars().count() > 3 && below.iter().any(|b| code.ends_with(b)) { System::Party } else { System::Any }
    }

    /// Whether a number may follow the code (QH15, BCĐ35).
    pub fn takes_digits(&self, code: &str) -> bool {
        self.code(code).is_some_and(|c| c.digits)
    }

    /// Whether the folded words name a body; the answer says whether other words may follow.
    pub fn name(&self, folded: &str) -> Option<bool> {
        self.names.get(folded).copied()
    }

    /// Whether the folded name is a body that exists once: no place follows it.
    pub fn is_central(&self, folded: &str) -> bool {
        self.central.contains(folded)
    }

    /// Whether a name begins with the folded syllable.
    pub fn is_head(&self, folded: &str) -> bool {
        self.heads.contains(folded)
    }

    /// Whether the folded syllable stands in any name.
    pub fn is_syllable(&self, folded: &str) -> bool {
        self.syllables.contains(folded)
    }

    /// Whether a name begins with the folded syllables.
    pub fn is_beginning(&self, folded: &str) -> bool {
        self.beginnings.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::System;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn codes_tell_their_system() {
        let issuers = Vocabulary::embedded().unwrap().issuers;
        for (code, canonical, system) in [
            ("ttg", Some("TTg"), System::State),
            ("thu", Some("ThU"), System::Party),
            ("HDND", Some("HĐND"), System::State),
            ("BTGDVĐU", None, System::Party),
            ("ABCXYZ", None, System::Any),
        ] {
            assert_eq!((issuers.canonical(code), issuers.system(code)), (canonical, system), "{code}");
        }
        assert_eq!(issuers.name("ban thường vụ tỉnh ủy"), Some(false));
    }
}
