//! Grades as names of what is counted: "giỏi 12 em, khá 30, trung bình 8, chưa đạt 2".

use crate::extract::attribute::clause::{Kind, Token};
use crate::vocabulary::{Class, is_one_of, key};

/// Tokens between two grades of one list, at most.
const NEAR_GRADE: usize = 8;

/// A grade alone in front of its figure is a name, "giỏi 12 em, khá 30, trung bình 8", and no adverb or mean. Behind two of them
/// "đạt" and "chưa đạt" are the lowest grades of a school.
pub(super) fn grades(text: &str, tokens: &mut [Token]) {
    const GRADES: [u64; 8] =
        [key("giàu"), key("giỏi"), key("khá"), key("tốt"), key("bình"), key("yếu"), key("kém"), key("sắc")];
    let (mut graded, mut count) = (0, 0);
    for i in 1..tokens.len().saturating_sub(1) {
        let t = tokens[i];
        if !matches!(tokens[i + 1].kind, Kind::Figure(_)) || tokens[i + 1].duration {
            continue;
        }
        let near = i - graded < NEAR_GRADE;
        if near && count >= 2 && reached(tokens, i) && measured_alike(text, &tokens[i + 1], &tokens[graded + 1]) {
            let first = if tokens[i - 1].key == key("chưa") { i - 1 } else { i };
            tokens[first..=i].iter_mut().for_each(|t| t.kind = Kind::Word(Class::Attribute));
            (graded, count) = (i, count + 1);
            continue;
        }
        if !GRADES.contains(&t.key) {
            continue;
        }
        let alone = matches!(tokens[i - 1].kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Open)
            || tokens[i - 1].is(Class::And);
        // "khá 12" says nothing else; "trung bình 42 tạ/ha" is a mean unless another grade stands before it.
        if alone && (t.is(Class::Adverb) || t.is(Class::Mean) && near && graded > 0) {
            tokens[i].kind = Kind::Word(Class::Attribute);
        }
        count = if near { count + 1 } else { 1 };
        graded = i;
    }
}

/// Keeps what is denied in the name of an item: "hoàn thành 40, [không hoàn thành] 3" are two grades.
pub(super) fn denials(tokens: &mut [Token]) {
    for i in 1..tokens.len().saturating_sub(2) {
        let item = matches!(tokens[i - 1].kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Open)
            || tokens[i - 1].is(Class::And);
        let denies = is_one_of!(tokens[i].key, "không" | "chưa") && tokens[i].syllables == 1;
        let end =
            tokens[i + 1..].iter().take(MAX_DENIED).position(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
        let Some(end) = end.filter(|&end| item && denies && end > 0).map(|end| i + 1 + end) else { continue };
        let words = |t: &Token| matches!(t.kind, Kind::Word(_)) && !matches!(t.class(), Some(Class::Up | Class::Down));
        if tokens[i..end].iter().all(words) {
            tokens[i..=i + 1].iter_mut().for_each(|t| t.kind = Kind::Word(Class::Attribute));
        }
    }
}

/// Tokens of what is denied, at most.
const MAX_DENIED: usize = 4;

/// Whether "đạt" or "chưa đạt" stands alone in front of the figure, and no plan behind it: "đạt 102% kế hoạch".
fn reached(tokens: &[Token], at: usize) -> bool {
    let before = if tokens[at - 1].key == key("chưa") { at.checked_sub(2) } else { Some(at - 1) };
    tokens[at].key == key("đạt")
        && tokens[at].syllables == 1
        && before.is_some_and(|b| matches!(tokens[b].kind, Kind::Comma | Kind::Semicolon))
        && !tokens.get(at + 2).is_some_and(|t| matches!(t.class(), Some(Class::Plan | Class::Compare | Class::Goal)))
}

/// Whether two figures are written with the same unit.
fn measured_alike(text: &str, a: &Token, b: &Token) -> bool {
    let unit =
        |t: &Token| t.span.of(text).trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    unit(a) == unit(b)
}
