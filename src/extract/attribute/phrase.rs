//! Where a name begins and ends among the tokens of a clause: what frames it is left out ("trong năm", "toàn xã", "tiếp
//! tục"), what belongs to it stays ("túi xách, vali, mũ và ô dù").

use super::clause::{Bound, Kind, Token};
use super::reading::{Adjacency, Reading, Unit};
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
    // The name begins at the last head that follows a verb, "có tổng diện tích", "quản lý dư nợ", or at the first one.
    let starts = |p: usize| tokens[p].is(Class::Head) && !tokens[p].quoted;
    let opens = |p: usize| {
        matches!(
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
        ) || matches!(tokens[p].kind, Kind::Date(_))
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
    if from < to { coordinated(tokens, from, r)..to } else { from..to }
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
        let name = matches!(t.class(), Some(Class::Plain | Class::Body | Class::Member | Class::Of | Class::And));
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
fn trailing(token: &Token) -> bool {
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

/// Syllables of a noun phrase behind a number, at most.
const MAX_NOUN: usize = 10;

/// Where the noun phrase ends that begins at `from`, behind a number.
pub(super) fn noun_end(tokens: &[Token], from: usize, unit: Unit) -> usize {
    let mut syllables = 0;
    let mut j = from;
    while let Some(t) = tokens.get(j) {
        let next = tokens.get(j + 1);
        let next_class = next.and_then(Token::class);
        let go_on = match t.kind {
            Kind::Word(class) => match class {
                Class::Plain | Class::Member | Class::Attribute | Class::Body | Class::Head => true,
                Class::Of => next_class
                    .is_some_and(|c| matches!(c, Class::Plain | Class::Member | Class::Body | Class::Attribute)),
                Class::And => {
                    next_class.is_some_and(|c| matches!(c, Class::Member | Class::Plain))
                        && !followed_by_figure(tokens, j + 1)
                        && !names_figure(tokens, j + 1)
                }
                Class::Have | Class::Passive => {
                    next.is_some_and(|n| n.class().is_some()) && !followed_by_figure(tokens, j + 1)
                }
                Class::Link => {
                    matches!(next_class, Some(Class::Plain | Class::Attribute | Class::Heavy | Class::Member))
                        && !followed_by_figure(tokens, j + 1)
                }
                // "quyết định chỉ đạo thực hiện …": what is done with the counted things is no part of their name.
                // "31 xã nâng cao, 6 xã kiểu mẫu": a verb without object says what kind they are.
                Class::Light
                    if unit == Unit::Thing
                        && j == from
                        && t.syllables == 2
                        && next.is_none_or(|n| matches!(n.kind, Kind::Comma | Kind::Semicolon | Kind::Close)) =>
                {
                    j += 1;
                    break;
                }
                Class::Light | Class::Heavy => {
                    let other_name = (next_class == Some(Class::Head) || class == Class::Light && j == from)
                        && leads_to_figure(tokens, j + 1);
                    !other_name
                        && !followed_by_figure(tokens, j + 1)
                        && (class == Class::Heavy
                            || !unit.counts()
                            || unit == Unit::Event && j == from
                            || j > from && tokens[j - 1].is(Class::Adverb))
                }
                Class::Adverb => {
                    matches!(next_class, Some(Class::Plain | Class::Heavy | Class::Light | Class::Link)) && j > from
                }
                // "05 năm thực hiện Quyết định số 290-QĐ/TW"
                Class::Plan | Class::Cited => j > from,
                _ => false,
            },
            // "cán bộ, công chức": a member of an enumeration behind the comma, and no figure of its own.
            Kind::Comma if j == from => {
                // "1.043 nhóm, lớp": behind the unit a single word, or two that end the clause.
                let ends = |t: Option<&Token>| t.is_none_or(|t| t.class().is_none() || t.is(Class::And));
                let goes_on = tokens.get(j + 3).is_some_and(|t| t.kind == Kind::Comma || t.is(Class::And));
                let word = ends(tokens.get(j + 2)) || ends(tokens.get(j + 3)) && !goes_on;
                enumerates(tokens, j + 1) || unit.counts() && word && coordinates(tokens, j)
            }
            Kind::Comma if coordinates(tokens, j) => true,
            Kind::Comma => {
                let member = next_class == Some(Class::Member)
                    || next_class == Some(Class::Body) && j > 0 && tokens[j - 1].is(Class::Body);
                member && j > from && (!leads_to_figure(tokens, j + 1) || predicate(tokens, j + 2))
            }
            Kind::Dash => next.is_some_and(|n| n.class() == Some(Class::Plain)) && j > from,
            _ => false,
        };
        syllables += usize::from(t.syllables);
        if !go_on || syllables > MAX_NOUN {
            break;
        }
        j += 1;
    }
    while j > from
        && !tokens[j - 1].is(Class::Cited)
        && (trailing(&tokens[j - 1]) || j > from + 1 && tokens[j - 1].is(Class::Light))
    {
        j -= 1;
    }
    j
}

/// Whether the words from `at` go on the enumeration of which the unit was the first noun: "13 xã, thị trấn có điện".
fn enumerates(tokens: &[Token], at: usize) -> bool {
    let noun = |t: &Token| t.is(Class::Member) || t.is(Class::Body) && t.syllables <= 3;
    let mut j = at;
    while tokens.get(j).is_some_and(noun) {
        j += 1;
        if tokens.get(j).is_some_and(|t| t.kind == Kind::Comma) && tokens.get(j + 1).is_some_and(noun) {
            j += 1;
        }
    }
    // "9/9 huyện, thị xã, thành phố đều chuyển vốn": the counted places themselves do something.
    let places = tokens.get(at).is_some_and(|t| t.is(Class::Body)) || j > at + 1;
    j > at
        && (!leads_to_figure(tokens, at) || predicate(tokens, j))
        && !tokens.get(j).is_some_and(|t| {
            matches!(t.kind, Kind::Figure(_))
                || t.is(Class::Adverb) && !places
                || matches!(t.class(), Some(Class::Light | Class::Up | Class::Down | Class::Heavy))
                || t.is(Class::Link) && !tokens.get(j + 1).is_some_and(|n| n.is(Class::Plain) || n.is(Class::Head))
        })
}

/// Whether a noun of one or two syllables stands alone behind the comma at `at`: "27 con trâu, bò", "2,6 tấn rau, củ, quả".
fn coordinates(tokens: &[Token], at: usize) -> bool {
    let like = |t: &Token| {
        !t.capital && (t.is(Class::Plain) || at > 0 && t.is(Class::Attribute) && tokens[at - 1].is(Class::Attribute))
    };
    let item = tokens[at + 1..].iter().take(2).take_while(|t| like(t));
    let (words, syllables) = item.fold((0, 0), |(n, s), t| (n + 1, s + usize::from(t.syllables)));
    let end = at + 1 + words;
    let closed = tokens
        .get(end)
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close) || t.is(Class::And));
    (1..=2).contains(&syllables) && closed
}

/// Whether a verb of having or being stands at `at`: what follows is said of the words before it.
fn predicate(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| matches!(t.class(), Some(Class::Have | Class::Link | Class::Passive)))
}

/// Whether a figure stands in the same comma chunk as the words from `at`: they are its name.
fn leads_to_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(10)
        .take_while(|t| {
            !matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Open)
                && !t.is(Class::Prep)
                && !t.is(Class::With)
        })
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether the words from `at` are the short name of the next figure: "115 lít nước mắm và tiền mặt 18 triệu đồng".
fn names_figure(tokens: &[Token], at: usize) -> bool {
    let words =
        tokens[at.min(tokens.len())..].iter().take(3).take_while(|t| t.is(Class::Plain) || t.is(Class::Member)).count();
    tokens.get(at + words).is_some_and(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
}

/// Whether the words from `at` lead to a figure before anything ends them.
fn followed_by_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(3)
        .map_while(|t| match t.kind {
            Kind::Figure(_) => Some(true),
            Kind::Word(
                Class::Hedge | Class::Adverb | Class::Light | Class::Link | Class::Have | Class::Estimate | Class::Mean,
            ) => Some(false),
            _ => None,
        })
        .any(|f| f)
}
