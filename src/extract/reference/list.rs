//! Numbers behind a type word: lists with a shared symbol ("217, 218-QĐ/TW") and bare mentions ("Quy định 124",
//! "Luật 10/2022").
//!
//! A bare number is a document only if what follows can not be counted: "Nghị quyết 25 của", "Kết luận 69." but not
//! "Quyết định 3 nội dung", "Kế hoạch 5 năm".

use super::find::{full, with_governor};
use super::governor::{Governor, governor};
use super::{Context, Mention, blank};
use crate::extract::date::DateKind;
use crate::extract::identifier::{Found, Identifier, Strength, number_and_year, parse_at, suffix};
use crate::extract::scan::{char_right, digits_right, folded, is_space, next_word, previous_word, spaces_right};
use crate::extract::words::words_right;
use crate::record::{Certainty, Form};
use crate::text::Span;
use crate::vocabulary::{Vocabulary, fold};

/// Most numbers in one list.
const MAX_MEMBERS: usize = 20;

/// One number of a list.
#[derive(Debug)]
struct Member {
    span: Span,
    /// Where its own "số" begins.
    lead: usize,
    number: u32,
    suffix: Option<String>,
    year: Option<u16>,
}

/// Years between two that a column compares, at most.
const MAX_COMPARED_YEARS: u32 = 10;

/// Reads the list that begins with the digit run. Gives the end of the numbers that were tried in vain.
pub(super) fn at(context: &Context<'_>, run: Span, mentions: &mut Vec<Mention>, masked: &mut Vec<Span>) -> usize {
    let text = context.text;
    let governor = governor(text, run.start, context.vocabulary);
    if !governor.governs() {
        return run.end;
    }
    let (mut members, last) = members(context, run);
    if let Some(last) = last {
        // A comma and a number alone could be a count: "Kế hoạch số 5, 12/KH-UBND" has no such doubt.
        share_symbol(members, &last, &governor, mentions);
        return run.end;
    }
    let tried = members.last().map_or(run.end, |m| m.span.end);
    let Some(doc_type) = governor.doc_type else { return tried };
    let mut unsure = false;
    while let Some(last) = members.last() {
        match names_document(context, last, &governor) {
            Some(sure) => {
                unsure = !sure;
                break;
            }
            None => _ = members.pop(),
        }
    }
    let Some(end) = members.last().map(|m| m.span.end) else { return run.end };
    let word = folded(text, next_word(text, end));
    let told = governor.marked || governor.proper || matches!(&*word, "của" | "ngày");
    let mut nickname = false;
    for (i, m) in members.into_iter().enumerate() {
        let digits = m.span.of(text);
        nickname = i == 0 && context.vocabulary.nicknames.contains(&fold(&doc_type.name), digits);
        // "Nghị quyết 30a giúp xã có điện": the programme.
        if nickname && unsure {
            break;
        }
        // "Kế hoạch 2023/2022" heads a column that compares years; "Quyết định 1956/2009" is a document.
        if !governor.marked && m.year.is_some_and(|year| m.number.abs_diff(year.into()) <= MAX_COMPARED_YEARS) {
            break;
        }
        let year_like = m.span.len() == 4 && (1945..=2100).contains(&m.number) && m.year.is_none() && !governor.marked;
        let mut reference = blank(Form::Bare, m.span, if m.year.is_some() { "bare-year" } else { "bare" });
        reference.number = Some(m.number);
        reference.suffix = m.suffix;
        reference.year = m.year;
        if i > 0 {
            reference.certainty = Certainty::Inherited;
        }
        let lead = Governor { start: if i == 0 { governor.start } else { m.lead }, ..governor };
        let mut mention = with_governor(reference, &lead);
        mention.typed = i == 0;
        mention.tentative =
            nickname && !governor.marked || year_like || !told || unsure || !doc_type.bare && m.year.is_none();
        mentions.push(mention);
        if nickname {
            break;
        }
    }
    if nickname {
        masked.push(Span::new(governor.start, run.end));
    }
    run.end
}

/// Numbers joined by commas and "và"; the last may be a whole number, then its symbol is everyone's.
fn members(context: &Context<'_>, run: Span) -> (Vec<Member>, Option<Found>) {
    let text = context.text;
    let mut out = Vec::new();
    let (mut lead, mut run) = (run.start, run);
    loop {
        if !out.is_empty()
            && let Some(found) = parse_at(text, run, context.vocabulary).filter(|f| f.strength > Strength::Weak)
        {
            return (out, Some(found));
        }
        let Some(member) = member(text, run, lead) else { break };
        let end = member.span.end;
        out.push(member);
        if out.len() == MAX_MEMBERS {
            break;
        }
        let Some((next_lead, next)) = next_number(text, end) else { break };
        if context.date_over(next.start).is_some_and(|d| d.kind != DateKind::Month) {
            break;
        }
        (lead, run) = (next_lead, next);
    }
    (out, None)
}

fn member(text: &str, run: Span, lead: usize) -> Option<Member> {
    if let Some((number, suffix, year, end)) = number_and_year(text, run) {
        return Some(Member { span: Span::new(run.start, end), lead, number, suffix, year: Some(year) });
    }
    let (suffix, end) = suffix(text, run.end);
    let mut rest = text[end..].chars();
    let joined = match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '%' => true,
        // A decimal, a fraction, a range.
        (Some('.' | ',' | '/' | '-' | '–' | ':'), Some(c)) => c.is_ascii_digit(),
        _ => false,
    };
    let number = run.of(text).parse().ok()?;
    (!joined && run.len() <= 5).then_some(Member { span: Span::new(run.start, end), lead, number, suffix, year: None })
}

/// The next number of the list behind `end`: where its "số" or itself begins, and its digits.
fn next_number(text: &str, end: usize) -> Option<(usize, Span)> {
    let mut at = spaces_right(text, end);
    let comma = text[at..].starts_with([',', ';']);
    if comma {
        at = spaces_right(text, at + 1);
    }
    let word = next_word(text, at);
    let joins = matches!(&*folded(text, word), "và" | "hoặc");
    if joins {
        at = spaces_right(text, word.end);
    }
    if !comma && !joins {
        return None;
    }
    let lead = at;
    let word = next_word(text, at);
    if &*folded(text, word) == "số" {
        at = spaces_right(text, word.end);
    }
    let digits_end = digits_right(text, at);
    (digits_end > at).then_some((lead, Span::new(at, digits_end)))
}

/// The members take the symbol, and the year if they have none, of the whole number behind them.
fn share_symbol(members: Vec<Member>, last: &Found, governor: &Governor<'_>, mentions: &mut Vec<Mention>) {
    let mut leads = members.iter().map(|m| m.lead).collect::<Vec<_>>();
    leads.push(last.span.start);
    for (i, m) in members.into_iter().enumerate() {
        let id = Identifier {
            number: m.number,
            suffix: m.suffix.clone(),
            year: m.year.or(last.identifier.year),
            symbol: last.identifier.symbol.clone(),
            sep: last.identifier.sep,
        };
        let mut reference = blank(Form::Bare, m.span, "shared-symbol");
        reference.number = Some(m.number);
        reference.suffix = m.suffix;
        reference.year = m.year;
        reference.resolved = Some(id.to_string());
        reference.certainty = Certainty::Inherited;
        let lead = Governor { start: if i == 0 { governor.start } else { m.lead }, ..*governor };
        let mut mention = with_governor(reference, &lead);
        mention.typed = i == 0 && governor.doc_type.is_some();
        mentions.push(mention);
    }
    let mut mention = full(last.clone(), governor);
    mention.lead = last.span.start;
    mention.typed = false;
    if mention.reference.certainty == Certainty::Stated {
        mention.reference.certainty = Certainty::Inherited;
    }
    mentions.push(mention);
}

/// Whether the number names a document, by what follows it: surely, or if the text knows one, "Nghị quyết 12 đặt người dân …"; none
/// where it counts.
fn names_document(context: &Context<'_>, member: &Member, governor: &Governor<'_>) -> Option<bool> {
    let surely = is_followed(context, member, governor);
    let verb = || {
        let next = spaces_right(context.text, member.span.end);
        let words = words_right(context.text, next, context.text.floor_char_boundary(next + MAX_NOUN_BYTES));
        let counted = context.vocabulary.units.longest(|k| words.step(k)).is_some();
        let lower = char_right(context.text, next).is_some_and(char::is_lowercase);
        let word = folded(context.text, next_word(context.text, member.span.end));
        governor.proper && lower && !counted && !counts_part(&word) && !matches!(&*word, "năm" | "tháng" | "ngày")
    };
    if surely { Some(true) } else { verb().then_some(false) }
}

/// Bytes behind a number in which a counted noun is looked for.
const MAX_NOUN_BYTES: usize = 60;

/// Whether the number can name a document, by what follows it.
fn is_followed(context: &Context<'_>, member: &Member, governor: &Governor<'_>) -> bool {
    let text = context.text;
    let end = member.span.end;
    let at = spaces_right(text, end);
    let Some(c) = char_right(text, at) else { return true };
    // "số 07 và 02 nghị quyết chuyên đề": so many of a type.
    let before = previous_word(text, member.span.start);
    let joined =
        text[..member.span.start].trim_end_matches(is_space).ends_with([',', ';']) || &*folded(text, before) == "và";
    if member.year.is_none() && joined && c.is_lowercase() && names_type(text, at, context.vocabulary) {
        return false;
    }
    if member.year.is_some() || governor.marked && c != '%' {
        return true;
    }
    if c.is_uppercase() {
        // "CHƯƠNG TRÌNH 6 THÁNG CUỐI NĂM"
        let counted = matches!(&*folded(text, next_word(text, end)), "tháng" | "năm" | "ngày" | "tuần" | "quý");
        return !(counted && next_word(text, end).of(text).chars().all(char::is_uppercase));
    }
    if !c.is_alphanumeric() {
        return !matches!(c, '%' | '/' | '+' | '°');
    }
    let word = next_word(text, end);
    let behind = spaces_right(text, word.end);
    match &*folded(text, word) {
        // "ngày 3/6/2013" dates a document, "15 ngày" counts.
        "ngày" => context.date_at(word.start).is_some(),
        // "Kế hoạch 5 năm 2021-2025" is a plan for five years.
        "năm" => context.date_at(word.start).is_some_and(|d| d.kind == DateKind::Year) && !is_plan(governor),
        "tháng" => context.date_at(word.start).is_some_and(|d| d.kind == DateKind::Month) && !is_plan(governor),
        "ban" => &*folded(text, next_word(text, behind)) == "hành",
        "v" => text[word.end..].starts_with('/'),
        // "vay vốn theo Quyết định 1804 mới giải ngân 24%"
        "mới" | "chỉ" => governor.proper,
        word if counts_part(word) => false,
        word => is_function_word(word) || is_never_counted(governor),
    }
}

/// Words that begin what is counted: "Luật 12 chương", "Kế hoạch 3 đợt".
fn counts_part(word: &str) -> bool {
    matches!(
        word,
        "văn"
            | "chương"
            | "điều"
            | "mục"
            | "khoản"
            | "phần"
            | "buổi"
            | "cuộc"
            | "đợt"
            | "lớp"
            | "ý"
            | "lượt"
            | "hội"
    )
}

/// Whether the words at `at` are a type of document.
fn names_type(text: &str, at: usize, vocabulary: &Vocabulary) -> bool {
    let mut end = at;
    (0..vocabulary.doc_types.max_syllables()).any(|_| {
        end = next_word(text, end).end;
        vocabulary.doc_types.by_folded(&fold(&text[at..end])).is_some()
    })
}

/// Plans, programmes and reports are made for a number of months and years.
fn is_plan(governor: &Governor<'_>) -> bool {
    governor.doc_type.is_some_and(|t| matches!(t.name.as_str(), "Kế hoạch" | "Chương trình" | "Báo cáo" | "Đề án"))
}

/// Whether no one counts anything behind the type: "vướng mắc về Nghị định 159 phản ánh qua hộp thư", but "kế hoạch 35 lớp".
fn is_never_counted(governor: &Governor<'_>) -> bool {
    governor.doc_type.is_some_and(|t| matches!(t.name.as_str(), "Nghị định" | "Thông tư" | "Pháp lệnh"))
}

/// Words that begin no counted noun.
pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "của"
            | "về"
            | "và"
            | "hoặc"
            | "nêu"
            | "nói"
            | "trên"
            | "này"
            | "đã"
            | "đang"
            | "sẽ"
            | "được"
            | "bị"
            | "khóa"
            | "khoá"
            | "tại"
            | "thì"
            | "là"
            | "do"
            | "theo"
            | "với"
            | "còn"
            | "có"
            | "cũng"
            | "đúng"
            | "đầy"
            | "không"
            | "chưa"
            | "để"
            | "trong"
            | "ngoài"
            | "từ"
            | "như"
            | "đến"
            | "cho"
            | "nhằm"
            | "phê"
            | "sửa"
            | "bổ"
            | "thay"
            | "quy"
            | "hướng"
            | "đối"
            | "gắn"
            | "trước"
            | "sau"
            | "khi"
            | "lên"
            | "xuống"
            | "vào"
            | "mà"
            | "nhưng"
            | "vẫn"
            | "phải"
            | "cần"
            | "ở"
            | "bằng"
            | "kèm"
            | "giai"
            | "qua"
            | "thông"
            | "đều"
            | "vừa"
            | "rất"
            | "nên"
            | "nếu"
            | "vì"
            | "so"
            | "đạt"
            | "chỉ"
            | "lần"
            | "liên"
            | "ra"
            | "đó"
            | "tới"
            | "bước"
            | "giao"
            | "cùng"
            | "ngay"
            | "tiếp"
            | "thực"
            | "triển"
            | "yêu"
            | "cụ"
            | "chậm"
            | "kịp"
            | "nghiêm"
            | "gồm"
            | "gặp"
    )
}
