//! A sentence cut into tokens: words joined to the phrases of the vocabulary, figures, dates and punctuation.
//!
//! "Toàn xã có 91 hộ dệt" → `toàn xã` (body) `có` (link) [91 hộ] `dệt`. Words end at white space, commas, parentheses, quotation
//! marks and dashes; a slash or a hyphen stays inside: "đ/c", "kinh tế-xã hội". The number of a cited document is one token.

mod compound;
mod grades;
mod offices;
mod orders;

pub(super) use orders::{commands, is_order};

use super::clause::{Kind, Token};
use crate::extract::Quantity;
use crate::extract::date::DateMention;
use crate::extract::words::is_capital;
use crate::record::Kind as Measure;
use crate::text::Span;
use crate::vocabulary::{Class, KeyMemo, Vocabulary, is_one_of, key};

/// What the token list is made from, and the buffers that it is made in.
pub(super) struct Lexer<'a> {
    text: &'a str,
    dates: &'a [DateMention],
    /// Numbers of documents in flow order: one token each.
    cited: &'a [Span],
    vocabulary: &'a Vocabulary,
    /// Raw words.
    words: Vec<Token>,
    keys: &'a mut KeyMemo,
}

impl<'a> Lexer<'a> {
    /// A lexer over the flow's text.
    pub fn new(
        text: &'a str,
        dates: &'a [DateMention],
        cited: &'a [Span],
        vocabulary: &'a Vocabulary,
        keys: &'a mut KeyMemo,
    ) -> Self {
        Self { text, dates, cited, vocabulary, words: Vec::new(), keys }
    }

    /// The tokens of `span`. `quantities` are those inside, `first` the index of the first one.
    pub fn tokens(&mut self, span: Span, quantities: &[Quantity], first: usize, out: &mut Vec<Token>) {
        self.split(span, quantities, first);
        out.clear();
        let words = &self.words;
        let mut i = 0;
        while let Some(token) = words.get(i) {
            i += 1;
            if !token.is(Class::Plain) {
                out.push(*token);
                continue;
            }
            let word = |n: usize| words.get(i - 1 + n).filter(|t| t.is(Class::Plain)).map(|t| t.key);
            let (mut class, mut n) = self.vocabulary.clause_words.classify(token.key, word);
            // "đạt tỷ lệ 93%" links, "đạt tỷ lệ bao phủ 93%" names a rate.
            if class == Class::Link && n > 1 && words.get(i + n - 1).is_some_and(|t| t.is(Class::Plain)) {
                let next = words.get(i + n - 1).map_or(0, |w| w.key);
                let names = matches!(
                    self.vocabulary.clause_words.classify(next, |m| words.get(i + n - 1 + m).map(|w| w.key)).0,
                    Class::Plain | Class::Head | Class::Attribute
                );
                if names && words[i + n - 2].key == RATE {
                    n = 1;
                }
            }
            let last = &words[i + n - 2];
            // Capital letters in the middle of a sentence make a name: "Tổ chức Y tế thế giới", "Ban Dân vận".
            // Behind a colon a clause begins: "Giảm nghèo: Giảm 52 hộ".
            let inside = out.last().is_some_and(|t| t.kind != Kind::Colon);
            if n == 1 && token.capital && inside && !matches!(class, Class::Body | Class::Head | Class::Plan) {
                class = Class::Plain;
            }
            // "12 vụ, việc dân sự": behind the comma of a compound it is a noun.
            if n == 1
                && class == Class::Prep
                && token.key == MATTER
                && self.text[..token.span.start].ends_with(", ")
                && inside
            {
                let comma = out.last().is_some_and(|t| t.kind == Kind::Comma);
                class = if comma { class } else { Class::Plain };
            }
            // "Đầu năm 2024 có 12 hộ": when in the year.
            if n == 1
                && is_one_of!(token.key, "đầu" | "cuối" | "giữa")
                && words.get(i).is_some_and(|next| matches!(next.kind, Kind::Date(_)))
            {
                class = Class::Time;
            }
            // "Bão số 5", "Quốc lộ số 12": the number of one of them, no head.
            if n == 1 && class == Class::Head && token.key == NUMBER && self.is_numeral(words.get(i)) {
                class = Class::Plain;
            }
            out.push(Token {
                span: Span::new(token.span.start, last.span.end),
                kind: Kind::Word(class),
                syllables: n as u8,
                key: last.key,
                ..*token
            });
            i += n - 1;
        }
        grades::grades(self.text, out);
        grades::denials(out);
        offices::offices(out);
        orders::orders(self.text, out);
    }

    /// Words, figures, dates and punctuation; every word is plain as yet.
    fn split(&mut self, span: Span, quantities: &[Quantity], first: usize) {
        self.words.clear();
        let bytes = self.text.as_bytes();
        let mut q = 0;
        let mut d = self.dates.partition_point(|d| d.span.end <= span.start);
        let mut c = self.cited.partition_point(|c| c.start < span.start);
        let (mut at, mut quoted) = (span.start, goes_on_quoted(span.of(self.text)));
        let word = Token {
            span,
            kind: Kind::Word(Class::Plain),
            syllables: 1,
            capital: false,
            quoted: false,
            key: 0,
            duration: false,
        };
        // Where the next figure, date or number of a document begins; up to there are words and signs.
        let mut other = span.start;
        while at < span.end {
            if at >= other {
                while quantities.get(q).is_some_and(|x| x.figure.span.start < at) {
                    q += 1;
                }
                if let Some(x) = quantities.get(q).filter(|x| x.figure.span.start == at) {
                    let end = x.figure.span.end.max(at + 1);
                    let duration = x.figure.kind == Measure::Duration;
                    let span = Span::new(at, end);
                    self.push(Token { span, kind: Kind::Figure(first + q), quoted, duration, ..word });
                    at = end;
                    continue;
                }
                while self.cited.get(c).is_some_and(|x| x.start < at) {
                    c += 1;
                }
                if let Some(x) = self.cited.get(c).filter(|x| x.start == at && x.end <= span.end) {
                    self.push(Token { span: *x, kind: Kind::Word(Class::Cited), quoted, ..word });
                    at = x.end.max(at + 1);
                    continue;
                }
                while self.dates.get(d).is_some_and(|x| x.span.end <= at) {
                    d += 1;
                }
                let next = quantities.get(q).map_or(span.end, |x| x.figure.span.start);
                // The rest of a date of which a figure took the beginning ("6 tháng đầu năm 2024") is a date still.
                if let Some(x) = self.dates.get(d).filter(|x| x.span.start <= at && x.span.end <= span.end)
                    && x.span.end <= next
                {
                    let span = Span::new(at, x.span.end);
                    self.push(Token { span, kind: Kind::Date(d), quoted, ..word });
                    at = span.end;
                    continue;
                }
                let cited = self.cited.get(c).map_or(span.end, |x| x.start);
                other = next.min(cited).min(self.dates.get(d).map_or(span.end, |x| x.span.start));
            }
            let kind = match bytes[at] {
                b' ' | b'.' | b'*' | b'_' | b'\t' | b'/' => {
                    at += 1;
                    continue;
                }
                b'"' => {
                    quoted = !quoted;
                    at += 1;
                    continue;
                }
                // "xuất, nhập khẩu", "khám, chữa bệnh": one name with a comma inside.
                b',' if self.inside_compound(
                    at,
                    span.end,
                    // The one that was pushed last is passed when the next one is asked for.
                    quantities[..quantities.len().min(q + 1)]
                        .iter()
                        .rfind(|x| x.figure.span.end <= at)
                        .and_then(|x| x.unit),
                ) =>
                {
                    at += 1;
                    continue;
                }
                b',' => Kind::Comma,
                b';' => Kind::Semicolon,
                b':' => Kind::Colon,
                b'(' | b'[' => Kind::Open,
                b')' | b']' => Kind::Close,
                b'-' | b'+' => Kind::Dash,
                // "128 hộ = 7,75%"
                b'=' => Kind::Word(Class::Link),
                _ => {
                    let rest = &self.text[at..span.end];
                    let c = rest.chars().next().unwrap_or(' ');
                    match c {
                        '“' | '‘' => quoted = true,
                        '”' | '’' => quoted = false,
                        '–' | '—' | '•' | '…' | '\u{a0}' => {}
                        _ => {
                            let stop =
                                quantities.get(q).map_or(span.end, |x| x.figure.span.start.max(at + c.len_utf8()));
                            at = self.word(at, stop.min(span.end), Token { quoted, ..word });
                            // The space behind a word.
                            at += usize::from(at < span.end && at < other && bytes[at] == b' ');
                            continue;
                        }
                    }
                    let dash = matches!(c, '–' | '—');
                    if dash {
                        let span = Span::new(at, at + c.len_utf8());
                        self.push(Token { span, kind: Kind::Dash, quoted, ..word });
                    }
                    at += c.len_utf8();
                    continue;
                }
            };
            self.push(Token { span: Span::new(at, at + 1), kind, quoted, ..word });
            at += 1;
        }
    }

    /// Whether a word is digits.
    fn is_numeral(&self, word: Option<&Token>) -> bool {
        word.is_some_and(|w| w.is(Class::Plain) && w.span.of(self.text).bytes().all(|b| b.is_ascii_digit()))
    }

    fn push(&mut self, token: Token) {
        self.words.push(token);
    }

    /// Reads one word from `at`; its end.
    fn word(&mut self, at: usize, stop: usize, token: Token) -> usize {
        let end = word_end(self.text.as_bytes(), at, stop);
        let dots = self.text.as_bytes()[at..end].iter().rev().take_while(|b| **b == b'.').count();
        let span = Span::new(at, end - dots);
        if !span.is_empty() {
            let (capital, key) = (is_capital(span.of(self.text)), self.keys.key(self.text, span.start, span.end));
            self.words.push(Token { span, capital, key, ..token });
        }
        end.max(at + 1)
    }
}

/// Where the word from `at` on ends: at white space, a comma or the like, a sign of equality, a parenthesis, a quotation mark, a dash that
/// is no hyphen, an ellipsis, or at `stop`.
fn word_end(bytes: &[u8], at: usize, stop: usize) -> usize {
    let mut i = at;
    while i < stop {
        let ends = match WORD_ENDS[usize::from(bytes[i])] {
            End::No => false,
            End::Yes => true,
            End::Perhaps if bytes[i] == 0xc2 => bytes.get(i + 1) == Some(&0xa0),
            // – — “ ” …
            End::Perhaps => {
                bytes.get(i + 1) == Some(&0x80) && matches!(bytes.get(i + 2), Some(0x93 | 0x94 | 0x9c | 0x9d | 0xa6))
            }
        };
        if ends {
            break;
        }
        i += 1;
    }
    i
}

/// Whether a byte ends a word.
#[derive(Clone, Copy)]
enum End {
    No,
    Yes,
    Perhaps,
}

static WORD_ENDS: [End; 256] = {
    let mut table = [End::No; 256];
    let ends = b" \t=,;:()[]\"*";
    let mut i = 0;
    while i < ends.len() {
        table[ends[i] as usize] = End::Yes;
        i += 1;
    }
    table[0xc2] = End::Perhaps;
    table[0xe2] = End::Perhaps;
    table
};

/// Whether a sentence goes on with a quotation from before: it begins with a small letter and closes one more than it
/// opens.
fn goes_on_quoted(sentence: &str) -> bool {
    if !sentence.trim_start().starts_with(char::is_lowercase) || !sentence.contains(['"', '”']) {
        return false;
    }
    sentence.chars().filter(|c| matches!(c, '"' | '“' | '”')).count() % 2 == 1
}

/// "số" alone.
const NUMBER: u64 = key("số");

/// "việc" alone.
const MATTER: u64 = key("việc");

/// The last syllable of "tỷ lệ".
const RATE: u64 = key("lệ");
