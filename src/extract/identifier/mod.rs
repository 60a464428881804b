//! Document numbers: `52-KL/TU`, `27/CT-TTg`, `36/2019/QĐ-TTg`, `45/2019/QH14`.
//!
//! Takes any spelling ("52 -kl/tu", "36/2019/QÐ–TTg", "15/NQ/TU"), gives the parts and the canonical form; refuses
//! what has a number but no symbol ("Kết luận 52": that is a [`QueryNumber`]).

mod parse;
mod query;
mod symbol;

pub use query::{QueryNumber, parse_asked, parse_query};

pub(crate) use parse::{Found, number_and_year, parse_at, suffix};
pub(crate) use symbol::{Strength, symbol_at};

use crate::vocabulary::Vocabulary;
use std::fmt;

/// The parts of a document number in canonical spelling. `Display` joins them: at least two digits, no spaces.
///
/// ```
/// use trichluc::extract::identifier::Identifier;
/// use trichluc::vocabulary::Vocabulary;
/// let vocabulary = Vocabulary::embedded()?;
/// let id = Identifier::parse("số 5 -ct/tw", &vocabulary).expect("a document number");
/// assert_eq!(id.to_string(), "05-CT/TW");
/// assert_eq!(id.folded_key(), "5.cttw");
/// # Ok::<(), trichluc::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// The running number.
    pub number: u32,
    /// A letter behind the number, as in `30a/2008/NQ-CP`.
    pub suffix: Option<String>,
    /// The year inside the number.
    pub year: Option<u16>,
    /// Canonical symbol, `KL/TU`.
    pub symbol: String,
    /// In front of the symbol: `-` in the Party's style, `/` in the State's.
    pub sep: char,
}

impl Identifier {
    /// The identifier that `text` is, in any spelling, with or without type word and "số" in front.
    pub fn parse(text: &str, vocabulary: &Vocabulary) -> Option<Self> {
        parse_query(text, vocabulary)?.identifier
    }

    /// Equal for spellings of one number and different for different symbols: the canonical form.
    pub fn key(&self) -> String {
        self.to_string()
    }

    /// Equal also where only Đ and D, case or separators differ: for recall in search. `69-KL/TU` → `69.kltu`,
    /// `12/2018/QĐ-TTg` → `12.2018.qdttg`.
    pub fn folded_key(&self) -> String {
        let mut out = self.number.to_string();
        out.extend(self.suffix.iter().flat_map(|s| s.chars()).flat_map(char::to_lowercase));
        out.push('.');
        if let Some(year) = self.year {
            out.push_str(&year.to_string());
            out.push('.');
        }
        out.extend(self.symbol.chars().filter(|c| c.is_alphanumeric()).map(fold_code_char));
        out
    }
}

/// Lower case without the marks that codes carry: Đ → d, Ư → u, Ô → o.
fn fold_code_char(c: char) -> char {
    match crate::vocabulary::fold_char(c) {
        'đ' => 'd',
        'ư' => 'u',
        'ơ' | 'ô' => 'o',
        'ă' | 'â' => 'a',
        'ê' => 'e',
        c => c,
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}{}", self.number, self.suffix.as_deref().unwrap_or_default())?;
        if let Some(year) = self.year {
            write!(f, "/{year}")?;
        }
        write!(f, "{}{}", self.sep, self.symbol)
    }
}

#[cfg(test)]
mod tests;
