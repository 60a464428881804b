//! Issuing bodies beside a document number: "của Ban Thường vụ Tỉnh ủy Cao Bằng về …" → "Ban Thường vụ Tỉnh ủy Cao
//! Bằng"; "UBND huyện ban hành Kế hoạch số …" → "UBND huyện".
//!
//! A body is the longest known name, then levels and names of places. Unknown bodies ("Cục Quản lý thị trường") are
//! capitals with the words between them that stand in known names.

use super::governor::clause_start;
use crate::extract::scan::{
    char_left, folded, is_letter, is_space, previous_word, spaces_left, spaces_right, word_left,
};
use crate::text::Span;
use crate::vocabulary::{Vocabulary, fold};

/// Longest phrase, in bytes.
const MAX_BYTES: usize = 160;
/// Most words of a body that takes any ("Ban Chỉ đạo trồng rừng và giữ nguồn nước suối Khe huyện").
const MAX_OPEN_WORDS: usize = 16;

/// A word between spaces, without the punctuation behind it.
#[derive(Debug, Clone, Copy)]
struct Token {
    span: Span,
    /// Punctuation or a bracket ends the phrase behind it.
    last: bool,
}

/// The tokens from `at` on, up to the end of the block or of the longest phrase.
fn tokens(text: &str, at: usize) -> impl Iterator<Item = Token> + '_ {
    let mut next = at;
    std::iter::from_fn(move || {
        if next - at > MAX_BYTES {
            return None;
        }
        let rest = &text[next..];
        let len = rest.find(|c: char| is_space(c) || c == '\n').unwrap_or(rest.len()).min(MAX_BYTES);
        let word = rest.get(..len)?;
        let bare = bare(word).trim_end_matches([',', '.']);
        if bare.is_empty() {
            return None;
        }
        let token = Token { span: Span::new(next, next + bare.len()), last: bare.len() < word.len() };
        next = spaces_right(text, next + len);
        if rest[len..].starts_with('\n') {
            next = at + MAX_BYTES + 1;
        }
        Some(token)
    })
}

/// The word without what is no part of a name: quotes, emphasis, brackets, footnote marks ("phủ18").
fn bare(word: &str) -> &str {
    let end =
        word.find(|c: char| !(is_letter(c) || c.is_ascii_digit() || matches!(c, '-' | '–' | '&' | '/' | '.' | ',')));
    let word = &word[..end.unwrap_or(word.len())];
    // The end mark of a document: "của Đảng ủy xã./."
    let word = word.strip_suffix("./.").or_else(|| word.strip_suffix("./")).unwrap_or(word);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.ends_with(char::is_lowercase) || letters.ends_with(['.', ',']) { letters } else { word }
}

/// The body named from `at` on.
pub(super) fn right(text: &str, at: usize, vocabulary: &Vocabulary) -> Option<Span> {
    let start = behind_office(text, at);
    let found = known(text, start, vocabulary).or_else(|| known(text, at, vocabulary));
    let (mut end, open) = match found {
        Some((end, open)) => (end, Some(open)),
        None => (at, None),
    };
    let tokens: Vec<Token> = tokens(text, at).collect();
    let first = tokens.first()?;
    if open.is_none() && !is_capital(text, first.span) && !is_level(&folded(text, first.span)) {
        return None;
    }
    // The token that the known name ends in may close the phrase.
    let mut i = tokens.iter().take_while(|t| t.span.start < end).count();
    if i > 0 && tokens[i - 1].last && tokens[i - 1].span.end <= end {
        return Some(Span::new(at, end));
    }
    let central = vocabulary.issuers.is_central(&fold(text.get(start..end).unwrap_or_default()));
    let most = if open == Some(true) { i + MAX_OPEN_WORDS } else { tokens.len() };
    while let Some(token) = tokens.get(i).filter(|_| i < most) {
        let next = tokens.get(i + 1);
        let taken = match open {
            Some(true) => !stops(text, token.span, next),
            _ => goes_on(text, *token, next, i, open.is_some(), central, vocabulary),
        };
        if !taken {
            break;
        }
        end = token.span.end;
        i += 1;
        if token.last {
            break;
        }
    }
    let phrase = text[at..end].trim_end_matches([' ', '-', '–', ',']);
    // "của Đoàn thanh tra và Quyết định số …"
    let phrase = [" và", " hoặc"].iter().find_map(|and| phrase.strip_suffix(and)).unwrap_or(phrase);
    (!phrase.is_empty()).then(|| Span::new(at, at + phrase.len()))
}

/// Offices and meetings in front of a body's name.
const OFFICES: [&str; 12] = [
    "Bộ trưởng, Chủ nhiệm ",
    "Bộ trưởng ",
    "Thứ trưởng ",
    "Phó Chủ tịch ",
    "Chủ tịch ",
    "Phó Giám đốc ",
    "Giám đốc ",
    "Chánh Thanh tra ",
    "Chánh Văn phòng ",
    "Tổng Giám đốc ",
    "Tổng Thanh tra ",
    "Trưởng ",
];

/// The offset behind "Bộ trưởng", "Hội nghị lần thứ năm" and the like.
fn behind_office(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if let Some(office) = OFFICES.iter().find(|o| rest.starts_with(*o)) {
        return at + office.len();
    }
    let Some(order) = rest.strip_prefix("Hội nghị lần thứ ") else { return at };
    let word = order.find(' ').map_or(0, |i| i + 1);
    // "lần thứ mười hai"
    let second = ["một ", "hai ", "ba ", "bốn ", "tư ", "năm ", "lăm "].iter().find(|w| order[word..].starts_with(**w));
    at + rest.len() - order.len() + word + second.map_or(0, |w| w.len())
}

/// The end of the longest known name from `at`, and whether any words may follow it.
fn known(text: &str, at: usize, vocabulary: &Vocabulary) -> Option<(usize, bool)> {
    let issuers = &vocabulary.issuers;
    let mut key = String::new();
    let mut best = None;
    let mut next = at;
    for i in 0.. {
        let rest = &text[next..];
        let len = rest.find(|c: char| is_space(c) || c == '\n').unwrap_or(rest.len());
        let word = &rest[..len];
        if word.is_empty() || len > MAX_BYTES {
            break;
        }
        let bare = bare(word).trim_end_matches([',', '.']);
        if i == 0 && !issuers.is_head(&fold(bare)) && !issuers.is_head(&fold(word)) {
            return None;
        }
        if i > 0 {
            key.push(' ');
        }
        let base = key.len();
        key.push_str(&fold(bare));
        if let Some(open) = issuers.name(&key) {
            best = Some((next + bare.len(), open));
        }
        // "Bộ Văn hóa, Thể thao và Du lịch" holds a comma; nothing else goes on behind punctuation.
        if bare.len() < word.len() {
            if &word[bare.len()..] != "," {
                break;
            }
            key.truncate(base);
            key.push_str(&fold(word));
        }
        if !issuers.is_beginning(&key) {
            break;
        }
        if rest[len..].starts_with('\n') {
            break;
        }
        next = spaces_right(text, next + len);
    }
    best
}

fn is_capital(text: &str, span: Span) -> bool {
    span.of(text).starts_with(char::is_uppercase)
}

fn is_upper(text: &str, span: Span) -> bool {
    !span.of(text).chars().any(char::is_lowercase) && span.of(text).chars().count() > 1
}

/// Levels of government that stand in small letters inside a body's name.
fn is_level(word: &str) -> bool {
    matches!(
        word,
        "tỉnh"
            | "huyện"
            | "xã"
            | "phường"
            | "quận"
            | "thành"
            | "phố"
            | "thị"
            | "trấn"
            | "trung"
            | "ương"
            | "đặc"
            | "khu"
            | "cấp"
            | "tp"
            | "tx"
    )
}

/// Words that end any phrase.
fn stops(text: &str, span: Span, next: Option<&Token>) -> bool {
    let following = next.map(|n| folded(text, n.span));
    let following = following.as_deref().unwrap_or_default();
    match (&*folded(text, span), following) {
        ("ban", "hành" | "bố")
        | ("quy", "định")
        | ("hướng", "dẫn")
        | ("phê", "duyệt")
        | ("sửa", "đổi")
        | ("bổ", "sung") => true,
        ("triển", "khai")
        | ("giai", "đoạn")
        | ("nhiệm", "kỳ")
        | ("thông", "báo" | "qua")
        | ("trả", "lời")
        | ("báo", "cáo") => true,
        (word, _) => matches!(
            word,
            "về" | "khóa"
                | "khoá"
                | "ngày"
                | "năm"
                | "tháng"
                | "đã"
                | "được"
                | "là"
                | "nhằm"
                | "để"
                | "với"
                | "theo"
                | "đến"
                | "do"
                | "từ"
                | "lần"
                | "thì"
                | "cũng"
                | "như"
                | "nêu"
                | "này"
                | "giao"
                | "yêu"
                | "v/v"
                | "số"
                | "gắn"
                | "tại"
                | "trong"
                | "khi"
                | "cho"
                | "đối"
                | "trên"
        ),
    }
}

/// Whether the token belongs to a body that takes only levels and names. `i` counts tokens, `known` says that a
/// known name stands in front.
fn goes_on(
    text: &str,
    token: Token,
    next: Option<&Token>,
    i: usize,
    known: bool,
    central: bool,
    vocabulary: &Vocabulary,
) -> bool {
    let word = folded(text, token.span);
    if i == 0 {
        return true;
    }
    if stops(text, token.span, next) {
        return false;
    }
    if is_level(&word) {
        if central {
            return &*word == "trung" || &*word == "ương";
        }
        // "thành lập" and "trung tâm" are other words.
        let following = next.map(|n| folded(text, n.span));
        let following = following.as_deref().unwrap_or_default();
        let level = match &*word {
            "thành" => following == "phố",
            "trung" => following == "ương",
            "thị" => matches!(following, "xã" | "trấn" | "ủy" | "uỷ"),
            "đặc" => following == "khu",
            _ => true,
        };
        if level && !token.span.of(text).starts_with("Thành") {
            return true;
        }
    }
    if is_capital(text, token.span) {
        // "huyện Thành lập Đoàn": a capital in front of a small word is the next sentence, unless the name closes there.
        let Some(next) = next.filter(|_| !token.last) else { return true };
        let closes = is_capital(text, next.span) || stops(text, next.span, None) || is_connector(text, next.span);
        let inside = !known && vocabulary.issuers.is_syllable(&fold(next.span.of(text)));
        let typed = vocabulary.doc_types.by_folded(&fold(&text[token.span.start..next.span.end])).is_some();
        let second =
            char_left(text, token.span.start).is_some() && is_capital(text, previous_word(text, token.span.start));
        return !typed && (closes || inside || second || is_upper(text, token.span));
    }
    // Inside an unknown name: "Cục Quản lý thị trường", "Phòng Tài chính - Kế hoạch".
    if known {
        return false;
    }
    let capital_follows = next.is_some_and(|n| is_capital(text, n.span));
    match &*word {
        "và" => {
            let head = next.is_some_and(|n| vocabulary.issuers.is_head(&fold(n.span.of(text))));
            capital_follows && !head && !token.last
        }
        "" => matches!(token.span.of(text), "-" | "–" | "&") && capital_follows,
        _ => vocabulary.issuers.is_syllable(&fold(token.span.of(text))),
    }
}

fn is_connector(text: &str, span: Span) -> bool {
    matches!(span.of(text), "và" | "-" | "–" | "&") || is_level(&folded(text, span))
}

/// The body in front of "ban hành", "thông qua", or of "tại" ("đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 5"),
/// where the type word of a mention begins at `at`.
pub(super) fn left(text: &str, at: usize, vocabulary: &Vocabulary) -> Option<Span> {
    let from = clause_start(text, at);
    let mut end = spaces_left(text, at);
    let mut word = word_left(text, end);
    // "ban hành các", "ban hành 02 ..."
    while matches!(&*folded(text, word), "các" | "những" | "một" | "bản" | "văn") {
        end = spaces_left(text, word.start);
        word = word_left(text, end);
    }
    let before = previous_word(text, word.start);
    end = match (&*folded(text, before), &*folded(text, word)) {
        ("ban", "hành") => {
            let sign = previous_word(text, before.start);
            if &*folded(text, sign) == "ký" { sign.start } else { before.start }
        }
        ("thông", "qua") => before.start,
        (_, "ra" | "ký" | "tại") => word.start,
        (_, "có") if at < text.len() && text[at..].starts_with(char::is_uppercase) => word.start,
        _ => return None,
    };
    let at_document = &*folded(text, word) == "tại";
    end = spaces_left(text, end);
    word = word_left(text, end);
    while is_adverb(&folded(text, word)) {
        end = spaces_left(text, word.start);
        word = word_left(text, end);
    }
    // Leftwards over the words that a body's name can hold; the longest body that ends at the verb.
    let mut best = None;
    let mut start = end;
    for _ in 0..20 {
        let word = word_left(text, start);
        if word.is_empty() || word.start < from {
            break;
        }
        start = word.start;
        // "Trưởng phòng Tài chính - Kế hoạch"
        let office = matches!(word.of(text), "phòng" | "ban") && previous_word(text, word.start).of(text) == "Trưởng";
        if (office || is_capital(text, word) || is_level(&folded(text, word)))
            && vocabulary.issuers.is_head(&fold(word.of(text)))
            && known(text, start, vocabulary).is_some()
            && right(text, start, vocabulary).is_some_and(|s| s.end >= end)
        {
            best = Some(Span::new(start, end));
        } else if !is_capital(text, word)
            && !is_level(&folded(text, word))
            && !vocabulary.issuers.is_syllable(&fold(word.of(text)))
        {
            break;
        }
        start = spaces_left(text, start);
        if matches!(char_left(text, start), Some('-' | '–' | '.')) {
            start -= char_left(text, start).map_or(0, char::len_utf8);
            start = spaces_left(text, start);
        }
    }
    let Some(mut body) = best else { return at_document.then(|| proposer(text, end)).flatten() };
    if let Some(office) = OFFICES.iter().filter(|o| text[from..body.start].ends_with(**o)).max_by_key(|o| o.len()) {
        body.start -= office.len();
    }
    // "họp với UBND xã tại …": only whose word it is, said it there.
    (!at_document || &*folded(text, previous_word(text, body.start)) == "của").then_some(body)
}

/// A body that no name is known of, where the words say that it wrote the document: "Theo đề nghị của Phòng Kinh tế, Hạ tầng
/// và Đô thị tại Tờ trình số 38/TTr-KTHTĐT". `end` is where its name ends.
fn proposer(text: &str, end: usize) -> Option<Span> {
    let (mut start, mut first) = (end, end);
    for _ in 0..MAX_OPEN_WORDS {
        start = spaces_left(text, start);
        if matches!(char_left(text, start), Some(',' | '-' | '–')) {
            start = spaces_left(text, start - char_left(text, start).map_or(0, char::len_utf8));
        }
        let word = word_left(text, start);
        if word.is_empty() {
            return None;
        }
        if &*folded(text, word) == "của" {
            let said = matches!(&*folded(text, previous_word(text, word.start)), "nghị" | "kiến" | "cáo" | "trình");
            let name = first < end && text[first..].starts_with(char::is_uppercase);
            return (said && name).then(|| Span::new(first, end));
        }
        (start, first) = (word.start, word.start);
    }
    None
}

fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "đã" | "cũng"
            | "vừa"
            | "kịp"
            | "thời"
            | "chủ"
            | "động"
            | "tiếp"
            | "tục"
            | "sớm"
            | "mới"
            | "đồng"
            | "đều"
            | "ngay"
            | "phối"
            | "hợp"
            | "sẽ"
    )
}
