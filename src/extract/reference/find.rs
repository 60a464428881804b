//! Document numbers in the text, one pass over its digits and separators.
//!
//! At each digit run an anchored parse decides; nothing here searches ahead, so the pass is linear. What a run can
//! be, in this order: a standard, a whole number with symbol, a member of a list with a shared symbol, a bare number
//! behind a type word, a nickname, a part of a document.

use super::governor::{Governor, governor};
use super::list;
use super::mask;
use super::standard;
use super::{Context, Mention, blank};
use crate::extract::date::DateKind;
use crate::extract::identifier::{Found, Identifier, Strength, parse_at, symbol_at};
use crate::extract::scan::{
    char_left, char_right, digits_right, folded, is_space, previous_word, run_left, run_right, spaces_left, word_left,
};
use crate::record::{Certainty, Form};
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// Mentions in text order, and the spans that are no quantity besides them.
pub(super) fn find(context: &Context<'_>) -> (Vec<Mention>, Vec<Span>) {
    let text = context.text;
    let bytes = text.as_bytes();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut masked = Vec::new();
    let mut at = 0;
    // Behind the numbers of a list that turned out to be none: they need not be tried one by one.
    let mut tried = 0;
    while let Some(start) = next_beginning(bytes, at) {
        if !bytes[start].is_ascii_digit() {
            at = start + 1;
            if let Some(m) = blank_number(context, start) {
                at = m.reference.span.end;
                mentions.push(m);
            }
            continue;
        }
        let run = Span::new(start, digits_right(text, start));
        at = run.end;
        let before = mentions.len();
        number(context, run, &mut tried, &mut mentions, &mut masked);
        if let Some(last) = mentions.get(before..).and_then(<[_]>::last) {
            at = at.max(last.reference.span.end);
        }
        if let Some(last) = masked.last() {
            at = at.max(last.end);
        }
    }
    (mentions, masked)
}

/// The next byte from `at` on that a number or the separator of a blank one may begin with: a digit, a slash, a hyphen, the
/// lead byte of the other dashes. Takes eight bytes at a step, as [`next_digit`](crate::text::next_digit) does.
fn next_beginning(bytes: &[u8], at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // The high bit of every byte that is less than `n` away from `first`; a borrow marks bytes above such a one only.
    let within = |eight: u64, first: u64, n: u64| {
        let away = eight ^ (first * ONES);
        away.wrapping_sub(n * ONES) & !away & HIGH
    };
    let mut i = at;
    while let Some((eight, _)) = bytes.get(i..).and_then(<[u8]>::split_first_chunk::<8>) {
        let eight = u64::from_le_bytes(*eight);
        let found = within(eight, 0x30, 10) | within(eight, 0x2d, 1) | within(eight, 0x2f, 1) | within(eight, 0xe2, 1);
        if found != 0 {
            return Some(i + found.trailing_zeros() as usize / 8);
        }
        i += 8;
    }
    let begins = |b: &u8| matches!(b, b'0'..=b'9' | b'/' | b'-' | 0xe2);
    bytes.get(i..)?.iter().position(begins).map(|step| i + step)
}

/// What the digit run is.
fn number(context: &Context<'_>, run: Span, tried: &mut usize, mentions: &mut Vec<Mention>, masked: &mut Vec<Span>) {
    let text = context.text;
    let glued = match char_left(text, run.start) {
        Some('/' | '.' | ',' | '-') if is_inside_number(text, run.start) => return,
        Some(c) if c.is_alphabetic() => true,
        _ => false,
    };
    if let Some(m) = standard::at(context, run) {
        mentions.push(m);
        return;
    }
    if let Some((found, governor)) = whole(context, run, glued) {
        mentions.push(full(found, &governor));
        return;
    }
    let place = previous_word(text, run.start);
    if place.is_empty() && !text[..run.start].trim_end().ends_with(':') {
        return;
    }
    let word = folded(text, place);
    if run.start >= *tried && (&*word == "số" || context.vocabulary.doc_types.is_end(&word)) {
        let end = list::at(context, run, mentions, masked);
        if mentions.last().is_some_and(|m| m.reference.span.start >= run.start) {
            return;
        }
        *tried = end;
    }
    if !glued {
        masked.extend(mask::at(context, run, place, word));
    }
}

/// Whether the character in front of `at` joins it to a number or a code ("09/4", "1.2", "QL-12").
fn is_inside_number(text: &str, at: usize) -> bool {
    let before = &text[..at - 1];
    match text.as_bytes()[at - 1] {
        b'-' => before.ends_with(char::is_alphanumeric),
        b'/' => !before.ends_with([' ', '(']),
        _ => before.ends_with(|c: char| c.is_ascii_digit()),
    }
}

/// A number with its symbol, and its governor.
fn whole<'a>(context: &Context<'a>, run: Span, glued: bool) -> Option<(Found, Governor<'a>)> {
    let text = context.text;
    let vocabulary = context.vocabulary;
    if !can_start_symbol(text, run) {
        return split(context, run);
    }
    // Digits that OCR read as letters belong to the number: "l2/2018", "O5-CT", "3O/2020".
    let misread = misread(text, run);
    if glued && misread.is_none() && !is_code(text, run, vocabulary) {
        return None;
    }
    let (whole, value) = misread.map_or((run, None), |(whole, value)| (whole, Some(value)));
    let lead = whole.start;
    let found = parse_at(text, Span::new(run.start, whole.end), vocabulary);
    let Some(mut found) = found else {
        return if glued { None } else { split(context, run) };
    };
    let governor = governor(text, lead, vocabulary);
    if let Some(number) = value {
        if !governor.marked || found.strength < Strength::Strong {
            return None;
        }
        found.identifier.number = number;
        found.span.start = lead;
        found.repaired = true;
    }
    let in_date = context.date_over(run.start).is_some_and(|d| matches!(d.kind, DateKind::Day | DateKind::Days));
    // "Biểu số 01/BC-LĐTBXH" numbers a form.
    let form = governor.doc_type.is_none()
        && matches!(&*folded(text, previous_word(text, governor.start)), "mẫu" | "biểu" | "bảng" | "lục" | "đồ");
    let accepted = match found.strength {
        _ if form => false,
        Strength::Strong => true,
        Strength::Medium => !in_date,
        // "lô số 12/KDC": letters that are no code need a type word.
        Strength::Weak if is_unknown(&found.identifier.symbol, vocabulary) => !in_date && governor.doc_type.is_some(),
        Strength::Weak => !in_date && governor.governs(),
    };
    accepted.then_some((found, governor))
}

/// Whether a separator, a capital or a letter of the number follows the digits.
fn can_start_symbol(text: &str, run: Span) -> bool {
    let rest = text[run.end..].trim_start_matches(is_space);
    let mut chars = rest.chars();
    match chars.next() {
        Some('a'..='d') => !chars.next().is_some_and(char::is_alphabetic) || rest.starts_with("bis"),
        Some('%' | ',' | ';' | '.' | ')' | '(' | '"' | ':' | '“' | '”' | '+') => false,
        Some(c) => c.is_uppercase() || !c.is_alphanumeric(),
        None => false,
    }
}

/// A number in which letters are misread digits, and its value: "l2", "O5", "3O". A letter of its own, "30a", is none.
fn misread(text: &str, run: Span) -> Option<(Span, u32)> {
    let letter = |c: char| matches!(c, 'l' | 'I' | 'O' | 'o');
    let whole = Span::new(
        run_left(text, run.start, |c| letter(c) || matches!(c, 'S' | 'B')),
        run_right(text, run.end, |c| letter(c) || c.is_ascii_digit()),
    );
    let next = char_right(text, whole.end);
    let behind = whole.end > run.end && !next.is_some_and(|c| matches!(c, '/' | '-' | ' '));
    if whole == run || behind || char_left(text, whole.start).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let digits: String = whole
        .of(text)
        .chars()
        .map(|c| match c {
            'l' | 'I' => '1',
            'O' | 'o' => '0',
            'S' => '5',
            'B' => '8',
            c => c,
        })
        .collect();
    Some((whole, digits.parse().ok()?))
}

/// Whether the digits are glued to a word in small letters, "số118 -KH/HU", or to the code of a type, "NĐ30/2020/NĐ-CP"; behind
/// another code they are part of it.
fn is_code(text: &str, run: Span, vocabulary: &Vocabulary) -> bool {
    let word = word_left(text, run.start).of(text);
    word.ends_with(char::is_lowercase) || vocabulary.doc_types.canonical(word).is_some()
}

/// "3 024/CV-UBND", "1.742/QĐ-UBND": a number in two pieces behind "số".
fn split<'a>(context: &Context<'a>, run: Span) -> Option<(Found, Governor<'a>)> {
    let text = context.text;
    let bytes = text.as_bytes();
    let dot = match bytes.get(run.end)? {
        b' ' => false,
        b'.' => true,
        _ => return None,
    };
    let second = Span::new(run.end + 1, digits_right(text, run.end + 1));
    let fits = (1..=3).contains(&second.len()) && run.len() + second.len() <= 5 && (!dot || second.len() == 3);
    if !fits || !can_start_symbol(text, second) {
        return None;
    }
    let governor = governor(text, run.start, context.vocabulary);
    if !governor.marked {
        return None;
    }
    let mut found = parse_at(text, Span::new(run.start, second.end), context.vocabulary)?;
    found.repaired = true;
    (found.strength > Strength::Weak).then_some((found, governor))
}

/// Whether a symbol of one group is no code of a type or a body.
fn is_unknown(symbol: &str, vocabulary: &Vocabulary) -> bool {
    !symbol.contains(['-', '/'])
        && vocabulary.issuers.canonical(symbol).is_none()
        && vocabulary.doc_types.canonical(symbol).is_none()
}

/// The mention of a whole number.
pub(super) fn full(found: Found, governor: &Governor<'_>) -> Mention {
    let Identifier { number, suffix, year, symbol, sep } = found.identifier.clone();
    let id = found.identifier.to_string();
    let mut reference = blank(Form::Full, found.span, "identifier");
    reference.number = Some(number);
    reference.suffix = suffix;
    reference.year = year;
    reference.symbol = Some(symbol);
    reference.sep = Some(sep);
    reference.resolved = Some(id.clone());
    reference.id = Some(id);
    reference.certainty = match (found.strength, found.repaired) {
        (Strength::Weak, _) => Certainty::Guessed,
        (_, true) => Certainty::Repaired,
        _ => Certainty::Stated,
    };
    with_governor(reference, governor)
}

/// A mention with the type word of its governor.
pub(super) fn with_governor(mut reference: crate::extract::Reference, governor: &Governor<'_>) -> Mention {
    reference.doc_type = governor.doc_type.map(|t| t.name.clone());
    Mention {
        lead: governor.start.min(reference.span.start),
        typed: governor.doc_type.is_some(),
        tail_end: reference.span.end,
        issuer_left: false,
        headed: false,
        tentative: false,
        reference,
    }
}

/// "Số: /KH-UBND", "Số ……-KH/HU", "Số:     /2024/QĐ-UBND": a number left blank. `at` is the separator.
fn blank_number(context: &Context<'_>, at: usize) -> Option<Mention> {
    let text = context.text;
    let c = char_right(text, at)?;
    if !matches!(c, '/' | '-' | '–' | '‐' | '‑') {
        return None;
    }
    // What follows must be able to be a code.
    let next = text[at + c.len_utf8()..].chars().find(|&c| !is_space(c))?;
    if !next.is_uppercase() && !next.is_ascii_digit() {
        return None;
    }
    let blanks = run_left(text, at, |c| is_space(c) || matches!(c, '.' | '…' | '_' | ':'));
    let word = word_left(text, blanks);
    let marker = folded(text, word);
    if &*marker != "số"
        && !(blanks < at && text[blanks..at].contains(['.', '…', '_']) && context.vocabulary.doc_types.is_end(&marker))
    {
        return None;
    }
    let behind = at + c.len_utf8();
    let year_end = digits_right(text, behind);
    let year = text[behind..year_end].parse::<u16>().ok().filter(|y| (1945..=2100).contains(y));
    let symbol_start = if year.is_some() { year_end } else { at };
    let symbol = symbol_at(text, symbol_start, year.is_some(), context.vocabulary)?;
    if symbol.strength == Strength::Weak {
        return None;
    }
    let mut reference = blank(Form::Full, Span::new(at, symbol.end), "blank-number");
    reference.year = year.or(symbol.year);
    reference.symbol = Some(symbol.symbol);
    reference.sep = Some(symbol.sep);
    if symbol.repaired {
        reference.certainty = Certainty::Repaired;
    }
    let governor = governor(text, spaces_left(text, blanks), context.vocabulary);
    Some(with_governor(reference, &governor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_at_every_place() {
        for place in 0..20 {
            for byte in 0..=u8::MAX {
                let mut bytes = [b'a'; 24];
                bytes[place] = byte;
                let begins = matches!(byte, b'0'..=b'9' | b'/' | b'-' | 0xe2);
                assert_eq!(next_beginning(&bytes, 0), begins.then_some(place), "byte {byte} at {place}");
            }
        }
        let text = "Số: /KH–UBND, 12-KH/HU, tháng 5.".as_bytes();
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(start) = next_beginning(text, at) {
            found.push(text[start]);
            at = start + 1;
        }
        assert_eq!(found, *b"/\xe212-/5");
        assert_eq!(next_beginning(text, text.len() + 1), None, "behind the end");
    }
}
