//! Mentions without number: laws by title ("Luật Thực hiện dân chủ ở cơ sở") and anaphora ("Kết luận này", "Nghị định
//! nói trên").
//!
//! A title is a known one or begins with a capital. An anaphor means the one document of its type that the text names
//! in full, else nothing.

use super::governor::type_word;
use super::tail::words;
use super::{Context, blank};
use crate::extract::Reference;
use crate::extract::date::DateKind;
use crate::extract::scan::{
    char_left, char_right, digits_right, folded, is_space, next_word, previous_word, spaces_left, spaces_right,
};
use crate::record::{Certainty, Form};
use crate::text::Span;
use crate::vocabulary::fold;
use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, Match};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What titles and anaphora hold; everything else is decided at the match.
const CUES: [&str; 8] = ["Luật ", "luật ", "Pháp lệnh ", "Hiến pháp", " này", "nói trên", "nêu trên", "kể trên"];
/// Most words of a title that is not in the vocabulary.
const MAX_UNKNOWN_WORDS: usize = 8;

/// Finds a cue; the packed searcher is several times as fast as the automaton on so few patterns.
static PACKED: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(CUES));
/// Where the machine has no packed searcher.
static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(automaton);

#[expect(clippy::expect_used, reason = "eight short constant patterns always build")]
fn automaton() -> AhoCorasick {
    AhoCorasick::new(CUES).expect("constant patterns")
}

/// All cues in text order: index into [`CUES`], start, end.
fn cues(text: &str) -> Box<dyn Iterator<Item = Match> + '_> {
    match &*PACKED {
        Some(packed) => Box::new(packed.find_iter(text)),
        None => Box::new(AUTOMATON.find_iter(text)),
    }
}

/// Adds titled and anaphoric mentions. `own_type` is the type of the document itself.
pub(super) fn add(
    context: &Context<'_>,
    own_type: Option<&str>,
    references: &mut Vec<Reference>,
    masked: &mut Vec<Span>,
) {
    let numbered = references.len();
    let mut at = 0;
    // A number, by its position, and the title in front of it.
    let mut named: Vec<(usize, String)> = Vec::new();
    for found in cues(context.text) {
        if found.start() < at {
            continue;
        }
        let reference = match found.pattern().as_usize() {
            0..=3 => title(context, Span::new(found.start(), found.end()), masked, &mut named),
            _ => anaphor(context, found.end(), own_type, &references[..numbered]),
        };
        if let Some(r) = reference {
            at = r.span.end;
            references.push(r);
        }
    }
    let (numbered, titled) = references.split_at_mut(numbered);
    for (at, title) in named {
        let place = numbered.partition_point(|r| r.span.start < at);
        if let Some(r) = numbered.get_mut(place).filter(|r| r.span.start == at && r.form == Form::Full) {
            r.title = Some(title);
        }
    }
    for r in titled.iter_mut().filter(|r| r.form == Form::Titled) {
        r.resolved = by_title(r, numbered);
        if r.resolved.is_some() {
            r.certainty = r.certainty.max(Certainty::Inherited);
        }
    }
}

/// The number of the law, where the text gives one to this title, and of this year, elsewhere.
fn by_title(titled: &Reference, numbered: &[Reference]) -> Option<String> {
    let title = fold(titled.title.as_deref()?);
    let year = titled.date.as_deref().and_then(|d| d.get(..4));
    let of_year = |r: &Reference| {
        let own =
            r.year.map(|y| y.to_string()).or_else(|| r.date.as_deref().and_then(|d| d.get(..4)).map(str::to_owned));
        year.is_none() || own.is_none() || own.as_deref() == year
    };
    let same = |r: &&Reference| r.title.as_deref().is_some_and(|t| fold(t) == title) && of_year(r);
    let ids: BTreeSet<&String> = numbered.iter().filter(same).filter_map(|r| r.id.as_ref()).collect();
    if ids.len() == 1 { ids.into_iter().next().cloned() } else { None }
}

/// The law whose type word is at `word`.
fn title(
    context: &Context<'_>,
    word: Span,
    masked: &mut Vec<Span>,
    named: &mut Vec<(usize, String)>,
) -> Option<Reference> {
    let text = context.text;
    let word = Span::new(word.start, spaces_left(text, word.end));
    if char_left(text, word.start).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (doc_type, start) = type_word(text, word.end, context.vocabulary)?;
    if !text[start..].starts_with(char::is_uppercase) {
        return None;
    }
    let (end, known) = match &*doc_type.name {
        "Hiến pháp" => (word.end, true),
        _ => title_end(context, &fold(&doc_type.name), spaces_right(text, word.end))?,
    };
    // "Luật Đất đai số 31/2024/QH15" is a numbered mention, "Luật số 10" too.
    let span = Span::new(start, end);
    let behind = next_word(text, end);
    let comma = text[end..].starts_with(',');
    if &*folded(text, behind) == "số" && !comma {
        if span.len() > word.len() {
            named.push((spaces_right(text, behind.end), words(span.of(text))));
        }
        return None;
    }
    let mut reference = blank(Form::Titled, span, "title");
    reference.title = Some(words(span.of(text)));
    reference.doc_type = Some(doc_type.name.clone());
    reference.certainty = if known { Certainty::Stated } else { Certainty::Guessed };
    // "Luật Đất đai năm 2013", "Hiến pháp 2013"
    let at = spaces_right(text, end);
    let digits = Span::new(at, digits_right(text, at));
    if let Some(d) = context.date_at(at).filter(|d| matches!(d.kind, DateKind::Year | DateKind::Day)) {
        reference.date.clone_from(&d.iso);
    } else if digits.len() == 4 && (1945..=2100).contains(&digits.of(text).parse::<u32>().unwrap_or(0)) {
        reference.date = Some(digits.of(text).to_owned());
        masked.push(digits);
    } else if &*doc_type.name == "Hiến pháp" {
        return None;
    }
    Some(reference)
}

/// The end of the title at `at`, and whether it is a known one.
fn title_end(context: &Context<'_>, word: &str, at: usize) -> Option<(usize, bool)> {
    let text = context.text;
    let laws = &context.vocabulary.laws;
    let mut key = String::new();
    let mut next = at;
    let mut best = None;
    let mut unknown = None;
    let capital = char_right(text, at).is_some_and(char::is_uppercase);
    let mut closed = !capital;
    for i in 0..laws.max_words() {
        let rest = &text[next..];
        let len = rest.find(|c: char| is_space(c) || c == '\n').unwrap_or(rest.len());
        if len == 0 || len > 48 {
            break;
        }
        let piece = &rest[..len];
        let bare = piece.trim_end_matches([',', '.', ';', ':', ')', '”', '"', '!', '?']);
        closed |= i > 0 && (ends_title(bare) || i >= MAX_UNKNOWN_WORDS);
        if !closed {
            unknown = Some(next + bare.len());
        }
        key.push_str(if i > 0 { " " } else { "" });
        let base = key.len();
        key.push_str(&fold(bare));
        if laws.contains(word, key.trim_end_matches(' ')) {
            best = Some(next + bare.len());
        }
        if bare.len() < piece.len() {
            closed = true;
            if &piece[bare.len()..] != "," {
                break;
            }
            key.truncate(base);
            key.push_str(&fold(piece));
        }
        if rest[len..].starts_with('\n') {
            break;
        }
        next = spaces_right(text, next + len);
    }
    match (best, unknown) {
        (Some(end), _) => Some((end, true)),
        // One unknown word is as likely a name: "Luật Minh".
        (None, Some(end)) if text[at..end].contains(' ') => Some((end, false)),
        _ => None,
    }
}

/// Words with which the sentence goes on behind a title.
fn ends_title(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '“' || c == '"')
        || matches!(
            word,
            "năm"
                | "ngày"
                | "số"
                | "quy"
                | "đã"
                | "được"
                | "là"
                | "có"
                | "theo"
                | "trong"
                | "trên"
                | "tại"
                | "cho"
                | "đến"
                | "này"
                | "hiện"
                | "khi"
                | "thì"
                | "như"
                | "bị"
                | "với"
        )
}

/// "Kết luận này", "Nghị định nói trên": the cue ends at `end`.
fn anaphor(context: &Context<'_>, end: usize, own_type: Option<&str>, numbered: &[Reference]) -> Option<Reference> {
    let text = context.text;
    if char_right(text, end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let last = previous_word(text, end);
    let this = &*folded(text, last) == "này";
    let cue = if this { last } else { previous_word(text, last.start) };
    let (doc_type, start) = type_word(text, spaces_left(text, cue.start), context.vocabulary)?;
    if !text[start..].starts_with(char::is_uppercase) {
        return None;
    }
    let mut reference = blank(Form::Anaphoric, Span::new(start, end), "anaphor");
    reference.doc_type = Some(doc_type.name.clone());
    reference.certainty = Certainty::Inherited;
    let of_type = |r: &&Reference| r.doc_type.as_deref() == Some(&doc_type.name) && r.id.is_some();
    reference.resolved = if this && own_type == Some(&doc_type.name) {
        numbered.iter().find(|r| r.own).and_then(|r| r.id.clone())
    } else {
        let ids: BTreeSet<_> = numbered.iter().filter(of_type).filter_map(|r| r.id.clone()).collect();
        if ids.len() == 1 { ids.into_iter().next() } else { None }
    };
    Some(reference)
}
