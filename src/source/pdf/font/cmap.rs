//! CMaps: character codes to CIDs, and to text (`ToUnicode`).
//!
//! Takes a decoded CMap stream, gives code lengths and the mapping; refuses nothing, caps everything.
//! `<0024> <1EBF>` under `beginbfchar` says that code 36 is ế.

use super::text::{Strings, Uni};
use crate::source::pdf::lexer::{Lexer, Token};

/// Codes a CMap may map one by one; a font has at most 65,536 glyphs.
const MAX_ENTRIES: usize = 1 << 17;
/// Code space ranges a CMap may name; real ones have one to five.
const MAX_SPACES: usize = 64;

/// How many bytes a code has, and what codes mean.
#[derive(Debug, Default)]
pub(crate) struct CMap {
    spaces: Vec<Space>,
    /// Code to text; the last entry of a code counts.
    pub(crate) text: Vec<(u32, Uni)>,
    /// Code ranges to CIDs: first code, last code, first CID.
    pub(crate) cids: Vec<(u32, u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct Space {
    len: u8,
    low: u32,
    high: u32,
}

impl CMap {
    /// Parses a CMap; texts longer than one character go into `strings`.
    pub(crate) fn parse(data: &[u8], strings: &mut Strings) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data);
        let mut operands: Vec<Operand> = Vec::new();
        let mut entries = 0;
        while let Some(token) = lexer.next() {
            match token {
                Token::Str(a, b) => operands.push(Operand::Bytes(a, b)),
                Token::Num(n) => operands.push(Operand::Number(n.max(0.0) as u32)),
                Token::ArrayStart => operands.push(Operand::Open),
                Token::ArrayEnd => operands.push(Operand::Close),
                Token::Op(op) => {
                    match op {
                        b"endcodespacerange" => map.code_spaces(&lexer, &operands),
                        b"endbfchar" => map.bf_chars(&lexer, &operands, strings, &mut entries),
                        b"endbfrange" => map.bf_ranges(&lexer, &operands, strings, &mut entries),
                        b"endcidrange" => map.cid_ranges(&lexer, &operands, 3),
                        b"endcidchar" => map.cid_ranges(&lexer, &operands, 2),
                        _ => {}
                    }
                    operands.clear();
                    lexer.clear();
                }
                _ => {}
            }
            if entries > MAX_ENTRIES || operands.len() > MAX_ENTRIES {
                break;
            }
        }
        map
    }

    fn code_spaces(&mut self, lexer: &Lexer<'_>, operands: &[Operand]) {
        for pair in operands.chunks_exact(2) {
            if let [Operand::Bytes(a, b), Operand::Bytes(c, d)] = *pair
                && self.spaces.len() < MAX_SPACES
            {
                let (low, high) = (lexer.bytes(a, b), lexer.bytes(c, d));
                if (1..=4).contains(&low.len()) && low.len() == high.len() {
                    self.spaces.push(Space { len: low.len() as u8, low: number(low), high: number(high) });
                }
            }
        }
    }

    fn bf_chars(&mut self, lexer: &Lexer<'_>, operands: &[Operand], strings: &mut Strings, entries: &mut usize) {
        for pair in operands.chunks_exact(2) {
            if let [Operand::Bytes(a, b), Operand::Bytes(c, d)] = *pair {
                *entries += 1;
                let uni = strings.utf16(lexer.bytes(c, d), 0);
                self.text.push((number(lexer.bytes(a, b)), uni));
            }
        }
    }

    fn bf_ranges(&mut self, lexer: &Lexer<'_>, operands: &[Operand], strings: &mut Strings, entries: &mut usize) {
        let mut rest = operands;
        while let [Operand::Bytes(a, b), Operand::Bytes(c, d), tail @ ..] = rest {
            let (low, high) = (number(lexer.bytes(*a, *b)), number(lexer.bytes(*c, *d)));
            let count = (u64::from(high) + 1).saturating_sub(u64::from(low)).min(65_536) as u32;
            match tail {
                [Operand::Bytes(e, f), tail @ ..] => {
                    for i in 0..count {
                        *entries += 1;
                        let uni = strings.utf16(lexer.bytes(*e, *f), i);
                        self.text.push((low.saturating_add(i), uni));
                        if *entries > MAX_ENTRIES {
                            return;
                        }
                    }
                    rest = tail;
                }
                [Operand::Open, tail @ ..] => {
                    let close = tail.iter().position(|o| matches!(o, Operand::Close)).unwrap_or(tail.len());
                    for (i, o) in tail[..close].iter().enumerate().take(count as usize) {
                        if let Operand::Bytes(e, f) = *o {
                            *entries += 1;
                            let uni = strings.utf16(lexer.bytes(e, f), 0);
                            self.text.push((low.saturating_add(i as u32), uni));
                        }
                    }
                    rest = tail.get(close + 1..).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    /// `width` operands per entry: a range has a first and a last code, a single code is both.
    fn cid_ranges(&mut self, lexer: &Lexer<'_>, operands: &[Operand], width: usize) {
        for entry in operands.chunks_exact(width) {
            if let (Operand::Bytes(a, b), Operand::Number(cid)) = (entry[0], entry[width - 1]) {
                let low = number(lexer.bytes(a, b));
                let high = match entry[width - 2] {
                    Operand::Bytes(c, d) => number(lexer.bytes(c, d)),
                    _ => low,
                };
                if self.cids.len() < MAX_ENTRIES {
                    self.cids.push((low, high, cid));
                }
            }
        }
    }

    /// The CID of a code; the code itself when no range holds it.
    pub(crate) fn cid(&self, code: u32) -> u32 {
        let range = self.cids.iter().rev().find(|r| r.0 <= code && code <= r.1);
        range.map_or(code, |r| r.2.saturating_add(code - r.0))
    }

    /// The code at the start of `bytes` and its length, by the code spaces; `fallback` bytes without any.
    pub(crate) fn next_code(&self, bytes: &[u8], fallback: usize) -> (u32, usize) {
        for len in 1..=bytes.len().min(4) {
            let code = number(&bytes[..len]);
            if self.spaces.iter().any(|s| usize::from(s.len) == len && s.holds(code)) {
                return (code, len);
            }
        }
        let shortest = self.spaces.iter().map(|s| usize::from(s.len)).min().unwrap_or(fallback);
        let len = shortest.clamp(1, bytes.len().max(1)).min(bytes.len());
        (number(&bytes[..len]), len)
    }
}

impl Space {
    /// Every byte lies in the range of its place.
    fn holds(self, code: u32) -> bool {
        (0..self.len).all(|i| {
            let byte = |v: u32| v >> (8 * i) & 0xFF;
            byte(self.low) <= byte(code) && byte(code) <= byte(self.high)
        })
    }
}

#[derive(Debug, Clone, Copy)]
enum Operand {
    Bytes(u32, u32),
    Number(u32),
    Open,
    Close,
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |v, &b| v << 8 | u32::from(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings() {
        let rows: [(&str, u32, &str, &str); 9] = [
            ("1 beginbfchar <24> <1EBF> endbfchar", 0x24, "ế", "one byte code"),
            ("1 beginbfchar <0024> <006503020030> endbfchar", 0x24, "e\u{302}0", "several characters"),
            ("1 beginbfrange <01> <03> <0061> endbfrange", 3, "c", "range counts up"),
            ("1 beginbfrange <01> <03> [<0110> <01B0> <01A1>] endbfrange", 2, "ư", "range with an array"),
            ("1 beginbfrange <01> <02> [<0110>] <05> <06> <0041> endbfrange", 6, "B", "range behind an array"),
            ("1 beginbfchar <05> <D835DC00> endbfchar", 5, "\u{1D400}", "surrogate pair"),
            ("1 beginbfchar <05> <D835> endbfchar", 5, "", "half a pair is nothing"),
            ("1 beginbfchar <05> <> endbfchar", 5, "", "no text"),
            ("1 beginbfchar <05> /space endbfchar <06> <0041> endbfchar", 6, "A", "junk between"),
        ];
        for (data, code, expected, reason) in rows {
            let mut strings = Strings::default();
            let map = CMap::parse(data.as_bytes(), &mut strings);
            let uni = map.text.iter().rev().find(|e| e.0 == code).map_or(Uni::NONE, |e| e.1);
            let got = strings.get(uni).to_string();
            assert_eq!(got, expected, "{reason}");
        }
    }

    #[test]
    fn code_lengths_follow_the_code_spaces() {
        let mut strings = Strings::default();
        let data = b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange 1 begincidrange <8140> <8142> 7 endcidrange";
        let map = CMap::parse(data, &mut strings);
        assert_eq!(map.next_code(b"\x41\x81", 2), (0x41, 1));
        assert_eq!(map.next_code(b"\x81\x41\x00", 2), (0x8141, 2));
        assert_eq!(map.cid(0x8141), 8);
        assert_eq!(map.next_code(b"\xFF", 2), (0xFF, 1));
        assert_eq!(CMap::default().next_code(b"\x01\x02\x03", 2), (0x0102, 2));
        assert_eq!(CMap::default().next_code(b"\x01", 2), (1, 1));
    }

    #[test]
    fn a_huge_range_is_capped() {
        let mut strings = Strings::default();
        let data = b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange".repeat(50);
        assert!(CMap::parse(&data, &mut strings).text.len() <= MAX_ENTRIES);
    }
}
