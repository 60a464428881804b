//! Content streams and CMaps to tokens.
//!
//! Takes decoded bytes, gives numbers, names, strings and operators without copying more than strings;
//! never fails: bytes that are no token are skipped. `(Th\341ng) Tj` is a string and an operator.

/// One token. Strings live in the lexer's scratch buffer until [`Lexer::clear`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Token<'a> {
    Num(f32),
    /// Without the slash; `#xx` is left as it is.
    Name(&'a [u8]),
    /// Range in the scratch buffer.
    Str(u32, u32),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    Op(&'a [u8]),
}

/// Reads tokens from a byte slice.
#[derive(Debug)]
pub(crate) struct Lexer<'a> {
    data: &'a [u8],
    pos: usize,
    scratch: Vec<u8>,
}

const WHITE: u8 = 1;
const DELIMITER: u8 = 2;

/// Class of every byte: 0 regular, [`WHITE`] or [`DELIMITER`].
const CLASS: [u8; 256] = {
    let mut t = [0u8; 256];
    let white = [0u8, 9, 10, 12, 13, 32];
    let mut i = 0;
    while i < white.len() {
        t[white[i] as usize] = WHITE;
        i += 1;
    }
    let delimiters = *b"()<>[]{}/%";
    i = 0;
    while i < delimiters.len() {
        t[delimiters[i] as usize] = DELIMITER;
        i += 1;
    }
    t
};

impl<'a> Lexer<'a> {
    /// A lexer at the start of `data`.
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self { data, pos: 0, scratch: Vec::new() }
    }

    /// Forgets the strings read so far.
    pub(crate) fn clear(&mut self) {
        self.scratch.clear();
    }

    /// The bytes of a [`Token::Str`].
    pub(crate) fn bytes(&self, start: u32, end: u32) -> &[u8] {
        self.scratch.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The next token; none at the end.
    pub(crate) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let b = *self.data.get(self.pos)?;
            match b {
                b'%' => {
                    while self.data.get(self.pos).is_some_and(|&b| b != b'\n' && b != b'\r') {
                        self.pos += 1;
                    }
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(self.number()),
                b'/' => {
                    self.pos += 1;
                    return Some(Token::Name(self.regular()));
                }
                b'(' => return Some(self.literal_string()),
                b'<' => {
                    self.pos += 1;
                    if self.data.get(self.pos) == Some(&b'<') {
                        self.pos += 1;
                        return Some(Token::DictStart);
                    }
                    return Some(self.hex_string());
                }
                b'>' => {
                    self.pos += 1;
                    if self.data.get(self.pos) == Some(&b'>') {
                        self.pos += 1;
                        return Some(Token::DictEnd);
                    }
                }
                b'[' => {
                    self.pos += 1;
                    return Some(Token::ArrayStart);
                }
                b']' => {
                    self.pos += 1;
                    return Some(Token::ArrayEnd);
                }
                _ if CLASS[usize::from(b)] != 0 => self.pos += 1,
                _ => return Some(Token::Op(self.regular())),
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.pos;
        while self.data.get(self.pos).is_some_and(|&b| CLASS[usize::from(b)] == 0) {
            self.pos += 1;
        }
        &self.data[start..self.pos]
    }

    /// Also reads what real producers write: `--5`, `5.-3`, `1e-5` becomes a number and an operator nobody knows.
    fn number(&mut self) -> Token<'a> {
        let start = self.pos;
        let mut negative = false;
        while let Some(&b) = self.data.get(self.pos)
            && (b == b'-' || b == b'+')
        {
            negative |= b == b'-';
            self.pos += 1;
        }
        let (mut value, mut scale, mut digits, mut fraction) = (0f64, 1f64, 0, false);
        while let Some(&b) = self.data.get(self.pos) {
            match b {
                b'0'..=b'9' => {
                    digits += 1;
                    value = value * 10.0 + f64::from(b - b'0');
                    if fraction {
                        scale *= 10.0;
                    }
                }
                b'.' if !fraction => fraction = true,
                b'-' if digits > 0 => {
                    while self.data.get(self.pos).is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')) {
                        self.pos += 1;
                    }
                    break;
                }
                _ => break,
            }
            self.pos += 1;
        }
        if self.pos == start {
            self.pos += 1;
        }
        let value = value / scale;
        let value = if value.is_finite() { value as f32 } else { 0.0 };
        Token::Num(if negative { -value } else { value })
    }

    fn literal_string(&mut self) -> Token<'a> {
        let start = self.scratch.len() as u32;
        self.pos += 1;
        let mut depth = 1;
        while let Some(&b) = self.data.get(self.pos) {
            self.pos += 1;
            match b {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape();
                    continue;
                }
                _ => {}
            }
            self.scratch.push(b);
        }
        Token::Str(start, self.scratch.len() as u32)
    }

    fn escape(&mut self) {
        let Some(&b) = self.data.get(self.pos) else { return };
        self.pos += 1;
        let out = match b {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.data.get(self.pos) == Some(&b'\n') {
                    self.pos += 1;
                }
                return;
            }
            b'\n' => return,
            b'0'..=b'7' => {
                let mut v = u32::from(b - b'0');
                for _ in 0..2 {
                    match self.data.get(self.pos) {
                        Some(&d @ b'0'..=b'7') => {
                            v = v * 8 + u32::from(d - b'0');
                            self.pos += 1;
                        }
                        _ => break,
                    }
                }
                v as u8
            }
            other => other,
        };
        self.scratch.push(out);
    }

    fn hex_string(&mut self) -> Token<'a> {
        let start = self.scratch.len() as u32;
        let mut high = None;
        while let Some(&b) = self.data.get(self.pos) {
            self.pos += 1;
            let digit = match b {
                b'0'..=b'9' => b - b'0',
                b'a'..=b'f' => b - b'a' + 10,
                b'A'..=b'F' => b - b'A' + 10,
                b'>' => break,
                _ => continue,
            };
            match high.take() {
                Some(h) => self.scratch.push(h << 4 | digit),
                None => high = Some(digit),
            }
        }
        if let Some(h) = high {
            self.scratch.push(h << 4);
        }
        Token::Str(start, self.scratch.len() as u32)
    }

    /// Behind `ID`: skips the data of an inline image, up to its `EI`.
    ///
    /// The data may hold the letters by chance: what follows must look like content.
    pub(crate) fn skip_inline_image(&mut self) {
        let from = (self.pos + 1).min(self.data.len());
        for at in memchr::memmem::find_iter(&self.data[from..], b"EI") {
            let (before, after) = (from + at - 1, from + at + 2);
            let open = CLASS[usize::from(self.data[before])] == WHITE;
            let rest = &self.data[after.min(self.data.len())..];
            let closed = rest.first().is_none_or(|&b| CLASS[usize::from(b)] == WHITE);
            let content =
                rest.iter().take(12).all(|&b| (32..127).contains(&b) || CLASS[usize::from(b)] == WHITE && b != 0);
            if open && closed && content {
                self.pos = after;
                return;
            }
        }
        self.pos = self.data.len();
    }
}

/// A name with its `#xx` escapes resolved.
pub(crate) fn unescape_name(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut i = 0;
    while i < name.len() {
        let hex = name.get(i + 1..i + 3).and_then(|h| std::str::from_utf8(h).ok());
        match (name[i], hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'#', Some(b)) => {
                out.push(b);
                i += 3;
            }
            (b, _) => {
                out.push(b);
                i += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &[u8]) -> Vec<String> {
        let mut lexer = Lexer::new(data);
        let mut out = Vec::new();
        while let Some(t) = lexer.next() {
            out.push(match t {
                Token::Num(n) => format!("{n}"),
                Token::Name(n) => format!("/{}", String::from_utf8_lossy(n)),
                Token::Str(a, b) => format!("({})", String::from_utf8_lossy(lexer.bytes(a, b))),
                Token::ArrayStart => "[".into(),
                Token::ArrayEnd => "]".into(),
                Token::DictStart => "<<".into(),
                Token::DictEnd => ">>".into(),
                Token::Op(o) => String::from_utf8_lossy(o).into_owned(),
            });
        }
        out
    }

    #[test]
    fn tokens_of_content() {
        let rows: [(&[u8], &[&str], &str); 11] = [
            (b"/F1 12 Tf", &["/F1", "12", "Tf"], "plain"),
            (b"-.5 +3. 0.25 --7 TL", &["-0.5", "3", "0.25", "-7", "TL"], "number shapes"),
            (b"[(a)-120.5(b)]TJ", &["[", "(a)", "-120.5", "(b)", "]", "TJ"], "no white space needed"),
            (b"(a\\(b\\)(c)\\061\\\n)'", &["(a(b)(c)1)", "'"], "escapes and nested parentheses"),
            (b"<48 65 6C6>Tj", &["(Hel`)", "Tj"], "odd hex digits"),
            (b"/Span<</ActualText(x)>>BDC", &["/Span", "<<", "/ActualText", "(x)", ">>", "BDC"], "dictionary"),
            (b"1 % note\n2", &["1", "2"], "comment"),
            (b"T* q", &["T*", "q"], "star operator"),
            (b"(open", &["(open)"], "unterminated string"),
            (b"> ) } q", &["q"], "stray delimiters"),
            (b"12-34 5", &["12", "5"], "number with a minus inside"),
        ];
        for (data, expected, reason) in rows {
            assert_eq!(all(data), expected, "{reason}");
        }
    }

    #[test]
    fn inline_image_ends_where_content_goes_on() {
        let data = b"ID \x00EI \x80\x81 EI Q q";
        let mut lexer = Lexer::new(data);
        assert_eq!(lexer.next(), Some(Token::Op(b"ID")));
        lexer.skip_inline_image();
        assert_eq!(lexer.next(), Some(Token::Op(b"Q")));
    }

    #[test]
    fn names_with_escapes() {
        assert_eq!(unescape_name(b"Th#E1ng#2"), b"Th\xe1ng#2");
    }
}
