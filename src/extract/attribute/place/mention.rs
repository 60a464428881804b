//! The places that a sentence names: a level word and capitals ("xã Bình Lư", "TP. Lai Châu"), known names without one, names in a
//! list of places ("các xã: Tả Phời (52,4%), …"). "Huyện Hội" is a body, "thủy điện Bản Chát" a plant.

use super::kinds::{counted, of_kind};
use super::list::{and_more, announces, full_name, listed, several};
use super::person::{is_person, officer};
use super::region::region;
use super::stand::behind_time;
use super::{Mention, add};
use crate::extract::attribute::clause::{Kind, Token};
use crate::text::Span;
use crate::vocabulary::{Class, KeyFilter, KeySet, Vocabulary, caseless, is_one_of, key, name_key};
use std::sync::LazyLock;

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

/// Tokens of the name of a branch, "ngành nông nghiệp và môi trường".
const MAX_BRANCH: usize = 5;

/// The longest that a level word can be: "đảng bộ tổ dân phố", with a dot.
const MAX_LEVEL_BYTES: usize = 32;

/// The places that a sentence names. `own` is the document's own place, known without a level word.
pub(in crate::extract::attribute) fn mentions(
    text: &str,
    tokens: &[Token],
    own: Option<u64>,
    vocabulary: &Vocabulary,
) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut j = 0;
    let mut regions: Vec<usize> = Vec::new();
    // "các xã: Tả Phời (52,4%), Hợp Thành (30%)": names behind a kind of places.
    let mut announced = false;
    // "38 nhà (Lũng Cao 17, Nậm Khe 12)": where the first item is a place, the others are.
    let mut itemized = false;
    while j < tokens.len() {
        let t = &tokens[j];
        itemized &= t.kind != Kind::Close;
        announced |= announces(text, t);
        if let Some(next) = counted(text, tokens, j, &mut out) {
            j = next;
            continue;
        }
        if t.class().is_none() || t.quoted {
            j += 1;
            continue;
        }
        let level = level_word(text, tokens, j);
        if level {
            let end = name_end(text, tokens, numbered(text, tokens, j + 1));
            // "Huyện Hội", "Tỉnh Đoàn" are bodies, "xã Bản Bo" is a place.
            let body = tokens
                .get(j + 1)
                .is_some_and(|n| n.is(Class::Body) && n.syllables == 1 && !is_settlement(n.span.of(text)));
            if end > j + 1 && !body && !(officer(text, tokens, j) && is_person(text, tokens, j, end, vocabulary)) {
                add(text, tokens, j..end, &mut out);
                j = and_more(text, tokens, end, &mut out);
                continue;
            }
        }
        // "Các huyện Than Uyên, Tân Uyên và Tam Đường", "Hai xã Khun Há và Tả Lèng", "xã biên giới Dào San"
        if (level || several(text, t))
            && let Some(name) = of_kind(text, tokens, j, level)
        {
            let (start, end) = (name.start, name.end);
            add(text, tokens, name, &mut out);
            // Of "xã Nậm Khao, xã biên giới Dào San" both stand in one list.
            if let Some(m) = out.last_mut().filter(|m| level && m.tokens.start == start) {
                m.tokens.start = j;
            }
            j = and_more(text, tokens, end, &mut out);
            continue;
        }
        // "Ba huyện có diện tích lớn nhất là Văn Yên (52.000 ha), Trấn Yên (20.500 ha)"
        if t.key == key("là") && matches!(t.span.of(text), "là" | "nhất là") {
            let end = full_name(text, tokens, j + 1);
            let valued = tokens.get(end).is_some_and(|t| t.kind == Kind::Open)
                && tokens.get(end + 1).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
            if end > j + 1 && valued && tokens[..j].iter().any(|t| several(text, t) || announces(text, t)) {
                add(text, tokens, j + 1..end, &mut out);
                j = and_more(text, tokens, end, &mut out);
                continue;
            }
        }
        // "tại Khun Há là 38,5%"
        if t.is(Class::Prep) && is_one_of!(t.key, "tại" | "ở") && t.syllables == 1 {
            let end = full_name(text, tokens, j + 1);
            let said = tokens.get(end).is_none_or(|t| {
                matches!(t.kind, Kind::Figure(_) | Kind::Comma | Kind::Semicolon | Kind::Open)
                    || matches!(t.class(), Some(Class::Link | Class::Have | Class::Up | Class::Down | Class::And))
            });
            if end > j + 1 && said {
                add(text, tokens, j + 1..end, &mut out);
                j = and_more(text, tokens, end, &mut out);
                continue;
            }
        }
        if let Some(end) = region(text, tokens, j, vocabulary) {
            let number = out.len();
            add(text, tokens, j..end, &mut out);
            regions.extend((out.len() > number).then_some(number));
            j = end;
            continue;
        }
        if t.capital
            && let Some(end) = bare(text, tokens, j, own, vocabulary)
                .or_else(|| listed(text, tokens, j).filter(|_| announced || itemized))
        {
            let first = j > 0 && tokens[j - 1].kind == Kind::Open;
            itemized |= first && tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
            add(text, tokens, j..end, &mut out);
            j = end;
            continue;
        }
        j += 1;
    }
    // Beside a smaller place a region says where that is.
    if regions.len() < out.len() {
        for region in regions.into_iter().rev() {
            out.remove(region);
        }
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
    // "thủy điện Bản Chát": a capital level word inside a name is part of it.
    if is_settlement(word)
        && tokens[at].capital
        && at > 0
        && matches!(tokens[at - 1].class(), Some(Class::Plain | Class::Head | Class::Member))
    {
        return false;
    }
    let single = word.trim_end_matches('.');
    if caseless::is_any(single, &LEVELS) {
        // An abbreviation needs its dot or capitals: "TP. Lai Châu", "H.Sìn Hồ", not "t" or "p".
        return single.chars().count() > 2
            || caseless::is_any(single, &["xã", "ấp", "tổ", "tp", "tx", "tt"])
            || text[tokens[at].span.end..].starts_with('.');
    }
    caseless::behind(word, "đảng bộ ").is_some_and(|l| caseless::is_any(l, &LEVELS))
}

/// Whether the word is a kind of settlement that names of communes begin with, too.
pub(super) fn is_settlement(word: &str) -> bool {
    caseless::is_any(word, &["bản", "thôn", "làng", "khu", "xóm", "ấp"])
}

/// Where the number ends that is the whole name, "thôn 4", "tổ dân phố số 5"; `from` when there is none.
fn numbered(text: &str, tokens: &[Token], from: usize) -> usize {
    let word = |j: usize| tokens.get(j).filter(|t| matches!(t.kind, Kind::Word(_))).map_or("", |t| t.span.of(text));
    let takes_number = !caseless::is_any(word(from - 1), &["tỉnh", "thành phố", "huyện", "xã", "bản"]);
    let at = if word(from) == "số" { from + 1 } else { from };
    let digits = word(at);
    let number = digits.parse::<u8>().is_ok_and(|n| n <= 30);
    if takes_number && number { at + 1 } else { from }
}

/// Where the capitalised name ends that begins at `from`: 1 to 4 syllables, a dash inside, a number at the end.
pub(super) fn name_end(text: &str, tokens: &[Token], from: usize) -> usize {
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
            Kind::Word(c) => {
                matches!(
                    c,
                    Class::Prep
                        | Class::Adverb
                        | Class::And
                        | Class::Scope
                        | Class::Have
                        | Class::With
                        | Class::Comprise
                        | Class::Of
                ) || c == Class::Time && behind_time(tokens, at)
            }
            // "Năm 2024 Hậu Giang thu hút 45 dự án"
            _ => behind_time(tokens, at),
        },
    };
    // "Ngành y tế Hải Ninh": behind the name of a branch only the document's own place.
    let branch = tokens[at.saturating_sub(MAX_BRANCH)..at].iter().any(|t| t.key == key("ngành"))
        && previous.is_some_and(|p| p.is(Class::Plain) && !p.capital);
    // "kế đến là Châu Thành 408 hộ"
    let is = previous.is_some_and(|p| p.is(Class::Link) && p.key == key("là"));
    if !(free || branch || is) {
        return None;
    }
    let first = &tokens[at];
    let capitals = name_end(text, tokens, at);
    // Every sentence begins with a capital: "Thống nhất 03 khâu đột phá" is no district.
    let verb = previous.is_none() && matches!(first.class(), Some(Class::Light | Class::Heavy));
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
        let small = name.split([' ', '-', '–']).any(|s| s.starts_with(char::is_lowercase));
        let name = name_key(name);
        // "Vĩnh Lợi nằm cặp kênh": the document's own place at the head of a sentence.
        let leads = at == 0 && own == Some(name);
        // "tại Bắc Ninh trị giá 383 triệu USD"
        let headed = previous.is_some_and(|p| p.is(Class::Prep)) && tokens.get(e).is_some_and(|t| t.is(Class::Head));
        let common = verb && small;
        let (stops, known_country) = (!common && (stop(e) || leads || headed), vocabulary.places.is_country(name));
        if (syllables >= 2 || known_country) && stops {
            let known =
                own == Some(name) || free && vocabulary.places.is_province_or_district(name) || free && known_country;
            let said = tokens.get(e).is_some_and(|t| t.is(Class::Link))
                && tokens.get(e + 1).is_some_and(|t| is_level(t.span.of(text)));
            let named = is
                && tokens.get(e).is_some_and(|t| matches!(t.kind, Kind::Figure(_)))
                && vocabulary.places.is_province_or_district(name);
            let listed = previous.is_some_and(|p| matches!(p.kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Open))
                && matches!(
                    tokens.get(e).map(|t| t.kind),
                    Some(Kind::Figure(_) | Kind::Word(Class::Link | Class::Up | Class::Down | Class::Have))
                )
                // There are communes of many names: "Trung tâm có 14 khoa", "Trung bình 752 em" are none of them.
                && e <= capitals
                && !small
                && !(first.is(Class::Body) && first.syllables > 1)
                && vocabulary.places.is_commune(name);
            if known || named || free && (said || listed) {
                return Some(e);
            }
        }
        e -= 1;
    }
    None
}

/// Levels of government and settlements, written out.
pub(in crate::extract::attribute) const LEVEL_NAMES: [&str; 13] = [
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
pub(in crate::extract::attribute) fn is_level(word: &str) -> bool {
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
