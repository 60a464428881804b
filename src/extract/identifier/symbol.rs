//! The symbol of a document number: separator, type code, body codes. Anchored behind the number.
//!
//! Takes " -KL/TU", "/QĐ–TTg", " QĐ/TWĐTN", gives the canonical symbol and separator; the body decides the order of
//! separators where the writing is wrong ("15/NQ/TU" → `-`, `NQ/TU`). OCR slips are put right only when the result
//! is a known code. Refuses ordinary words and codes with tone marks.

use crate::extract::scan::{char_right, digits_right, is_space};
use crate::vocabulary::{System, Vocabulary};

/// Most groups of letters in a symbol: `NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN` has four.
const MAX_GROUPS: usize = 8;

/// How sure it is that letters behind a number are a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Only behind a type word or "số".
    Weak,
    /// A known code and another that looks like one.
    Medium,
    /// All codes are known.
    Strong,
}

/// A symbol that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Canonical symbol.
    pub symbol: String,
    /// Canonical separator in front of it.
    pub sep: char,
    /// A year behind the symbol ("QĐ-TTg/2018").
    pub year: Option<u16>,
    /// Where it ends.
    pub end: usize,
    /// How sure it is.
    pub strength: Strength,
    /// Whether a letter or a separator was put right.
    pub repaired: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Type,
    Org,
    Both,
    Unknown,
}

#[derive(Debug, Clone)]
struct Group {
    text: String,
    class: Class,
    /// The separator in front; a space for none.
    sep: char,
    end: usize,
    repaired: bool,
    /// Written in capitals, as codes are.
    upper: bool,
    /// Whose separators go with it.
    system: System,
}

impl Group {
    fn new((text, class): (String, Class), sep: char, end: usize, vocabulary: &Vocabulary) -> Self {
        let system = vocabulary.issuers.system(&text);
        Self { text, class, sep, end, repaired: false, upper: true, system }
    }

    fn repaired(self) -> Self {
        Self { repaired: true, ..self }
    }
}

/// The symbol whose separator is at `at`, behind the number or the year. `year` says that a year stands in front.
pub(crate) fn symbol_at(text: &str, at: usize, year: bool, vocabulary: &Vocabulary) -> Option<Symbol> {
    let (sep, behind) = match separator(text, at) {
        Some((sep, behind, _)) => (sep, behind),
        None => (' ', skip_spaces(text, at)),
    };
    let first = group(text, behind, sep, year, true, vocabulary)?;
    // "84 QĐ/TWĐTN", "69KL/TU": without a separator only a known type code will do.
    if sep == ' ' && !(matches!(first.class, Class::Type | Class::Both) && first.upper) {
        return None;
    }
    let mut end = first.end;
    let mut groups = run_together(first, vocabulary);
    let mut end_year = None;
    while groups.len() < MAX_GROUPS {
        let Some((sep, behind, spaced)) = separator(text, end) else { break };
        if let Some((year, year_end)) = trailing_year(text, sep, behind, spaced) {
            end_year = Some(year);
            end = year_end;
            break;
        }
        let Some(next) = group(text, behind, sep, year, false, vocabulary) else { break };
        // "12/QĐ-UBND - BTV họp": behind a complete symbol a spaced dash goes on with the sentence.
        let complete = groups.len() >= 2 && !groups[0].text.ends_with("LT");
        let known = !matches!(next.class, Class::Unknown);
        if spaced && (complete || !next.upper && (!known || groups[0].upper)) {
            break;
        }
        end = next.end;
        groups.push(next);
    }
    assemble(groups, year || end_year.is_some(), end_year, end)
}

/// A dash or a slash with at most two spaces on each side: its class, the offset behind, whether spaces stand around.
fn separator(text: &str, at: usize) -> Option<(char, usize, bool)> {
    let start = skip_spaces(text, at);
    let c = char_right(text, start)?;
    let class = match c {
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '\u{ad}' | '_' | '~' => '-',
        '/' | '⁄' | '∕' | '／' | '\\' => '/',
        _ => return None,
    };
    let behind = start + c.len_utf8();
    // "//" and "--" are slips of one hand.
    let behind = if text[behind..].starts_with(c) { behind + c.len_utf8() } else { behind };
    let end = skip_spaces(text, behind);
    Some((class, end, start > at || end > behind))
}

/// At most two spaces.
fn skip_spaces(text: &str, at: usize) -> usize {
    at + text[at..].chars().take(2).take_while(|&c| is_space(c)).map(char::len_utf8).sum::<usize>()
}

fn trailing_year(text: &str, sep: char, at: usize, spaced: bool) -> Option<(u16, usize)> {
    let end = digits_right(text, at);
    let year = text[at..end].parse().ok().filter(|y| (1945..=2100).contains(y))?;
    (sep == '/' && !spaced && end - at == 4).then_some((year, end))
}

fn is_code_char(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Đ' | 'đ' | 'Ð' | 'ð' | 'Ɖ' | 'Ư' | 'ư' | 'Ơ' | 'Ô' | 'Ă' | 'Â' | 'Ê' | 'ố')
}

/// The group of letters at `at`.
fn group(text: &str, at: usize, sep: char, year: bool, first: bool, vocabulary: &Vocabulary) -> Option<Group> {
    let letters_end =
        at + text[at..].chars().take_while(|&c| is_code_char(c) || c == '&').map(char::len_utf8).sum::<usize>();
    let token = text[at..letters_end].trim_end_matches('&');
    let end = at + token.len();
    if let Some((code, end)) = dotted(text, at, token) {
        return Some(Group::new((code.to_owned(), Class::Org), sep, end, vocabulary).repaired());
    }
    if token.is_empty() || token.len() > 40 {
        return None;
    }
    if char_right(text, end).is_some_and(char::is_alphabetic) {
        // "69-KL/TUngày": a known code glued to the next word. "12/HUYỆN" is no code.
        return glued(text, at, sep, vocabulary);
    }
    let upper = token.chars().all(|c| !c.is_lowercase());
    if let Some(end) = police_unit(text, token, end).filter(|_| !first) {
        return Some(Group::new((text[at..end].to_owned(), Class::Unknown), sep, end, vocabulary));
    }
    if let Some((code, class)) = known(token, first, vocabulary) {
        let (digits, end) = own_digits(text, end, &code, year, vocabulary);
        let repaired = code != token;
        let group = Group::new((code, class), sep, end, vocabulary);
        return Some(Group { text: group.text + &digits, repaired, upper: upper || !repaired, ..group });
    }
    // A term whose digits were read as letters: "QHl5".
    if let Some((code, end)) = read_term(text, at, token, end) {
        return Some(Group { system: System::Na, ..Group::new((code, Class::Org), sep, end, vocabulary).repaired() });
    }
    // Digits read for letters inside the code: "Q0-TTg", "K1/TU".
    let with_digits = end + text[end..].bytes().take(2).take_while(|b| matches!(b, b'0' | b'1')).count();
    let with_digits =
        with_digits + text[with_digits..].chars().take_while(|&c| is_code_char(c)).map(char::len_utf8).sum::<usize>();
    if let Some(found) = repair(&text[at..with_digits], first, vocabulary) {
        return Some(Group::new(found, sep, with_digits, vocabulary).repaired());
    }
    // "34-CTrTU", "1234/QĐTTg"
    if first && let Some((kind, body)) = type_and_body(token, vocabulary).filter(|(kind, _)| token.starts_with(kind)) {
        return Some(Group::new((format!("{kind}{body}"), Class::Unknown), sep, end, vocabulary).repaired());
    }
    if let Some(found) = glued(text, at, sep, vocabulary) {
        return Some(found);
    }
    // Unknown codes are in capitals, two letters at least.
    let letters = token.chars().count();
    let plain = token.replace(['Ð', 'Ɖ'], "Đ");
    ((upper || has_onsets(token)) && (2..=20).contains(&letters))
        .then(|| Group::new((plain, Class::Unknown), sep, end, vocabulary))
}

/// "NĐCP", "KLTU": the codes of a type and of a body between which the separator was left out, else the group as it is. Offices
/// have such letters as well, "TCCB", "KHĐT": a short body must be one that has no other reading.
fn run_together(group: Group, vocabulary: &Vocabulary) -> Vec<Group> {
    if group.class != Class::Unknown {
        return vec![group];
    }
    let part = |code: &str, class| Group::new((code.to_owned(), class), group.sep, group.end, vocabulary).repaired();
    match type_and_body(&group.text, vocabulary) {
        Some((kind, body)) => vec![part(kind, Class::Type), part(body, Class::Org)],
        None => vec![group],
    }
}

/// The codes of a type and of a body that make up the letters: "KLTU" → KL, TU; "QĐTTg" → QĐ, TTg.
fn type_and_body<'v>(letters: &str, vocabulary: &'v Vocabulary) -> Option<(&'v str, &'v str)> {
    letters.char_indices().skip(2).find_map(|(at, _)| {
        let (kind, body) = letters.split_at(at);
        let (kind, body) = (vocabulary.doc_types.canonical(kind)?, vocabulary.issuers.canonical(body)?);
        let sure = match body {
            "TU" | "TW" | "HU" | "ĐU" | "TTg" => true,
            "CP" => matches!(kind, "NĐ" | "NQ" | "QĐ"),
            // "TTHĐND" is its standing committee.
            "UBND" | "HĐND" => kind != "TT",
            _ => body.chars().count() >= 4,
        };
        let exact = letters.ends_with(body);
        (sure && exact && vocabulary.issuers.system(body) != System::Any).then_some((kind, body))
    })
}

/// Whether the only small letters of a code belong to the onset of a syllable: the "Tr" of ĐTTr (Đoàn thanh tra).
fn has_onsets(code: &str) -> bool {
    const ONSETS: [(char, char); 9] =
        [('T', 'r'), ('T', 'h'), ('P', 'h'), ('N', 'h'), ('N', 'g'), ('C', 'h'), ('K', 'h'), ('G', 'i'), ('Q', 'u')];
    let mut before = None;
    code.chars().filter(|c| c.is_uppercase()).count() >= 2
        && code.chars().all(|c| {
            let fits = c.is_uppercase() || before.is_some_and(|b| ONSETS.contains(&(b, c)));
            before = Some(c);
            fits
        })
}

/// A unit of the police behind its letters at `end`: C08, PC08, PV01, X05. Two digits, nothing glued to them.
fn police_unit(text: &str, letters: &str, end: usize) -> Option<usize> {
    const LETTERS: [&str; 16] =
        ["A", "B", "C", "H", "K", "T", "V", "X", "PA", "PB", "PC", "PH", "PK", "PV", "PX", "PT"];
    let digits_end = digits_right(text, end);
    let free = !char_right(text, digits_end).is_some_and(char::is_alphanumeric);
    (LETTERS.contains(&letters) && digits_end - end == 2 && free).then_some(digits_end)
}

/// Canonical spelling and class of a known code.
fn known(token: &str, first: bool, vocabulary: &Vocabulary) -> Option<(String, Class)> {
    // The older spelling of TW. Not of TU, which only differs by the horn.
    let central = if token.ends_with(['Ư', 'ư']) { token.to_uppercase() } else { String::new() };
    if let Some(head) = central.strip_suffix("TƯ")
        && (head.is_empty() || vocabulary.issuers.canonical(&format!("{head}TW")).is_some())
    {
        return Some((format!("{head}TW"), Class::Org));
    }
    // A stroke is lost in reading, never gained: "STC-ĐT" is no slip for DT.
    let strokes = |s: &str| s.chars().filter(|c| matches!(c, 'Đ' | 'đ')).count();
    let own = |code: &&str| strokes(code) >= strokes(token);
    let doc_type = vocabulary.doc_types.canonical(token).filter(own);
    let org = vocabulary.issuers.canonical(token).filter(own);
    match (doc_type, org) {
        (Some(t), Some(o)) if first || t == o => Some((if first { t } else { o }.to_owned(), Class::Both)),
        (_, Some(o)) => Some((o.to_owned(), Class::Org)),
        (Some(t), None) => Some((t.to_owned(), Class::Type)),
        (None, None) => None,
    }
}

/// "T.U", "T.Ư": the body's code with a dot inside, and where it ends.
fn dotted(text: &str, at: usize, token: &str) -> Option<(&'static str, usize)> {
    const CODES: [(&str, &str); 3] = [("T.U", "TU"), ("T.W", "TW"), ("T.Ư", "TW")];
    let (written, code) = CODES.into_iter().find(|(written, _)| token == "T" && text[at..].starts_with(written))?;
    let end = at + written.len();
    (!char_right(text, end).is_some_and(char::is_alphanumeric)).then_some((code, end))
}

/// The number that belongs to a code: QH15, BCĐ35. Other digits are footnote marks and stay outside.
fn own_digits(text: &str, end: usize, code: &str, year: bool, vocabulary: &Vocabulary) -> (String, usize) {
    if !vocabulary.issuers.takes_digits(code) {
        return (String::new(), end);
    }
    let assembly = code.ends_with("QH");
    let start = if assembly && year && text[end..].starts_with(' ') { end + 1 } else { end };
    let digits_end = digits_right(text, start);
    let most = if assembly { 2 } else { 4 };
    // "QH151" is the fifteenth term with a footnote mark.
    let digits_end = digits_end.min(start + most);
    if start == digits_end { (String::new(), end) } else { (text[start..digits_end].to_owned(), digits_end) }
}

/// "QHl5", "UBTVQHI4": the term with l or I for 1, O for 0, S for 5.
fn read_term(text: &str, at: usize, token: &str, end: usize) -> Option<(String, usize)> {
    let head = ["UBTVQH", "QH"].into_iter().find(|h| token.starts_with(h))?;
    let digits_end = digits_right(text, end);
    let term: String = text[at + head.len()..digits_end]
        .chars()
        .map(|c| match c {
            'l' | 'I' => '1',
            'O' => '0',
            'S' => '5',
            c => c,
        })
        .collect();
    let value: u32 = term.parse().ok()?;
    (1..=20).contains(&value).then(|| (format!("{head}{value}"), digits_end))
}

/// A known code with the next word glued to it: "TUngày", "TTgvề".
fn glued(text: &str, at: usize, sep: char, vocabulary: &Vocabulary) -> Option<Group> {
    // The canonical spelling in full, behind it a small letter.
    let rest: String = text[at..].chars().take_while(|c| c.is_alphabetic()).take(24).collect();
    let mut best = None;
    for (i, c) in rest.char_indices().skip(2) {
        let code = &rest[..i];
        if c.is_lowercase()
            && vocabulary.issuers.canonical(code) == Some(code)
            && vocabulary.issuers.system(code) != System::Any
        {
            best = Some(code.to_owned());
        }
    }
    let code = best?;
    let end = at + code.len();
    Some(Group::new((code, Class::Org), sep, end, vocabulary).repaired())
}

/// One or two letters as OCR misreads them.
fn repair(token: &str, first: bool, vocabulary: &Vocabulary) -> Option<(String, Class)> {
    if token.chars().count() < 2
        || token.chars().any(|c| c.is_lowercase() && !matches!(c, 'l' | 'g' | 'r' | 'h' | 'q' | 'đ'))
    {
        return None;
    }
    for (wrong, right) in [("LI", "U"), ("VV", "W"), ("Ll", "U"), ("TTq", "TTg"), ("TTQ", "TTg"), ("TTO", "TTg")] {
        if token.contains(wrong)
            && let Some(found) = known(&token.replace(wrong, right), first, vocabulary)
        {
            return Some(found);
        }
    }
    let chars: Vec<char> = token.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        for &reading in readings(c, i, chars[0], first) {
            let mut other = chars.clone();
            other[i] = reading;
            if let Some(found) = known(&other.iter().collect::<String>(), first, vocabulary) {
                return Some(found);
            }
        }
    }
    None
}

/// What a letter at place `i` of a code that begins with `head` may have been, likeliest first.
fn readings(c: char, i: usize, head: char, in_type: bool) -> &'static [char] {
    match c {
        'O' | '0' if i == 0 => &['Q'],
        // "NO" is a resolution: decrees are rarer.
        'O' | '0' if head == 'N' => &['Q', 'Đ'],
        'O' | '0' => &['Đ', 'Q', 'O'],
        'B' | '8' if in_type && i > 0 => &['Đ'],
        'I' | '1' | 'l' => &['L', 'T', 'I'],
        'Q' if i > 0 => &['O', 'Đ'],
        _ => &[],
    }
}

/// Puts the groups together as the body's system writes them.
fn assemble(mut groups: Vec<Group>, year: bool, end_year: Option<u16>, end: usize) -> Option<Symbol> {
    // A notice of conclusion: TB-KL/HU.
    if groups.len() >= 3 && groups[0].class == Class::Type && groups[1].class == Class::Type {
        let second = groups.remove(1);
        groups[0].text = format!("{}-{}", groups[0].text, second.text);
        groups[0].repaired |= second.repaired;
    }
    let strength = strength(&groups, year)?;
    let (sep, symbol) = join(&groups, year);
    let written: String = groups.iter().map(|g| format!("{}{}", g.sep, g.text)).collect();
    let repaired = groups.iter().any(|g| g.repaired) || written != format!("{sep}{symbol}");
    Some(Symbol { symbol, sep, year: end_year, end, strength, repaired })
}

fn strength(groups: &[Group], year: bool) -> Option<Strength> {
    let class = |i: usize| groups.get(i).map(|g| g.class);
    let upper = groups.iter().all(|g| g.upper);
    let first = &groups[0];
    Some(match (first.class, class(1)) {
        (Class::Type | Class::Both, Some(Class::Org | Class::Both)) => Strength::Strong,
        (Class::Org | Class::Both, _) if is_assembly(&first.text) => Strength::Strong,
        (Class::Type | Class::Both, Some(Class::Type)) if year => Strength::Strong,
        // Codes in small letters are words unless all of them are known.
        _ if !upper => return None,
        _ if first.sep == ' ' => Strength::Weak,
        (Class::Type | Class::Both, Some(_)) => Strength::Medium,
        (Class::Unknown, Some(Class::Org)) if first.sep != ' ' => Strength::Medium,
        (Class::Unknown, Some(_)) if year => Strength::Medium,
        (Class::Org, Some(_)) if first.text.chars().count() >= 3 => Strength::Medium,
        // "Công văn số 231/PTP"
        (Class::Unknown, None) if !year && first.sep != '/' => return None,
        _ => Strength::Weak,
    })
}

fn is_assembly(code: &str) -> bool {
    (code.starts_with("QH") || code.starts_with("UBTVQH")) && code.ends_with(|c: char| c.is_ascii_digit())
}

fn join(groups: &[Group], year: bool) -> (char, String) {
    let mut symbol = groups[0].text.clone();
    let Some(org) = groups.get(1) else {
        // `64-CP`, `64/CP`: as written; behind a year a slash.
        let sep = if year || groups[0].sep == ' ' { '/' } else { groups[0].sep };
        return (sep, symbol);
    };
    let written = (groups[0].sep, org.sep);
    let letter = groups[0].class == Class::Org;
    let system = if letter { groups[0].system } else { org.system };
    let (sep, between) = match (system, written) {
        // "05/2013/TTLT/BTC-BNV", "14/2013/QCLN/BTP-BCA", "738/MTTW-BTT": as written.
        (_, (_, '/')) if symbol.ends_with("LT") || symbol.ends_with("LN") => ('/', '/'),
        (System::Any, ('-' | '/', _)) if letter => written,
        _ if year => ('/', '-'),
        // "23/CĐ-TW": an urgent telegram of a State steering committee.
        (System::Party, ('/', '-')) if symbol == "CĐ" => written,
        (System::State | System::Na, _) => ('/', '-'),
        (System::Party, _) => ('-', '/'),
        (System::Any, ('/', _) | (' ', '-')) => ('/', '-'),
        (System::Any, _) => ('-', '/'),
    };
    symbol.push(between);
    symbol.push_str(&org.text);
    for g in &groups[2..] {
        symbol.push(g.sep);
        symbol.push_str(&g.text);
    }
    (sep, symbol)
}
