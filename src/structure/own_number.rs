//! The document's own number: "Số: 318/BC-UBND", "Số 512 - BC/HU", also blank: "Số:      /KH-UBND".
//!
//! Takes a piece of a header line, gives where the number stands, from its digits (or, when blank, its separator) to the end of
//! its symbol.

use super::plain::{offset, plain};
use crate::text::Span;

/// What may stand behind the number in its line: place and date, a remark.
const MAX_REST_BYTES: usize = 110;

/// The own number in `piece`, in bytes of the piece; with it where "Số" begins.
pub(crate) fn parse(piece: &str) -> Option<(Span, usize)> {
    let p = plain(piece);
    // "Số" begins the piece, perhaps behind emphasis or a type word ("Luật số:").
    let lead = p.find(|c: char| c.is_ascii_alphanumeric())?;
    let head = &p[lead..];
    let marker =
        ["so hieu", "luat so", "phap lenh so", "nghi dinh so", "nghi quyet so", "thong tu so", "quyet dinh so", "so"]
            .into_iter()
            .find(|m| head.strip_prefix(m).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_alphabetic())));
    let start = lead + marker.map_or(0, str::len);
    let (from, to) = symbol(piece, offset(piece, start), marker.is_some())?;
    let rest = piece[to..].trim_start_matches(['*', '_', ' ', '.', ',', '\\']);
    // "Luật số 31/2024/QH15, Nghị quyết số … được phổ biến …": a sentence that begins with a mention.
    let bare = marker.is_some_and(|m| m.starts_with("so"));
    let header = rest.is_empty()
        || bare && rest.len() <= MAX_REST_BYTES && (rest.contains("ngày") || !rest.ends_with(['.', ';', ':']));
    if !header {
        return None;
    }
    // Without "Số" the whole piece must be the number.
    (marker.is_some()
        || (rest.is_empty()
            && piece[from..to].contains('/')
            && piece[from..].starts_with(|c: char| c.is_ascii_digit())))
    .then_some((Span::new(from, to), offset(piece, lead)))
}

/// The number and symbol that begin at `from`, blanks before them skipped.
fn symbol(s: &str, from: usize, marked: bool) -> Option<(usize, usize)> {
    let rest = &s[from..];
    let blank = rest.len()
        - rest
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '.' | '…' | '_' | '*' | '\\' | ',' | ';')
            })
            .len();
    let start = from + blank;
    let body = &s[start..];
    let mut digits = body.bytes().take_while(u8::is_ascii_digit).count();
    // "6 4 /BC-UBND": a space that a scan put between the digits.
    if marked && (1..=3).contains(&digits) && body[digits..].starts_with(' ') {
        let more = body[digits + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let behind = body[digits + 1 + more..].trim_start();
        if (1..=2).contains(&more) && behind.starts_with(['/', '-']) {
            digits += 1 + more;
        }
    }
    if digits > 6 {
        return None;
    }
    let mut end = start + digits;
    // "30a/2008/NQ-CP"
    if digits > 0 {
        let letter = s[end..].bytes().take_while(u8::is_ascii_lowercase).count();
        if letter <= 1 {
            end += letter;
        }
    }
    let mut groups = 0;
    loop {
        let tail = &s[end..];
        let gap = tail.bytes().take_while(|&b| b == b' ').count();
        let sep = tail[gap..].chars().next()?;
        let wide = gap > 0;
        let (sep_len, open) = match sep {
            '-' | '/' | '–' | '—' | '‑' => (sep.len_utf8(), false),
            // "15 QĐ/TU": a space for the hyphen.
            c if groups == 0 && digits > 0 && wide && c.is_uppercase() && marked => (0, true),
            _ => break,
        };
        if gap > 3 && groups > 0 {
            break;
        }
        let at = end + gap + sep_len;
        let behind = &s[at..];
        let space = behind.bytes().take_while(|&b| b == b' ').count();
        let token = &behind[space..];
        let len: usize = token.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        let word = &token[..len];
        let code = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            && word.chars().filter(|c| c.is_lowercase()).count()
                <= word.chars().filter(|c| !c.is_lowercase()).count() + 2;
        if word.is_empty() || !code || word.chars().count() > 16 || (space > 2 && groups > 0) {
            break;
        }
        // "45-KH/HU - Mật": a dash between spaces behind a whole symbol.
        if groups >= 2 && wide && space > 0 {
            break;
        }
        if open && !token[len..].trim_start().starts_with(['/', '-']) {
            break;
        }
        groups += 1;
        end = at + space + len;
        if s[end..].is_empty() {
            break;
        }
    }
    let text = &s[start..end];
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    // A blank number begins at its separator.
    (groups > 0 && letters >= 1).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_numbers() {
        for (line, number, why) in [
            ("Số: 318/BC-UBND", "318/BC-UBND", "State"),
            ("Số 512 - BC/HU", "512 - BC/HU", "Party, spaced"),
            ("Số: 87 /BC-UBND", "87 /BC-UBND", "space before the slash"),
            ("Số: /KH-UBND", "/KH-UBND", "blank"),
            ("Số : 6 4 /BC-UBND", "6 4 /BC-UBND", "a space between the digits"),
            ("Số:          /QĐ-UBND", "/QĐ-UBND", "blank with room"),
            ("Số ……-KH/HU", "-KH/HU", "dots"),
            ("Số: ...../BC-TTr", "/BC-TTr", "dots"),
            ("**Số: 12/2018/QĐ-TTg**", "12/2018/QĐ-TTg", "emphasis, year"),
            ("Luật số: 10/2022/QH15", "10/2022/QH15", "law"),
            ("Nghị quyết số: 41/2013/QH13", "41/2013/QH13", "resolution of the National Assembly"),
            ("Số: 1095/UBND-NV", "1095/UBND-NV", "official letter"),
            ("Số: 127/BC-UBND Bắc Sông, ngày 15", "127/BC-UBND", "place behind"),
            ("Số 45-KH/HU - Mật", "45-KH/HU", "remark behind"),
            ("Số: 12/BC-MTTQ-BTT", "12/BC-MTTQ-BTT", "three groups"),
            ("Số 15 QĐ/TU", "15 QĐ/TU", "space for the hyphen"),
            ("127/BC-UBND", "127/BC-UBND", "alone"),
            ("SỐ: 02/BB-HĐND", "02/BB-HĐND", "capitals"),
            ("Số:87-BC/ĐU", "87-BC/ĐU", "glued"),
            ("Số: 367 - QĐ/TWĐTN-VP", "367 - QĐ/TWĐTN-VP", "mass organisation"),
        ] {
            let (span, _) = parse(line).unwrap_or_else(|| panic!("{line}: {why}"));
            assert_eq!(span.of(line), number, "{line}: {why}");
        }
        for (line, why) in [
            ("Số hộ nghèo", "words"),
            ("Sống khỏe", "another word"),
            ("Số: 12", "no symbol"),
            ("100% bản", "figure"),
            ("BÁO CÁO", "type"),
            ("Luật số 31/2024/QH15, Luật số 10/2022/QH15 được phổ biến", "a sentence that begins with a law"),
            ("Độc lập - Tự do - Hạnh phúc", "motto"),
        ] {
            assert_eq!(parse(line), None, "{line}: {why}");
        }
    }
}
