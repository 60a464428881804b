//! What a user types for a document number: "69 -kl/tu", "so 12/2018/qd-ttg", "Kết luận 69", "ket luan 69".

use super::Identifier;
use super::parse::{number_and_year, parse_at, suffix};
use crate::extract::scan::digit_runs;
use crate::text::Span;
use crate::vocabulary::{Vocabulary, fold};

/// A document number as it was asked for: a whole identifier, or a number with type word or year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryNumber {
    /// The whole identifier, if a symbol was given.
    pub identifier: Option<Identifier>,
    /// Type word in standard capitalisation, if one was given.
    pub doc_type: Option<String>,
    /// The number.
    pub number: u32,
    /// The letter behind it.
    pub suffix: Option<String>,
    /// The year inside the number.
    pub year: Option<u16>,
}

/// Reads a document number; none for anything else ("kế hoạch năm 2023", "hộ nghèo").
///
/// Without symbol a number needs a type word, "số" or a year: "Kết luận 69", "số 69", "10/2022". A type word and
/// a number that is a year ("Kế hoạch 2023") is no document number.
pub fn parse_query(text: &str, vocabulary: &Vocabulary) -> Option<QueryNumber> {
    let text = text.trim().trim_end_matches(['.', ',', ';', '?']);
    // A user quotes what he copied.
    let text = text.trim_matches(['"', '“', '”', '\'']);
    let run = digit_runs(text).next()?;
    let run = Span::new(run.start, thousands(text, run.end));
    let (doc_type, marked) = governor(&text[..run.start], vocabulary)?;
    if let Some(found) = parse_at(text, run, vocabulary)
        && text[found.span.end..].trim().is_empty()
    {
        let id = found.identifier;
        return Some(QueryNumber {
            doc_type,
            number: id.number,
            suffix: id.suffix.clone(),
            year: id.year,
            identifier: Some(id),
        });
    }
    if let Some((number, suffix, year, end)) = number_and_year(text, run)
        && end == text.len()
    {
        return Some(QueryNumber { identifier: None, doc_type, number, suffix, year: Some(year) });
    }
    let (suffix, end) = suffix(text, run.end);
    let number: u32 = run.of(text).parse().ok()?;
    let year_like = run.len() == 4 && (1945..=2100).contains(&number) && !marked;
    (end == text.len() && (doc_type.is_some() && !year_like || marked)).then_some(QueryNumber {
        identifier: None,
        doc_type,
        number,
        suffix,
        year: None,
    })
}

/// As [`parse_query`], where nothing but a document number can be meant: "69" alone is one too, and a year may stand
/// behind it ("Quyết định 45 năm 2021").
pub fn parse_asked(text: &str, vocabulary: &Vocabulary) -> Option<QueryNumber> {
    let text = without_date(text.trim()).trim_end_matches(['.', ',', ';', '?']);
    let (text, year) = year_behind(text).map_or((text, None), |(text, year)| (text, Some(year)));
    let asked = parse_query(text, vocabulary).or_else(|| parse_query(&format!("số {text}"), vocabulary))?;
    match (asked.year, year) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => Some(QueryNumber { year: a.or(b), ..asked }),
    }
}

/// Cuts the date or issuer of a number that was copied from a letter: "30/2020/NĐ-CP ngày 05/3/2020", "15/2021/QĐ-UBND của UBND
/// tỉnh Lạng Sơn".
fn without_date(text: &str) -> &str {
    let front = [", ngày ", " ngày ", ", ngay ", " ngay ", " của ", " cua "]
        .iter()
        .find_map(|word| text.split_once(word))
        .map(|(front, _)| front);
    front.filter(|front| front.contains(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

/// Cuts "năm 2021" from the end.
fn year_behind(text: &str) -> Option<(&str, u16)> {
    let (front, year) = text.rsplit_once(' ')?;
    let (front, word) = front.trim_end().rsplit_once(' ')?;
    let year = year.parse().ok().filter(|y| year.len() == 4 && (1945..=2100).contains(y))?;
    matches!(fold(word).as_str(), "năm" | "nam").then_some((front.trim_end(), year))
}

/// "1.095": the end of the number behind the dot.
fn thousands(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    let grouped = bytes.get(end) == Some(&b'.')
        && bytes.get(end + 1..end + 4).is_some_and(|d| d.iter().all(u8::is_ascii_digit))
        && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
    if grouped { end + 4 } else { end }
}

/// The type word in front of the number and whether "số" stands there; none when other words do.
fn governor(text: &str, vocabulary: &Vocabulary) -> Option<(Option<String>, bool)> {
    let folded = fold(&text.replace([':', '.'], " "));
    let mut words = folded.as_str();
    let mut marked = false;
    for marker in ["số hiệu", "so hieu", "số", "so"] {
        if let Some(rest) = words.strip_suffix(marker)
            && (rest.is_empty() || rest.ends_with(' '))
        {
            words = rest.trim_end();
            marked = true;
            break;
        }
    }
    if words.is_empty() {
        return Some((None, marked));
    }
    if let Some(t) = vocabulary.doc_types.by_folded(words) {
        return Some((Some(t.name.clone()), marked));
    }
    // "ND 30/2020/NĐ-CP": the code of a type with D for Đ.
    let code = vocabulary.doc_types.canonical(words);
    if let Some(t) = code.and_then(|code| vocabulary.doc_types.by_name(code)) {
        return Some((Some(t.name.clone()), marked));
    }
    // Typed without marks: "ket luan".
    let plain = unmarked(words);
    let t = vocabulary.doc_types.iter().find(|t| plain == words && unmarked(&fold(&t.name)) == plain)?;
    Some((Some(t.name.clone()), marked))
}

/// Without diacritics.
fn unmarked(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().filter(|c| !matches!(*c, '\u{300}'..='\u{36f}')).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
