//! The tokens of a sentence: phrases with their part in the clause, figures, dates and punctuation; where sentences end;
//! and the walk from a figure back to what stands before it.
//!
//! "Toàn xã có 91 hộ dệt, chiếm 8,6%" → `toàn xã` (body) `có` (link) [91 hộ] `dệt` `,` `chiếm` (link) [8,6%].
//! A decimal comma is inside a figure and separates nothing.

use crate::text::Span;
use crate::vocabulary::Class;

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Where in the flow.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Syllables of a word or phrase.
    pub syllables: u8,
    /// Whether a word begins with a capital letter.
    pub capital: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// The key of a word, of a phrase's last one; 0 of everything else.
    pub key: u64,
    /// Whether it is a figure that says how long or how old: a name goes over it, "trẻ 5 tuổi ra lớp".
    pub duration: bool,
}

/// Kind of a [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or phrase.
    Word(Class),
    /// The figure of this index among the quantities.
    Figure(usize),
    /// The date of this index among the dates.
    Date(usize),
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Dash,
}

impl Token {
    /// Whether it is a word of this class.
    pub fn is(&self, class: Class) -> bool {
        self.kind == Kind::Word(class)
    }

    /// The class of a word.
    pub fn class(&self) -> Option<Class> {
        match self.kind {
            Kind::Word(class) => Some(class),
            _ => None,
        }
    }
}

/// The sentences of a block: at a full stop (or question mark) before a space and a capital letter, digit or bullet.
pub(super) fn sentences(text: &str, block: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = block.start;
    std::iter::from_fn(move || {
        if start >= block.end {
            return None;
        }
        let mut from = start;
        while let Some(i) = memchr::memchr2(b'.', b'?', &text.as_bytes()[from..block.end]) {
            let dot = from + i;
            from = dot + 1;
            if ends_sentence(&text[start..dot], &text[from..block.end]) {
                let span = Span::new(start, from);
                start = from;
                return Some(span);
            }
        }
        let span = Span::new(start, block.end);
        start = block.end;
        Some(span)
    })
}

/// Whether a dot between `before` and `after` ends a sentence.
fn ends_sentence(before: &str, after: &str) -> bool {
    let mut rest = after.chars();
    match rest.next() {
        Some(' ') => {}
        Some(first) => return first.is_uppercase() && is_glued(before, rest.as_str()),
        None => return false,
    }
    let next = after.trim_start().chars().next().unwrap_or('A');
    if next.is_lowercase() {
        return false;
    }
    // Abbreviations go on: "TP. Lai Châu", "H. Sìn Hồ"; so does a label at the start: "1. Kết quả".
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let label = before.trim_start().len() == word.len();
    // "tại thị xã Sa Pa. Diện tích lúa …": a syllable is no abbreviation.
    let short = letters > 0 && letters <= 2 && word.chars().next().is_some_and(char::is_uppercase) && !is_name(word);
    // "công suất 48 MW. Tỉnh có …": a unit ends it.
    let unit = matches!(word, "MW" | "GW" | "KV" | "HP" | "CV" | "HA" | "KM" | "KG" | "TB" | "GB" | "MB")
        && before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit());
    !(short && !unit || label && letters == 0 || word.ends_with("Tp"))
}

/// Whether a word of two letters is a syllable with a capital: "Pa", "Mạ", "An", not "Tp", "TT", "H".
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(first), Some(second), None) => {
            second.is_lowercase() && (is_vowel(second) || first.to_lowercase().any(is_vowel))
        }
        _ => false,
    }
}

/// Whether a small letter is no consonant.
fn is_vowel(c: char) -> bool {
    !"bcdđfghjklmnpqrstvwxz".contains(c)
}

/// Whether a dot without a space behind it stands between a whole word and the next sentence: "so với năm trước.Trong đó", but
/// "tp.Hồ Chí Minh", "TT.Yên Viên".
fn is_glued(before: &str, behind_capital: &str) -> bool {
    let word = before.rsplit([' ', '(', ',', '.', '/', '-']).next().unwrap_or("");
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_alphabetic);
    let whole = first && letters.clone().next().is_some() && letters.all(char::is_lowercase);
    let whole = whole && word.chars().flat_map(char::to_lowercase).any(is_vowel);
    // Text without any space is not looked through at every dot.
    let ends = |c: char| matches!(c, ' ' | ',');
    whole
        && !behind_capital.is_empty()
        && !behind_capital.starts_with(ends)
        && behind_capital.chars().take_while(|&c| !ends(c)).all(char::is_lowercase)
}

/// What stands between a figure and its left neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    /// Token index behind the boundary.
    pub from: usize,
    /// The boundary.
    pub bound: Bound,
    /// Token index of the last comma chunk's start.
    pub chunk: usize,
}

/// What ends the walk back from a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The sentence begins.
    Start,
    /// The figure at this token.
    Figure(usize),
    Semicolon,
    /// The parenthesis that holds the figure opens at this token.
    Open(usize),
    Colon(usize),
    /// "trong đó" at this token.
    Scope(usize),
}

/// Tokens that are looked at in front of a figure: a longer way back means nothing to a reader either, and keeps a
/// file of parentheses from taking quadratic time.
const MAX_WALK: usize = 200;

/// Walks back from the figure at token `at`, over whole parentheses, to the nearest boundary.
pub(super) fn before(tokens: &[Token], at: usize) -> Before {
    let mut j = at;
    let mut depth = 0usize;
    let mut bound = Bound::Start;
    let mut from = 0;
    while j > at.saturating_sub(MAX_WALK) {
        j -= 1;
        let found = match tokens[j].kind {
            Kind::Close => {
                depth += 1;
                continue;
            }
            Kind::Open if depth > 0 => {
                depth -= 1;
                continue;
            }
            _ if depth > 0 => continue,
            Kind::Open => Bound::Open(j),
            Kind::Figure(_) if !tokens[j].duration => Bound::Figure(j),
            Kind::Semicolon => Bound::Semicolon,
            Kind::Colon => Bound::Colon(j),
            Kind::Word(Class::Scope) => Bound::Scope(j),
            _ => continue,
        };
        bound = found;
        from = j + 1;
        break;
    }
    // A parenthesis that was never opened: only what follows it is known.
    if depth > 0
        && let Some(close) = tokens[..at].iter().rposition(|t| t.kind == Kind::Close)
    {
        return Before { from: close + 1, bound: Bound::Start, chunk: last_chunk(tokens, close + 1, at) };
    }
    if matches!(bound, Bound::Figure(_)) {
        from = behind(tokens, from, at);
    }
    Before { from, bound, chunk: last_chunk(tokens, from, at) }
}

/// Where the words that belong to the figure before `from` end: at a separator or at a verb.
fn behind(tokens: &[Token], from: usize, at: usize) -> usize {
    let mut j = from;
    // "2 tháng đầu năm GTSXCN đạt": the name follows the time.
    if tokens.get(from).is_some_and(|t| t.is(Class::Time)) {
        return from + 1;
    }
    while j < at {
        match tokens[j].kind {
            Kind::Comma => return j,
            Kind::Open => j = skip_parenthesis(tokens, j, at),
            Kind::Word(
                Class::Link
                | Class::Level
                | Class::Up
                | Class::Down
                | Class::Corresponding
                | Class::Compare
                | Class::And
                | Class::With
                | Class::For
                | Class::Prep
                | Class::From
                | Class::Head
                | Class::Estimate
                | Class::Goal
                | Class::Respectively,
            ) => return j,
            // "3,2 tỷ đồng/dự toán 5 tỷ đồng": the plan's own number.
            Kind::Word(Class::Have | Class::Comprise | Class::Light | Class::Heavy | Class::Plan) if j + 1 == at => {
                return j;
            }
            _ => j += 1,
        }
    }
    at
}

/// The token behind the ")" of the "(" at `open`, or `open + 1` when there is none before `at`.
pub(super) fn skip_parenthesis(tokens: &[Token], open: usize, at: usize) -> usize {
    let mut depth = 0usize;
    for (i, t) in tokens[open..at].iter().enumerate() {
        match t.kind {
            Kind::Open => depth += 1,
            Kind::Close => {
                depth -= 1;
                if depth == 0 {
                    return open + i + 1;
                }
            }
            _ => {}
        }
    }
    open + 1
}

/// Behind the last comma outside parentheses in `from..at`.
fn last_chunk(tokens: &[Token], from: usize, at: usize) -> usize {
    let mut depth = 0usize;
    for j in (from..at).rev() {
        match tokens[j].kind {
            Kind::Close => depth += 1,
            Kind::Open => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => return j + 1,
            _ => {}
        }
    }
    from
}
