//! What a user types, as a query. No input is an error.
//!
//! Takes words (all must occur), `"exact phrase"`, `OR`, `-word`, `word*` and document numbers in any spelling;
//! gives clauses of alternatives, and notes that tell what was taken in another sense than typed. Abbreviations
//! and their long forms stand for each other: `UBND xã` also finds "ủy ban nhân dân xã".

use crate::archive::analyzer::{Key, Words, keys};
use crate::extract::identifier::{Identifier, parse_query};
use crate::vocabulary::Vocabulary;

/// A query, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All must hold: each names alternatives, or what must not occur.
    pub(crate) clauses: Vec<Clause>,
    /// Keys of the bare words in the order typed, for ranking; a break between two is `None`.
    pub(crate) flow: Vec<Option<Key>>,
    /// What was taken in another sense than typed.
    pub notes: Vec<String>,
}

/// Alternatives, one of which must occur; or none of which may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub atoms: Vec<Atom>,
    pub negative: bool,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    /// Words one behind the other.
    Phrase(Vec<Key>),
    /// Words anywhere.
    All(Vec<Key>),
    /// Words that begin so.
    Prefix(Key),
    /// A document number: canonical form, folded form, and its words, for text that the rules did not understand.
    Number(String, String, Vec<Key>),
}

/// A piece of the input.
enum Piece<'a> {
    Quoted(&'a str),
    Bare(&'a str),
}

impl Query {
    /// Reads a query.
    pub fn parse(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut reader = Reader { query: Self::default(), vocabulary, negative: false, or: false };
        for piece in pieces(text, &mut reader.query.notes) {
            match piece {
                Piece::Quoted(phrase) => reader.phrase(phrase),
                Piece::Bare(text) => reader.bare(text),
            }
        }
        let mut query = reader.query;
        if reader.or {
            query.notes.push("OR stands at the end; it was ignored".into());
        }
        abbreviate(&mut query, vocabulary);
        query
    }

    /// Whether nothing is asked for (or only that things do not occur).
    pub fn is_empty(&self) -> bool {
        self.clauses.iter().all(|c| c.negative)
    }

    /// Whether a phrase is asked for that pairs of words do not answer.
    pub(crate) fn reads_positions(&self) -> bool {
        let mut atoms = self.clauses.iter().flat_map(|c| &c.atoms);
        atoms.any(|atom| matches!(atom, Atom::Phrase(words) if words.len() > 2))
    }

    /// Whether a word was typed with diacritics: then the user has them on the keyboard.
    pub(crate) fn has_marks(&self) -> bool {
        let atoms = self.clauses.iter().flat_map(|c| &c.atoms);
        atoms.flat_map(Atom::keys).any(|k| !k.marks.is_empty())
    }
}

impl Atom {
    /// The words it is made of.
    pub(crate) fn keys(&self) -> &[Key] {
        match self {
            Self::Phrase(keys) | Self::All(keys) | Self::Number(_, _, keys) => keys,
            Self::Prefix(key) => std::slice::from_ref(key),
        }
    }
}

/// Cuts at quotes. A quote that is not closed runs to the end.
fn pieces<'a>(text: &'a str, notes: &mut Vec<String>) -> Vec<Piece<'a>> {
    const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(QUOTES) {
        out.push(Piece::Bare(&rest[..open]));
        let start = open + rest[open..].chars().next().map_or(0, char::len_utf8);
        match rest[start..].find(QUOTES) {
            Some(len) => {
                out.push(Piece::Quoted(&rest[start..start + len]));
                let close = rest[start + len..].chars().next().map_or(0, char::len_utf8);
                rest = &rest[start + len + close..];
            }
            None => {
                notes.push("a quote is not closed; the phrase was taken to run to the end".into());
                out.push(Piece::Quoted(&rest[start..]));
                rest = "";
            }
        }
    }
    out.push(Piece::Bare(rest));
    out
}

struct Reader<'v> {
    query: Query,
    vocabulary: &'v Vocabulary,
    /// A `-` stands in front of what comes next.
    negative: bool,
    /// An `OR` stands in front of what comes next.
    or: bool,
}

impl Reader<'_> {
    fn phrase(&mut self, text: &str) {
        if let Some(id) = Identifier::parse(text, self.vocabulary) {
            return self.number(&id, text);
        }
        let keys = keys(text);
        if keys.is_empty() {
            if !text.trim().is_empty() {
                self.query.notes.push(format!("\"{}\" holds no word; it was ignored", text.trim()));
            }
            self.negative = false;
            return;
        }
        self.query.flow.push(None);
        self.query.flow.extend(keys.iter().cloned().map(Some));
        self.query.flow.push(None);
        self.add(Atom::Phrase(keys));
    }

    fn bare(&mut self, text: &str) {
        let tokens: Vec<&str> = text.split_whitespace().collect();
        for i in (1..tokens.len().saturating_sub(1)).filter(|&i| tokens[i] == "OR") {
            // Most words are of two syllables: who writes "hộ nghèo OR đất đai" means more than "nghèo OR đất".
            let more = |j: Option<&&str>| j.is_some_and(|t| *t != "OR");
            if more(i.checked_sub(2).and_then(|j| tokens.get(j))) || more(tokens.get(i + 2)) {
                let (left, right) = (tokens[i - 1], tokens[i + 1]);
                self.query.notes.push(format!(
                    "OR stands between \"{left}\" and \"{right}\" alone; put what belongs together in quotes"
                ));
            }
        }
        let mut at = 0;
        while at < tokens.len() {
            // "69 -kl/tu", "số 12/2018/QĐ-TTg": the longest run of words that is a document number.
            let number = (1..=MAX_NUMBER_WORDS.min(tokens.len() - at)).rev().find_map(|n| {
                let words = tokens[at..at + n].join(" ");
                let (minus, rest) = strip_minus(&words);
                self.identifier(rest).map(|id| (n, minus, id, rest.to_owned()))
            });
            if let Some((n, minus, id, words)) = number {
                self.negative |= minus;
                self.number(&id, &words);
                at += n;
                continue;
            }
            self.token(tokens[at]);
            at += 1;
        }
        // A minus in front of a quote belongs to the phrase; anything else stands alone.
        if self.negative && !text.ends_with('-') {
            self.negative = false;
        }
    }

    /// A whole identifier that the words are, without words in front of it but "số" or a type.
    fn identifier(&self, words: &str) -> Option<Identifier> {
        if !words.contains(|c: char| c.is_ascii_digit()) || !words.contains(['/', '-']) {
            return None;
        }
        parse_query(words, self.vocabulary)?.identifier
    }

    fn token(&mut self, token: &str) {
        if token == "OR" {
            if self.query.clauses.is_empty() {
                self.query.notes.push("OR stands at the beginning; it was ignored".into());
            } else {
                self.or = true;
            }
            return;
        }
        let (minus, word) = strip_minus(token);
        if word.is_empty() && minus {
            // "- hộ nghèo" is a list item; "-" right in front of a quote excludes the phrase.
            self.negative = true;
            return;
        }
        let mut keys = keys(word);
        let prefix = word.ends_with('*');
        match (keys.len(), prefix) {
            (0, _) => self.query.notes.push(format!("\"{token}\" holds no word; it was ignored")),
            (1, true) => {
                self.negative = minus;
                self.query.flow.push(None);
                self.add(Atom::Prefix(keys.remove(0)));
            }
            _ => {
                if word.contains(['[', ']', '(', ')', '{', '}', '~', '^', ':', '\\', '*', '?']) {
                    self.query.notes.push(format!("\"{token}\" was searched as text"));
                }
                self.negative = minus;
                if !minus {
                    self.query.flow.extend(keys.iter().cloned().map(Some));
                }
                self.add(Atom::Phrase(keys));
            }
        }
    }

    fn number(&mut self, id: &Identifier, words: &str) {
        self.query.flow.push(None);
        // The number as text has no type word in front.
        let mut reader = Words::new(words);
        let mut text = words;
        while let Some((start, _)) = reader.next_word() {
            if reader.key.numeric {
                text = &words[start..];
                break;
            }
        }
        self.add(Atom::Number(id.to_string(), id.folded_key(), keys(text)));
    }

    fn add(&mut self, atom: Atom) {
        let (negative, or) = (std::mem::take(&mut self.negative), std::mem::take(&mut self.or));
        match self.query.clauses.last_mut() {
            Some(last) if or && !last.negative && !negative => last.atoms.push(atom),
            _ => {
                if or {
                    self.query.notes.push("OR does not go with a minus; it was ignored".into());
                }
                self.query.clauses.push(Clause { atoms: vec![atom], negative });
            }
        }
    }
}

/// "Kết luận số 69 - KL / TU" is as long as a document number gets.
const MAX_NUMBER_WORDS: usize = 8;

fn strip_minus(word: &str) -> (bool, &str) {
    match word.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, word),
    }
}

/// Gives abbreviations their long forms as alternatives, and long forms their abbreviation.
fn abbreviate(query: &mut Query, vocabulary: &Vocabulary) {
    if !query.clauses.iter().flat_map(|c| &c.atoms).any(|atom| matches!(atom, Atom::Phrase(_))) {
        return;
    }
    for entry in vocabulary.abbreviations.iter() {
        let short = keys(&entry.short);
        let [short] = short.as_slice() else { continue };
        let longs: Vec<Vec<Key>> = entry.long.iter().map(|l| keys(l)).collect();
        for clause in query.clauses.iter_mut().filter(|c| !c.negative) {
            let mut more = Vec::new();
            for atom in &clause.atoms {
                let Atom::Phrase(words) = atom else { continue };
                if matches!(words.as_slice(), [one] if means(one, short)) {
                    more.extend(longs.iter().cloned().map(Atom::Phrase));
                } else if longs.iter().any(|long| same(words, long)) {
                    more.push(Atom::Phrase(vec![short.clone()]));
                }
            }
            clause.atoms.extend(more);
        }
        for long in &longs {
            let n = long.len();
            let at = (0..(query.clauses.len() + 1).saturating_sub(n)).find(|&at| {
                query.clauses[at..at + n].iter().zip(long).all(|(clause, word)| {
                    !clause.negative
                        && matches!(clause.atoms.as_slice(), [Atom::Phrase(w)] if w.len() == 1 && means(&w[0], word))
                })
            });
            if let Some(at) = at {
                let words = query.clauses.drain(at..at + n).flat_map(|c| c.atoms).flat_map(|a| a.keys().to_vec());
                let atoms = vec![Atom::All(words.collect()), Atom::Phrase(vec![short.clone()])];
                query.clauses.insert(at, Clause { atoms, negative: false });
            }
        }
    }
}

/// Whether a word as typed means a known one: without diacritics, or with the same.
fn means(typed: &Key, known: &Key) -> bool {
    typed.plain == known.plain && (typed.marks.is_empty() || typed.marks == known.marks)
}

/// Whether words as typed mean known ones.
pub(super) fn same(typed: &[Key], known: &[Key]) -> bool {
    typed.len() == known.len() && typed.iter().zip(known).all(|(a, b)| means(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

    fn show(text: &str) -> String {
        let word = |k: &Key| k.plain.clone() + if k.marks.is_empty() { "" } else { "'" };
        let words = |k: &[Key]| k.iter().map(word).collect::<Vec<_>>();
        let atom = |a: &Atom| match a {
            Atom::Phrase(k) => words(k).join("_"),
            Atom::All(k) => words(k).join("&"),
            Atom::Prefix(k) => word(k) + "*",
            Atom::Number(id, _, k) => format!("#{id}={}", words(k).join("_")),
        };
        let query = Query::parse(text, &VOCABULARY);
        let clause = |c: &Clause| {
            (if c.negative { "-" } else { "" }).to_owned() + &c.atoms.iter().map(atom).collect::<Vec<_>>().join("|")
        };
        query.clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn queries_are_read_as_meant() {
        for (text, expected, reason) in [
            ("hộ nghèo", "ho' ngheo'", "words, all of them"),
            ("ho ngheo", "ho ngheo", "without diacritics"),
            ("\"hộ nghèo\" xã", "ho'_ngheo' xa'", "a phrase and a word"),
            ("hộ OR xã bản", "ho'|xa' ban'", "OR binds two neighbours"),
            ("hộ -nghèo", "ho' -ngheo'", "a word that must not occur"),
            ("hộ -\"cận nghèo\"", "ho' -can'_ngheo'", "a phrase that must not occur"),
            ("ngh*", "ngh*", "the beginning of a word"),
            ("kinh-tế", "kinh_te'", "a hyphen joins"),
            ("69 -kl/tu", "#69-KL/TU=69_kl_tu", "a document number with a space"),
            ("Kết luận số 69-KL/TU nghèo", "#69-KL/TU=69_kl_tu ngheo'", "type word and number are one"),
            ("12/2018/qđ-ttg", "#12/2018/QĐ-TTg=12_2018_qd'_ttg", "any case"),
            ("\"69-KL/TU\"", "#69-KL/TU=69_kl_tu", "a number in quotes"),
            ("UBND", "ubnd|uy'_ban_nhan'_dan'", "an abbreviation"),
            ("uy ban nhan dan xã", "uy&ban&nhan&dan|ubnd xa'", "a long form"),
            ("\"mặt trận tổ quốc\"", "mat'_tran'_to'_quoc'|mttq", "a long form as phrase"),
            ("66.315,44", "66.315,44", "a figure is one word"),
            ("", "", "nothing"),
        ] {
            assert_eq!(show(text), expected, "{text}: {reason}");
        }
    }

    #[test]
    fn what_is_odd_is_searched_as_text_and_said() {
        for (text, expected, note) in [
            ("[hộ", "ho'", "searched as text"),
            ("\"hộ nghèo", "ho'_ngheo'", "not closed"),
            ("-", "", ""),
            ("hộ OR", "ho'", "at the end"),
            ("OR hộ", "ho'", "at the beginning"),
            ("hộ OR -xã", "ho' -xa'", "does not go with"),
            ("… hộ", "ho'", "holds no word"),
            ("\"…\" hộ", "ho'", "holds no word"),
            ("(a OR b):c~2", "a|b_c_2", "searched as text"),
        ] {
            assert_eq!(show(text), expected, "{text}");
            let notes = Query::parse(text, &VOCABULARY).notes.join("; ");
            assert!(notes.contains(note), "{text}: {notes}");
        }
    }

    proptest! {
        #[test]
        fn any_input_is_a_query(text in "[a-zđộ0-9/\\-\"“”* OR\\[\\]():~…]{0,40}", other: String) {
            for text in [text, other] {
                let query = Query::parse(&text, &VOCABULARY);
                prop_assert!(query.clauses.iter().all(|c| !c.atoms.is_empty()));
                prop_assert!(query.clauses.iter().flat_map(|c| &c.atoms).all(|a| !a.keys().is_empty()));
            }
        }
    }
}
