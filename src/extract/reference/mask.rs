//! Numbers that count nothing besides document numbers: parts of documents ("Điều 5, 6 và 7", "Phụ lục 01") and
//! nicknames ("Ban Chỉ đạo 35", "Trung ương 4").

use super::Context;
use super::list::is_function_word;
use crate::extract::identifier::suffix;
use crate::extract::scan::{Folded, digits_right, folded, next_word, previous_word, spaces_right};
use crate::extract::words::words_left;
use crate::text::Span;
use crate::vocabulary::{Role, fold};

/// Syllables of the longest nickname word.
const NICKNAME_SYLLABLES: usize = 4;

/// The span that the digit run belongs to, if it counts nothing. `word` is the folded word in front, `place` where it stands.
pub(super) fn at(context: &Context<'_>, run: Span, place: Span, word: Folded<'_>) -> Option<Span> {
    part(context, run, place, word).or_else(|| nickname(context, run, &word))
}

/// Bytes of the words in front of a number that are looked at.
const MAX_WORD_BYTES: usize = 48;

fn part(context: &Context<'_>, run: Span, place: Span, word: Folded<'_>) -> Option<Span> {
    let text = context.text;
    let (mut first, mut name) = (place, word);
    if &*word == "số" {
        first = previous_word(text, first.start);
        name = folded(text, first);
    }
    let before = || previous_word(text, first.start);
    match &*name {
        "điều" | "khoản" | "mục" | "chương" | "biểu" | "bảng" | "mẫu" | "trang" | "tiết" => {}
        "lục" if &*folded(text, before()) == "phụ" => first = before(),
        // "điểm 1 mục II" is a part, "đạt điểm 8" is not.
        "điểm" | "phần" if is_part_word(&folded(text, next_word(text, run.end))) => {}
        _ => return None,
    }
    // "danh mục 68 dự án", "tài khoản 120 hộ", "phân bổ chi tiết 45 tỷ đồng": longer words that end like one of these.
    let left = words_left(text, run.start, text.floor_char_boundary(run.start.saturating_sub(MAX_WORD_BYTES)));
    if matches!(context.vocabulary.number_names.role(|i| left.key(i)), Some((Role::Count, _))) {
        return None;
    }
    let mut end = number_end(text, run.end);
    // "lực lượng vũ trang 98,9%": a share behind a word that only ends like one of these.
    let rest = &text[end..];
    // "cây điều 59.140 ha": no part is grouped in thousands.
    let grouped = text[run.start..end].split_once('.').is_some_and(|(_, d)| d.len() == 3);
    let decimals = rest.starts_with(',') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if decimals || grouped || rest.trim_start_matches(' ').starts_with('%') {
        return None;
    }
    // "Điều 5, 6 và 7" in capitals; behind "khoản 2, " a count may stand.
    if &*name == "điều" && text[first.start..].starts_with('Đ') {
        while let Some(next) = next_in_list(text, end) {
            end = next;
        }
    }
    Some(Span::new(first.start, end))
}

fn is_part_word(word: &str) -> bool {
    matches!(word, "mục" | "khoản" | "điều" | "phần" | "chương" | "của")
}

/// "1.3", "5a", "02-KNĐ" behind the first digits.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = suffix(text, at).1;
    while text[end..].starts_with('.') {
        let next = digits_right(text, end + 1);
        if next == end + 1 {
            break;
        }
        end = next;
    }
    end
}

fn next_in_list(text: &str, end: usize) -> Option<usize> {
    let mut at = spaces_right(text, end);
    if text[at..].starts_with(',') {
        at = spaces_right(text, at + 1);
    } else {
        let word = next_word(text, at);
        if &*folded(text, word) != "và" {
            return None;
        }
        at = spaces_right(text, word.end);
    }
    let digits_end = digits_right(text, at);
    let noun = text[spaces_right(text, digits_end)..].starts_with(char::is_lowercase)
        && !matches!(&*folded(text, next_word(text, digits_end)), "và" | "của" | "tại" | "trong" | "nghị" | "luật");
    (digits_end > at && digits_end - at <= 3 && !noun).then(|| number_end(text, digits_end))
}

fn nickname(context: &Context<'_>, run: Span, word: &str) -> Option<Span> {
    let text = context.text;
    let nicknames = &context.vocabulary.nicknames;
    if !nicknames.is_end(word) {
        return None;
    }
    let end = suffix(text, run.end).1;
    // "từ Trung ương 2.951.230 triệu đồng" is an amount.
    let decimals = text[end..].starts_with(['.', ',']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    if decimals || count_follows(text, end) {
        return None;
    }
    let mut start = previous_word(text, run.start);
    let last = start.end;
    for _ in 0..NICKNAME_SYLLABLES {
        if nicknames.contains(&fold(&text[start.start..last]), &text[run.start..end]) {
            return Some(Span::new(start.start, end));
        }
        start = previous_word(text, start.start);
        if start.is_empty() {
            break;
        }
    }
    None
}

/// Whether a counted noun stands behind: "Trung ương 4 đồng chí". A level may ("Ban Chỉ đạo 35 huyện").
fn count_follows(text: &str, end: usize) -> bool {
    let word = next_word(text, end);
    let small = word.of(text).starts_with(char::is_lowercase);
    let level = matches!(&*folded(text, word), "tỉnh" | "huyện" | "xã" | "thành" | "phường" | "cấp" | "thị");
    small && !level && !is_function_word(&folded(text, word))
}
