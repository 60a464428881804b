//! The named place that a figure is for, where its sentence names one: "Xã Huổi Lạnh giảm từ 38,72% …", "tại xã
//! Bình Lư", "Hải Dương tăng 37,7%". "toàn huyện" names nothing.

use super::clause::{Kind, Token};
use crate::text::Span;
use crate::vocabulary::{Class, KeyFilter, KeySet, Vocabulary, key, name_key};
use std::ops::Range;
use std::sync::LazyLock;

/// A named place of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// As written, with the level word.
    pub name: Span,
    /// How it governs figures.
    role: Role,
}

/// How a place stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It begins a clause: what follows is about it.
    Subject,
    /// Behind tại, ở, trên địa bàn: the clause is about it.
    Adverbial,
    /// Alone in parentheses: what stands before and right behind is there.
    Gloss,
}

const LEVELS: [&str; 27] = [
    "tổ",
    "tỉnh",
    "thành phố",
    "tp",
    "huyện",
    "quận",
    "thị xã",
    "tx",
    "xã",
    "phường",
    "thị trấn",
    "tt",
    "đặc khu",
    "bản",
    "thôn",
    "ấp",
    "buôn",
    "làng",
    "xóm",
    "khóm",
    "khu phố",
    "tổ dân phố",
    "khu",
    "h",
    "x",
    "p",
    "t",
];

/// The keys of the last words of [`LEVELS`].
static LAST_WORDS: LazyLock<(KeyFilter, KeySet)> = LazyLock::new(|| {
    let keys: KeySet = LEVELS.iter().filter_map(|level| level.rsplit(' ').next()).map(key).collect();
    (KeyFilter::of(keys.iter().copied()), keys)
});

/// Tokens of a clause without figures that gives its place to the next one, at most.
const MAX_LEAD: usize = 40;

/// Tokens of the name of a branch, "ngành nông nghiệp và môi trường".
const MAX_BRANCH: usize = 5;

/// The longest that a level word can be: "đảng bộ tổ dân phố", with a dot.
const MAX_LEVEL_BYTES: usize = 32;

/// The places that a sentence names. `own` is the document's own place, known without a level word.
pub(super) fn mentions(text: &str, tokens: &[Token], own: Option<u64>, vocabulary: &Vocabulary) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut j = 0;
    // "các xã: Tả Phời (52,4%), Hợp Thành (30%)": names behind a kind of places.
    let mut announced = false;
    while j < tokens.len() {
        let t = &tokens[j];
        announced |= announces(text, t);
        if t.class().is_none() || t.quoted {
            j += 1;
            continue;
        }
        if level_word(text, tokens, j) {
            let end = name_end(text, tokens, numbered(text, tokens, j + 1));
            // "Huyện Hội", "Tỉnh Đoàn" are bodies, "xã Bản Bo" is a place.
            let body = tokens.get(j + 1).is_some_and(|n| {
                n.is(Class::Body) && n.syllables == 1 && !is_settlement(&n.span.of(text).to_lowercase())
            });
            if end > j + 1 && !body {
                add(text, tokens, j..end, &mut out);
                j = end;
                continue;
            }
        }
        if t.capital
            && let Some(end) =
                bare(text, tokens, j, own, vocabulary).or_else(|| listed(text, tokens, j).filter(|_| announced))
        {
            add(text, tokens, j..end, &mut out);
            j = end;
            continue;
        }
        j += 1;
    }
    out
}

/// Whether the token is a level word, alone or at the end of a phrase ("đảng bộ xã").
fn level_word(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    // Every word of every sentence comes by here; few end in a level word.
    let (filter, last_words) = &*LAST_WORDS;
    let last = tokens[at].key;
    if !filter.may_hold(last) || word.len() > MAX_LEVEL_BYTES || !last_words.contains(&last) {
        return false;
    }
    let lower = word.to_lowercase();
    // "thủy điện Bản Chát": a capital level word inside a name is part of it.
    if is_settlement(&lower)
        && tokens[at].capital
        && at > 0
        && matches!(tokens[at - 1].class(), Some(Class::Plain | Class::Head | Class::Member))
    {
        return false;
    }
    let single = lower.trim_end_matches('.');
    if LEVELS.contains(&single) {
        // An abbreviation needs its dot or capitals: "TP. Lai Châu", "H.Sìn Hồ", not "t" or "p".
        return single.chars().count() > 2
            || matches!(single, "xã" | "ấp" | "tổ" | "tp" | "tx" | "tt")
            || text[tokens[at].span.end..].starts_with('.');
    }
    lower.strip_prefix("đảng bộ ").is_some_and(|l| LEVELS.contains(&l))
}

/// Whether the word is a kind of settlement that names of communes begin with, too.
fn is_settlement(word: &str) -> bool {
    matches!(word, "bản" | "thôn" | "làng" | "khu" | "xóm" | "ấp")
}

/// Where the number ends that is the whole name, "thôn 4", "tổ dân phố số 5"; `from` when there is none.
fn numbered(text: &str, tokens: &[Token], from: usize) -> usize {
    let word = |j: usize| tokens.get(j).filter(|t| matches!(t.kind, Kind::Word(_))).map_or("", |t| t.span.of(text));
    let takes_number = !matches!(word(from - 1).to_lowercase().as_str(), "tỉnh" | "thành phố" | "huyện" | "xã" | "bản");
    let at = if word(from) == "số" { from + 1 } else { from };
    let digits = word(at);
    let number = digits.parse::<u8>().is_ok_and(|n| n <= 30);
    if takes_number && number { at + 1 } else { from }
}

/// Where the capitalised name ends that begins at `from`: 1 to 4 syllables, a dash inside, a number at the end.
fn name_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut j = from;
    while let Some(t) = tokens.get(j) {
        let adjacent = j == 0 || text[tokens[j - 1].span.end..t.span.start].chars().all(|c| c == ' ' || c == '.');
        let word = matches!(t.kind, Kind::Word(_)) && adjacent && !t.quoted;
        let numeral = j > from && t.span.of(text).chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
        let dash = j > from && t.kind == Kind::Dash && tokens.get(j + 1).is_some_and(|n| n.capital);
        if !(word && (t.capital || numeral) || dash) || j - from >= 6 {
            break;
        }
        j += 1;
    }
    j
}

/// The end of a name without level word that begins at `at`: a known province or district, the document's own place,
/// or whatever is said to be one ("Mường Khe là huyện vùng cao").
fn bare(text: &str, tokens: &[Token], at: usize, own: Option<u64>, vocabulary: &Vocabulary) -> Option<usize> {
    let previous = at.checked_sub(1).map(|p| &tokens[p]);
    let free = match previous {
        None => true,
        Some(p) => match p.kind {
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Dash => true,
            Kind::Word(c) => matches!(
                c,
                Class::Prep
                    | Class::Adverb
                    | Class::And
                    | Class::Scope
                    | Class::Have
                    | Class::With
                    | Class::Comprise
                    | Class::Of
            ),
            _ => false,
        },
    };
    // "Ngành y tế Hải Ninh": behind the name of a branch only the document's own place.
    let branch = tokens[at.saturating_sub(MAX_BRANCH)..at].iter().any(|t| t.key == key("ngành"))
        && previous.is_some_and(|p| p.is(Class::Plain) && !p.capital);
    if !(free || branch) {
        return None;
    }
    let first = &tokens[at];
    let capitals = name_end(text, tokens, at);
    let end = capitals.max(capital_then_small(text, tokens, at));
    let stop = |end: usize| {
        tokens.get(end).is_none_or(|t| {
            !matches!(t.kind, Kind::Word(Class::Plain | Class::Head | Class::Member | Class::Attribute)) && !t.capital
        })
    };
    let mut e = end.min(at + 5);
    while e > at {
        let name = Span::new(first.span.start, tokens[e - 1].span.end).of(text);
        let syllables = name.split([' ', '-', '–']).filter(|s| !s.is_empty()).count();
        let name = name_key(name);
        // "Vĩnh Lợi nằm cặp kênh": the document's own place at the head of a sentence.
        let leads = at == 0 && own == Some(name);
        // "tại Bắc Ninh trị giá 383 triệu USD"
        let headed = previous.is_some_and(|p| p.is(Class::Prep)) && tokens.get(e).is_some_and(|t| t.is(Class::Head));
        let (stops, known_country) = (stop(e) || leads || headed, vocabulary.places.is_country(name));
        if (syllables >= 2 || known_country) && stops {
            let known =
                own == Some(name) || free && vocabulary.places.is_province_or_district(name) || free && known_country;
            let said = tokens.get(e).is_some_and(|t| t.is(Class::Link))
                && tokens.get(e + 1).is_some_and(|t| is_level(t.span.of(text)));
            let listed = previous.is_some_and(|p| matches!(p.kind, Kind::Comma | Kind::Semicolon | Kind::Colon))
                && matches!(
                    tokens.get(e).map(|t| t.kind),
                    Some(Kind::Figure(_) | Kind::Word(Class::Link | Class::Up | Class::Down | Class::Have))
                )
                // There are communes of many names: "Trung tâm có 14 khoa" is none of them.
                && e <= capitals
                && !(first.is(Class::Body) && first.syllables > 1)
                && vocabulary.places.is_commune(name);
            if known || free && (said || listed) {
                return Some(e);
            }
        }
        e -= 1;
    }
    None
}

/// Whether the token speaks of several places of a kind: "các xã", "04 xã".
fn announces(text: &str, t: &Token) -> bool {
    let kind = |s: &str| s.rsplit(' ').next().is_some_and(is_level);
    match t.kind {
        Kind::Word(Class::Body) => {
            t.span.of(text).split(' ').next().is_some_and(|w| matches!(w, "các" | "Các")) && kind(t.span.of(text))
        }
        Kind::Figure(_) => kind(t.span.of(text)),
        _ => false,
    }
}

/// The end of a name in a list of places: capitals between a separator and a figure, which may stand in parentheses.
fn listed(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let previous = tokens.get(at.checked_sub(1)?)?;
    let free = matches!(previous.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Open)
        || matches!(previous.class(), Some(Class::And | Class::Scope | Class::Comprise | Class::Body));
    let end = name_end(text, tokens, at);
    if end == at {
        return None;
    }
    let figure = |j: usize| tokens.get(j).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
    let valued = figure(end) || tokens.get(end).is_some_and(|t| t.kind == Kind::Open) && figure(end + 1);
    let name = Span::new(tokens[at].span.start, tokens[end - 1].span.end).of(text);
    let syllables = name.split([' ', '-', '–']).filter(|s| !s.is_empty()).count();
    (free && valued && (2..=4).contains(&syllables)).then_some(end)
}

/// Levels of government and settlements, written out.
pub(super) const LEVEL_NAMES: [&str; 13] = [
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "tỉnh",
    "thôn",
    "bản",
    "ấp",
    "tổ dân phố",
];

/// Whether the word is a level of government or settlement.
pub(super) fn is_level(word: &str) -> bool {
    LEVEL_NAMES.contains(&word)
}

/// "Hải phòng", "Quảng ninh": careless writing has only the first syllable with a capital letter.
fn capital_then_small(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut j = at;
    let mut syllables = 0;
    while let Some(t) = tokens.get(j) {
        let go_on = match t.kind {
            Kind::Word(_) => j == at || text[tokens[j - 1].span.end..t.span.start].trim().is_empty(),
            Kind::Dash => j > at,
            _ => false,
        };
        syllables += usize::from(t.syllables);
        if !go_on || syllables > 5 {
            break;
        }
        j += 1;
    }
    j
}

fn add(text: &str, tokens: &[Token], range: Range<usize>, out: &mut Vec<Mention>) {
    let mut start = tokens[range.start].span.start;
    // "Đảng bộ xã Nậm Khao": the place is the commune.
    let first = tokens[range.start].span.of(text);
    if tokens[range.start].syllables > 2
        && let Some(i) = first.rfind(' ')
    {
        start += i + 1;
    }
    let name = Span::new(start, tokens[range.end - 1].span.end);
    // "xã Bản Bo, huyện Than Uyên": the smaller one has it.
    if let Some(last) = out.last()
        && last.tokens.end + 1 >= range.start
        && tokens[last.tokens.end..range.start].iter().all(|t| t.kind == Kind::Comma)
        && is_level(&first.to_lowercase())
        && tokens[last.tokens.start].span.of(text).to_lowercase() != first.to_lowercase()
    {
        let wider = last.tokens.start..range.end;
        if let Some(last) = out.last_mut() {
            last.tokens = wider;
        }
        return;
    }
    let before = &tokens[..range.start];
    let parenthesis = before.last().is_some_and(|t| t.kind == Kind::Open)
        && tokens.get(range.end).is_some_and(|t| t.kind == Kind::Close);
    let lead = before
        .iter()
        .rev()
        .take_while(|t| {
            !matches!(t.kind, Kind::Semicolon | Kind::Colon | Kind::Comma | Kind::Open | Kind::Figure(_) | Kind::Close)
        })
        .filter(|t| {
            !matches!(t.kind, Kind::Dash | Kind::Date(_))
                && !matches!(t.class(), Some(Class::And | Class::Scope | Class::Adverb | Class::Time | Class::Body))
        })
        .count();
    let role = if parenthesis {
        Role::Gloss
    } else if lead == 0 {
        Role::Subject
    } else {
        // The issuer of a cited document is no place of a figure.
        if before.last().is_some_and(|t| t.is(Class::Of)) && out.iter().any(|m| m.role == Role::Subject) {
            return;
        }
        let issuer = before.iter().rev().take(6).any(|t| t.is(Class::Of))
            && before.iter().any(|t| t.span.of(text).contains('/'));
        if issuer {
            return;
        }
        Role::Adverbial
    };
    out.push(Mention { tokens: range, name, role });
}

/// The place of the figure at token `at`.
pub(super) fn place<'a>(
    text: &str,
    tokens: &[Token],
    mentions: &'a [Mention],
    at: usize,
    subject: &Range<usize>,
) -> Option<&'a Mention> {
    // Behind the figure, in its own comma chunk: "300.000 bộ/năm tại Đà Nẵng".
    let end = tokens[at + 1..]
        .iter()
        .position(|t| {
            matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Figure(_) | Kind::Close | Kind::Open | Kind::Colon)
        })
        .map_or(tokens.len(), |p| at + 1 + p);
    let behind = mentions.iter().find(|m| {
        m.role == Role::Adverbial
            && m.tokens.start > at
            && m.tokens.start < end
            && m.tokens.start > 0
            && tokens[m.tokens.start - 1].is(Class::Prep)
    });
    if behind.is_some() {
        return behind;
    }
    for m in mentions.iter().rev().filter(|m| m.tokens.end <= at) {
        let between = &tokens[m.tokens.end..at];
        // "(Nhật Bản 2.367, Hàn Quốc 703), tiền gửi về 61 triệu USD": what stands in parentheses says nothing behind them.
        if m.role == Role::Subject && closes(between) {
            continue;
        }
        let holds = match m.role {
            Role::Subject => !between.iter().enumerate().any(|(i, t)| generic_subject(text, t, &between[i + 1..])),
            // "02 vụ tại bản Nậm Cá, diện tích 1,5 ha" goes on; "nhà máy A tại Đà Nẵng, nhà máy B …" is another thing.
            Role::Adverbial if follows_figure(tokens, m.tokens.start) && named(tokens, subject, at) => false,
            Role::Adverbial => {
                // "Kinh tế huyện Ea Sôl phát triển; giá trị sản xuất …": a clause without figures leads the others.
                let close = |end: &usize| m.tokens.end + end <= MAX_LEAD;
                let open = between.iter().position(|t| t.kind == Kind::Semicolon).is_none_or(|end| {
                    let counts = |t: &Token| matches!(t.kind, Kind::Figure(_)) && !t.duration;
                    close(&end)
                        && !tokens[..m.tokens.end + end].iter().any(counts)
                        && !tokens[..m.tokens.start].last().is_some_and(|t| t.is(Class::Prep) || t.is(Class::Of))
                });
                open && !new_subject(between)
            }
            Role::Gloss => !between.iter().any(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Figure(_))),
        };
        if holds && !other_item(tokens, m, at, subject) {
            return Some(m);
        }
        if m.role == Role::Subject {
            return None;
        }
    }
    None
}

/// Whether a parenthesis closes that was opened before the tokens.
fn closes(between: &[Token]) -> bool {
    let mut depth = 0usize;
    between.iter().any(|t| match t.kind {
        Kind::Open => {
            depth += 1;
            false
        }
        Kind::Close if depth == 0 => true,
        Kind::Close => {
            depth -= 1;
            false
        }
        _ => false,
    })
}

/// Whether the figure has a name of its own that no indicator's head begins.
fn named(tokens: &[Token], subject: &Range<usize>, at: usize) -> bool {
    subject.start < at && !subject.is_empty() && !tokens[subject.start].is(Class::Head)
}

/// Whether a figure stands before the place in its own comma chunk: that figure has it.
fn follows_figure(tokens: &[Token], at: usize) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Semicolon))
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether a place is an item of a list ("bản Nà Cáy 12 hộ, chi bộ cơ quan 5") and the figure has another subject.
fn other_item(tokens: &[Token], mention: &Mention, at: usize, subject: &Range<usize>) -> bool {
    let item = tokens.get(mention.tokens.end).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
    item && subject.start > mention.tokens.end
        && tokens.get(subject.start).is_some_and(|t| subject.start < at && (t.capital || t.is(Class::Body)))
}

/// Whether a clause behind `sign` begins with a whole or a kind of places: "các xã còn lại …", "toàn huyện …".
fn generic_subject(text: &str, sign: &Token, clause: &[Token]) -> bool {
    let Some(first) = clause.iter().find(|t| !t.is(Class::And)).filter(|t| t.is(Class::Body)) else { return false };
    let word = first.span.of(text).split(' ').next().unwrap_or_default();
    match sign.kind {
        Kind::Semicolon => true,
        // Behind a comma a body may act in the place: "Xã A có 12 hộ, UBND xã hỗ trợ 5 triệu đồng".
        Kind::Comma => matches!(word, "các" | "toàn" | "những"),
        _ => false,
    }
}

/// Whether another subject takes over between an adverbial place and the figure.
fn new_subject(between: &[Token]) -> bool {
    between.windows(2).any(|w| w[0].kind == Kind::Comma && matches!(w[1].class(), Some(Class::Light | Class::Heavy)))
}
