//! What stands in front of a number: the type word and the marker "số". "Quyết định số 12" → Quyết định, marked.

use crate::extract::scan::{char_left, folded, is_space, previous_word, spaces_left, word_left};
use crate::normalize::fold::plain;
use crate::text::Span;
use crate::vocabulary::{DocType, Vocabulary, fold};

/// How far back the words of a clause are searched for a type word, in bytes.
const CLAUSE_BYTES: usize = 200;

/// Whether the character ends a clause.
fn ends_clause(c: char) -> bool {
    c == ',' || ends_title(c)
}

/// Whether the character ends a clause in which the title of a law, which holds commas, may stand.
fn ends_title(c: char) -> bool {
    matches!(c, ';' | '.' | ':' | '(' | ')' | '"' | '“' | '”' | '\n')
}

/// The words in front of a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governor<'a> {
    /// Type of document.
    pub doc_type: Option<&'a DocType>,
    /// Whether "số" stands in front of the number.
    pub marked: bool,
    /// Where the words begin; the number itself where there are none.
    pub start: usize,
    /// Whether the type word begins with a capital.
    pub proper: bool,
}

impl Governor<'_> {
    /// Whether anything says that a document number follows.
    pub fn governs(&self) -> bool {
        self.marked || self.doc_type.is_some()
    }
}

/// The governor of the number at `at`.
pub(super) fn governor<'a>(text: &str, at: usize, vocabulary: &'a Vocabulary) -> Governor<'a> {
    let mut out = Governor { doc_type: None, marked: false, start: at, proper: false };
    let mut end = spaces_left(text, at);
    if char_left(text, end) == Some(':') {
        end = spaces_left(text, end - 1);
    }
    // "số", "số số", "số hiệu", "mang số".
    for _ in 0..3 {
        let word = word_left(text, end);
        match &*folded(text, word) {
            "số" | "sô" | "sổ" => out.marked = true,
            "hiệu" if &*folded(text, previous_word(text, word.start)) == "số" => {}
            "mang" if out.marked => {}
            _ => break,
        }
        out.start = word.start;
        end = spaces_left(text, word.start);
    }
    // "các Thông tư: số 55/2023/TT-BTC; số …"
    let whole = || text[at..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['/', '-']);
    if out.marked && char_left(text, end) == Some(':') && whole() {
        end = spaces_left(text, end - 1);
    }
    // "Nghị quyết chuyên đề số 06"
    let word = word_left(text, end);
    if out.marked && &*folded(text, word) == "đề" {
        let before = previous_word(text, word.start);
        if &*folded(text, before) == "chuyên" {
            end = spaces_left(text, before.start);
        }
    }
    if let Some((doc_type, start)) = type_word(text, end, vocabulary) {
        out.doc_type = Some(doc_type);
        out.start = start;
        out.proper = text[start..].starts_with(char::is_uppercase);
    }
    out
}

/// The longest type word that ends at `end`, and where it begins.
pub(super) fn type_word<'a>(text: &str, end: usize, vocabulary: &'a Vocabulary) -> Option<(&'a DocType, usize)> {
    let types = &vocabulary.doc_types;
    let last = word_left(text, end);
    if last.is_empty() || !types.is_end(&folded(text, last)) {
        return None;
    }
    let mut best = None;
    let mut start = last.start;
    for _ in 0..types.max_syllables() {
        let key = fold(&text[start..end]);
        if let Some(t) = types.by_folded(&key)
            && is_written_as(&text[start..end], t)
        {
            best = Some((t, start));
        }
        let before = previous_word(text, start);
        if before.is_empty() || !types.is_syllable(&folded(text, before)) {
            break;
        }
        start = before.start;
    }
    best
}

/// An abbreviation stands for a type in capitals only: "CT 05", but "ct" is a word.
fn is_written_as(written: &str, doc_type: &DocType) -> bool {
    written.contains(' ')
        || fold(written) == fold(&doc_type.name)
        || doc_type.aliases.iter().any(|a| fold(a) == fold(written))
        || written.chars().next().is_some_and(char::is_uppercase)
}

/// The nearest type word in front of `at` in the same clause that the code can stand for, with its span: "Quyết định
/// phê duyệt dự toán số 12/QĐ-UBND".
pub(super) fn type_in_clause<'a>(
    text: &str,
    at: usize,
    symbol: &str,
    vocabulary: &'a Vocabulary,
) -> Option<(&'a DocType, Span)> {
    // Titles of laws hold commas: "Luật Quản lý, sử dụng tài sản công số 15/2017/QH14".
    let assembly = symbol.contains("QH");
    let from = if assembly { clause_from(text, at, ends_title) } else { clause_from(text, at, ends_clause) };
    let mut end = spaces_left(text, at);
    while end > from {
        let word = word_left(text, end);
        if word.is_empty() {
            let c = char_left(text, end)?;
            end = spaces_left(text, end - c.len_utf8());
            continue;
        }
        if let Some((t, start)) = type_word(text, end, vocabulary)
            && start >= from
            && stands_for(symbol, t)
        {
            return Some((t, Span::new(start, end)));
        }
        end = spaces_left(text, word.start);
    }
    None
}

/// The type that the words right in front of `at` name, when a scan took their marks: "Nghi quyêt số 12/NQ-HĐND".
pub(super) fn damaged_type<'a>(text: &str, at: usize, symbol: &str, vocabulary: &'a Vocabulary) -> Option<&'a DocType> {
    let end = spaces_left(text, at);
    vocabulary.doc_types.iter().filter(|t| stands_for(symbol, t)).find(|t| {
        let mut start = end;
        for i in 0..t.name.split(' ').count() {
            let word = if i == 0 { word_left(text, end) } else { previous_word(text, start) };
            if word.is_empty() {
                return false;
            }
            start = word.start;
        }
        plain(&text[start..end]) == plain(&t.name)
    })
}

/// Where the clause that holds `at` begins, at most [`CLAUSE_BYTES`] back.
pub(super) fn clause_start(text: &str, at: usize) -> usize {
    clause_from(text, at, ends_clause)
}

fn clause_from(text: &str, at: usize, ends: impl Fn(char) -> bool) -> usize {
    let mut from = at;
    for c in text[..at].chars().rev() {
        if ends(c) || at - from > CLAUSE_BYTES {
            break;
        }
        from -= c.len_utf8();
    }
    while text[from..at].starts_with(is_space) {
        from += text[from..].chars().next().map_or(1, char::len_utf8);
    }
    from
}

/// Whether a document of the type can carry the symbol.
pub(super) fn stands_for(symbol: &str, doc_type: &DocType) -> bool {
    let code = symbol.split(['-', '/']).next().unwrap_or(symbol);
    let named = |names: &[&str]| names.contains(&doc_type.name.as_str());
    if code.starts_with("UBTVQH") {
        return named(&["Nghị quyết", "Pháp lệnh"]);
    }
    if code.starts_with("QH") && code.ends_with(|c: char| c.is_ascii_digit()) {
        return named(&["Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"]);
    }
    doc_type.has_code(code) || doc_type.has_code(symbol) || is_letter(code) && named(&["Công văn", "Văn bản"])
}

/// Official letters carry the body in place of a type.
fn is_letter(code: &str) -> bool {
    code.chars().count() > 2
}
