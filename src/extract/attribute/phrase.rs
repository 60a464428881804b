//! Where a name begins and ends among the tokens of a clause: what frames it is left out ("trong năm", "toàn xã", "tiếp
//! tục"), what belongs to it stays ("túi xách, vali, mũ và ô dù").

use super::clause::{Bound, Kind, Token};
use super::lexer::commands;
use super::reading::{Adjacency, Reading};
use crate::vocabulary::{Class, caseless, is_one_of, key};
use std::ops::Range;

/// The noun phrase in `from..to`, without what only frames it.
pub(super) fn subject(tokens: &[Token], from: usize, to: usize, r: &Reading) -> Range<usize> {
    let (mut from, mut to) = without_citation(tokens, from, to);
    // "các khu phố còn lại mỗi khu phố dưới 5 hộ": what stands before "each" is whose share it is.
    // "mức hỗ trợ mỗi lớp học" is one name.
    if let Some(p) = (from..to).rev().find(|&p| tokens[p].is(Class::Each))
        && !tokens[from..p].iter().any(|t| t.is(Class::Head))
    {
        from = p + 1;
    }
    // "… cao hơn kế hoạch (16%) là than sạch": what stands before the verb behind a parenthesis is another clause.
    if let Some(p) = (from..to).rev().find(|&p| tokens[p].kind == Kind::Close)
        && p + 1 < to
        && matches!(tokens[p + 1].class(), Some(Class::Link | Class::Have | Class::Comprise))
    {
        from = p + 1;
    }
    // A comparison that runs up to the link is no part of the name; a name may follow it, "giảm so với cùng kỳ có dầu thô".
    if let Some(p) = (from..to).rev().find(|&p| tokens[p].is(Class::Compare))
        && (tokens[p].key == THAN || !tokens[p..to].iter().any(|t| t.is(Class::Head)))
    {
        match (p + 1..to)
            .rev()
            .find(|&j| matches!(tokens[j].class(), Some(Class::Have | Class::Comprise | Class::Link)))
        {
            Some(verb) if verb + 1 < to => from = verb + 1,
            _ => to = p,
        }
    }
    // "than sạch tiếp tục có mức tăng trưởng cao đạt": the predicate before the link is no part of the name.
    if r.adjacency == Adjacency::Linked
        && let Some(p) = (from + 1..to).find(|&p| {
            tokens[p].is(Class::Adverb)
                && matches!(
                    tokens.get(p + 1).and_then(Token::class),
                    Some(Class::Have | Class::Up | Class::Down | Class::Link | Class::Level)
                )
        })
        && !tokens[p..to].iter().any(|t| t.is(Class::Head))
    {
        to = p;
    }
    // "Kết quả rà soát cuối năm 2023 toàn xã có [1.164 hộ]": where the number is from is no part of the name.
    if from < to
        && tokens[from].key == key("kết")
        && tokens.get(from + 1).is_some_and(|t| t.key == key("quả"))
        && let Some(date) = (from..to).rev().find(|&p| matches!(tokens[p].kind, Kind::Date(_)))
    {
        from = date + 1;
    }
    // "Thủ tướng Chính phủ yêu cầu tăng trưởng đạt [8%]": what was ordered, not who ordered it.
    if let Some(order) = (from..to.saturating_sub(1)).rev().find(|&p| commands(&tokens[p])) {
        from = order + 1;
    }
    // The name begins at the last head that follows a verb, "có tổng diện tích", "quản lý dư nợ", or at the first one.
    let starts = |p: usize| tokens[p].is(Class::Head) && !tokens[p].quoted;
    // "chi phí vượt định mức": what is gone beyond is not what is spoken of.
    let beyond = |p: usize| p > from && tokens[p].key == key("vượt") && (from..p).any(starts);
    let opens = |p: usize| {
        !beyond(p)
            && matches!(
                tokens[p].class(),
                Some(
                    Class::Have
                        | Class::Comprise
                        | Class::Link
                        | Class::Level
                        | Class::Light
                        | Class::Up
                        | Class::Down
                        | Class::With
                        | Class::Prep
                        | Class::Adverb
                        | Class::Estimate
                        | Class::Goal
                        | Class::Request
                        | Class::Scope
                        | Class::Body
                        | Class::Time
                )
            )
            || matches!(tokens[p].kind, Kind::Date(_))
    };
    let last = to.checked_sub(1).filter(|&p| p > from && measures(&tokens[p]) && starts(p));
    if let Some(p) = (from + 1..to).rev().find(|&p| starts(p) && opens(p - 1)) {
        from = p;
    } else if let Some(p) = last.filter(|&p| long_without_head(&tokens[from..p])) {
        // "một dự án bán dẫn tại Bắc Ninh trị giá", "Nhà máy điện mặt trời Thạch Hải công suất"
        from = p;
    } else if let Some(p) = (from..to).find(|&p| starts(p)) {
        // "Lực lượng lao động", but also "trạm y tế có số bác sĩ": words before a head are its frame.
        if tokens[from..p].iter().all(|t| !t.is(Class::Heavy))
            && p - from <= 6
            && !tokens[from..p].iter().any(|t| t.is(Class::Plain))
        {
            from = p;
        }
    }
    // "Trạm Y tế chích ngừa Covid-19 mũi 3 được 5.904 người": who acts stands before what is done.
    if from < to
        && tokens[from].is(Class::Body)
        && let Some(p) = (from + 1..to).find(|&p| {
            let object = tokens[p + 1..to].iter().any(|t| t.is(Class::Plain) && !t.capital);
            tokens[p].is(Class::Heavy) && tokens[p].key != key("giao") && object
        })
    {
        from = p;
    }
    // "giảm tổn thất sau thu hoạch từ 20% xuống 10%": what becomes less has a level, not its decrease.
    let moves = |t: &Token| (r.origin || r.level) && t.syllables == 1 && (t.is(Class::Up) || t.is(Class::Down));
    while from < to && (framing(tokens, from, to) || from + 1 < to && moves(&tokens[from])) {
        from += 1;
    }
    // "thu ngân sách 6 tháng đầu [năm 2023]"
    let part_of_year = |to: usize| {
        to >= from + 2
            && tokens[to - 2].duration
            && is_one_of!(tokens[to - 1].key, "đầu" | "cuối")
            && tokens[to - 1].syllables == 1
    };
    while to > from && (trailing(&tokens[to - 1]) || part_of_year(to)) {
        // "Thu trên địa bàn 9 tháng đạt": a bare syllable is no name.
        let short = to == from + 2 && tokens[from].syllables == 1 && tokens[to - 1].syllables >= 3;
        if short && tokens[to - 1].is(Class::Prep) {
            break;
        }
        to -= 1;
    }
    // "trường hợp chết, thân nhân được hưởng mai táng phí": a clause is no item of an enumeration.
    let clause = || tokens[from..to].iter().any(|t| t.is(Class::Link) || t.is(Class::Have));
    if from < to && !clause() { coordinated(tokens, from, r)..to } else { from..to }
}

/// "hơn", the last syllable of "cao hơn" and the like.
const THAN: u64 = key("hơn");

/// Heads that go with the name before them, by their last syllable and length: "hộ nghèo tỷ lệ 8%".
const LEANING: [(u64, usize); 3] =
    [(key("lệ"), "tỷ lệ".len()), (key("số"), "tổng số".len()), (key("lượng"), "số lượng".len())];

/// Whether a token alone names nothing: "tỷ lệ", "tổng số", "tổng cộng".
pub(super) fn hollow(text: &str, t: &Token) -> bool {
    const HOLLOW: [&str; 7] = ["tỷ lệ", "tỉ lệ", "tổng số", "tổng", "số lượng", "số", "kết quả"];
    t.is(Class::Total) || t.is(Class::Head) && caseless::is_any(t.span.of(text), &HOLLOW)
}

/// Whether the head names a measure by itself: công suất, trị giá.
fn measures(t: &Token) -> bool {
    t.syllables >= 2 && !LEANING.contains(&(t.key, t.span.len()))
}

/// Whether a name is too long to go with the measure behind it, and has no head of its own.
fn long_without_head(name: &[Token]) -> bool {
    let syllables: usize = name.iter().map(|t| usize::from(t.syllables)).sum();
    syllables > 3 && !name.iter().any(|t| t.is(Class::Head))
}

/// Leaves out the mention of a document: "Đối thoại theo Quyết định số 217-QĐ/TW của Bộ Chính trị được 27 cuộc" is about
/// "Đối thoại", "Nghị quyết 31/NQ-HĐND của HĐND xã đặt ra 5%" says nothing of what it is about.
fn without_citation(tokens: &[Token], from: usize, to: usize) -> (usize, usize) {
    let Some(number) = (from..to).rev().find(|&p| tokens[p].is(Class::Cited)) else { return (from, to) };
    let mut issuer = false;
    let mut of_document = |p: usize| {
        let t = &tokens[p];
        issuer |= t.is(Class::Of);
        let name = matches!(t.class(), Some(Class::Plain | Class::Body | Class::Member | Class::Of | Class::And))
            // "của Bộ Xây dựng"
            || t.capital && t.class().is_some();
        matches!(t.kind, Kind::Date(_)) || matches!(t.class(), Some(Class::Adverb | Class::Goal)) || issuer && name
    };
    let behind = (number + 1..to).find(|&p| !of_document(p)).unwrap_or(to);
    if !tokens[behind..to].iter().all(trailing) {
        return (behind, to);
    }
    let first = tokens[..number].iter().rposition(|t| t.is(Class::Cited)).map_or(from, |p| p.max(from));
    let prep = (first..number).find(|&p| tokens[p].is(Class::Prep) && p > from);
    prep.map_or((to, to), |p| (from, p))
}

/// Where a name begins that goes over commas: "mành tre, giỏ mây và chiếu cói đạt 35 triệu USD".
fn coordinated(tokens: &[Token], from: usize, r: &Reading) -> usize {
    // Only a name that is its whole chunk, and only back to where the figure's own words begin.
    if from != r.before.chunk || from <= r.before.from + 1 || tokens[from].is(Class::Head) {
        return from;
    }
    let noun = |t: &Token| match t.class() {
        Some(Class::Plain | Class::Member | Class::Attribute) => true,
        Some(Class::Body) => t.syllables <= 2,
        _ => t.kind == Kind::Dash,
    };
    // "giá trị sản xuất công nghiệp, tiểu thủ công nghiệp 412 tỷ đồng": a head goes with a short last item.
    let own: usize = tokens[from..r.at].iter().map(|t| usize::from(t.syllables)).sum();
    let headed = own <= 4 && matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked) && r.change.is_none();
    let verbs = |t: &Token| {
        noun(t)
            || matches!(t.class(), Some(Class::Heavy | Class::And | Class::Of))
            || headed && matches!(t.class(), Some(Class::Head | Class::Passive))
    };
    if !tokens[from..r.at].iter().take_while(|t| noun(t) || t.is(Class::And)).any(noun) {
        return from;
    }
    let mut start = from;
    while start > r.before.from + 1 {
        let end = start - 1;
        let chunk = (r.before.from..end).rev().take_while(|&j| tokens[j].kind != Kind::Comma).count();
        let syllables: usize = tokens[end - chunk..end].iter().map(|t| usize::from(t.syllables)).sum();
        if chunk == 0 || syllables > 8 || !tokens[end - chunk..end].iter().all(verbs) {
            break;
        }
        start = end - chunk;
        // The words right behind the figure before are its own.
        if matches!(r.before.bound, Bound::Figure(_))
            && start == r.before.from
            && start < end
            && tokens[start].kind != Kind::Comma
        {
            return end + 1;
        }
    }
    start
}

/// Whether a token at the left end of a subject is not part of the name.
pub(super) fn framing(tokens: &[Token], at: usize, to: usize) -> bool {
    frames(&tokens[at])
        || match tokens[at].class() {
            Some(Class::Request) => true,
            Some(Class::Light) => at + 1 < to,
            // "cả [năm 2024] thu"
            Some(_) => {
                tokens[at].key == key("cả") && tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Date(_)))
            }
            None => false,
        }
}

/// Whether a token at the right end of a subject is not part of the name.
pub(super) fn trailing(token: &Token) -> bool {
    frames(token)
        || matches!(token.class(), Some(Class::Up | Class::Down))
        || token.key == key("các") && token.syllables == 1 && token.class().is_some()
}

/// Whether a token at either end of a subject only frames the name: when, how far, whose.
fn frames(token: &Token) -> bool {
    match token.kind {
        Kind::Figure(_) => token.duration,
        Kind::Dash | Kind::Date(_) | Kind::Close | Kind::Open => true,
        Kind::Word(class) => matches!(
            class,
            Class::And
                | Class::Adverb
                | Class::Scope
                | Class::Prep
                | Class::With
                | Class::Of
                | Class::From
                | Class::Time
                | Class::Estimate
                | Class::Goal
                | Class::Link
                | Class::Have
                | Class::Comprise
                | Class::Hedge
                | Class::Compare
                | Class::Each
                | Class::For
                | Class::Passive
                | Class::Cited
                | Class::Level
        ),
        _ => false,
    }
}
