//! Two repairs of decoded TCVN3: capitals that the encoding does not have, and `ư` that became a hyphen.
//!
//! Takes decoded text, gives it repaired: `CộNG HòA` → `CỘNG HÒA`, `t-ớng` → `tướng`. Refuses what could be meant:
//! `Bộ GTVT`, `kinh tế - xã hội`, `QĐ-TTg`.

use crate::normalize::letters::letter;
use crate::normalize::syllable::is_syllable;

/// Puts tokens into capitals whose ASCII letters are capitals.
pub(super) fn restore_capitals(text: String) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r', '\x0c']) {
        restore_line(line, &mut out);
    }
    out
}

/// How a token is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Capitals, no small ASCII letter, and letters with marks: small ones that have no capital, or capitals.
    Capital,
    /// One or no ASCII capital and no small ASCII letter, with such small letters: depends on the neighbours.
    Open,
    /// Only ASCII capitals that spell a syllable: "BAN" joins the capital words on its sides.
    Bridge,
    /// Only ASCII capitals.
    Abbreviation,
    /// Everything else.
    Other,
}

fn style(token: &str) -> Style {
    let capitals = token.chars().filter(|c| c.is_uppercase()).count();
    let small = token.bytes().filter(u8::is_ascii_lowercase).count();
    let odd = token.chars().any(|c| !c.is_ascii() && c.is_lowercase());
    match (capitals, small, odd) {
        // "ViÖT": a slip of the typist, still a capital word.
        (2.., s, true) if s <= capitals / 3 => Style::Capital,
        (_, 0, true) => Style::Open,
        (2.., 0, false) if token.chars().any(|c| !c.is_ascii() && c != 'Đ') => Style::Capital,
        (1.., 0, false) if is_syllable(token) => Style::Bridge,
        (1.., 0, false) => Style::Abbreviation,
        _ => Style::Other,
    }
}

fn restore_line(line: &str, out: &mut String) {
    // Most lines have no capitals in question.
    if !line.as_bytes().windows(2).any(|w| w[0].is_ascii_uppercase() && !w[1].is_ascii_lowercase()) {
        out.push_str(line);
        return;
    }
    let tokens: Vec<(usize, usize, Style)> = tokens(line).map(|(s, e)| (s, e, style(&line[s..e]))).collect();
    let mut upper: Vec<bool> = tokens.iter().map(|t| t.2 == Style::Capital).collect();
    // A run of open tokens beside a capital one belongs to it: "Bé TµI CHÝNH".
    let joins = |i: usize| matches!(tokens[i].2, Style::Open | Style::Bridge);
    for i in 1..tokens.len() {
        upper[i] |= joins(i) && upper[i - 1];
    }
    for i in (0..tokens.len().saturating_sub(1)).rev() {
        upper[i] |= joins(i) && upper[i + 1];
    }
    let mut at = 0;
    for (&(start, end, _), upper) in tokens.iter().zip(upper) {
        out.push_str(&line[at..start]);
        if upper {
            out.extend(line[start..end].chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(&line[start..end]);
        }
        at = end;
    }
    out.push_str(&line[at..]);
}

/// Runs of letters.
fn tokens(line: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut chars = line.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.by_ref().find(|(_, c)| c.is_alphabetic())?;
        while chars.next_if(|(_, c)| c.is_alphabetic()).is_some() {}
        Some((start, chars.peek().map_or(line.len(), |&(i, _)| i)))
    })
}

/// Turns a hyphen inside a word into `ư` where the word is a syllable with it and its parts are none.
pub(super) fn restore_u_horn(text: String) -> String {
    if !text.contains('-') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(hyphen) = memchr::memchr(b'-', &bytes[at..]).map(|i| at + i) {
        let start = text[at..hyphen]
            .rfind(|c: char| letter(c).is_none())
            .map_or(at, |i| at + i + text[at + i..].chars().next().map_or(0, char::len_utf8));
        let end = text[hyphen..].find(|c: char| c != '-' && letter(c).is_none()).map_or(text.len(), |i| hyphen + i);
        let word = &text[start..end];
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        out.push_str(&text[at..start]);
        if before.is_some_and(|c| c.is_ascii_digit() || c == '/')
            || after.is_some_and(|c| c.is_ascii_digit() || c == '/')
            || !horn_fits(word)
        {
            out.push_str(word);
        } else {
            let capital = word.chars().filter(|c| c.is_ascii_uppercase()).count() > 1;
            out.push_str(&word.replace('-', if capital { "Ư" } else { "ư" }));
        }
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether the word is a syllable once its hyphens are `ư`, and not already made of syllables.
fn horn_fits(word: &str) -> bool {
    word.len() <= 24
        && word.bytes().any(|b| b != b'-')
        && word.split('-').any(|part| !part.is_empty() && !is_syllable(part))
        && is_syllable(&word.replace('-', "ư"))
}
