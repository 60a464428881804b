//! What a code stands for: nothing, one character, or several (ligatures, decomposed letters).

/// A character, nothing, or an index into [`Strings`]. Four bytes, because a page has thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Uni(u32);

const STRING: u32 = 1 << 31;

impl Uni {
    /// Not known.
    pub(crate) const NONE: Self = Self(0);

    /// The single character, if it is one.
    pub(crate) fn as_char(self) -> Option<char> {
        if self.0 & STRING == 0 && self.0 != 0 { char::from_u32(self.0) } else { None }
    }

    /// Whether nothing is known.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl From<char> for Uni {
    fn from(c: char) -> Self {
        Self(c as u32)
    }
}

/// The texts of more than one character.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    all: Vec<Box<str>>,
    bytes: usize,
}

/// Bytes of one text; an `ActualText` may be a paragraph.
const MAX_STRING: usize = 4096;
/// Bytes of UTF-16 that one glyph stands for; ligatures have a dozen.
const MAX_GLYPH: usize = 128;
/// Texts of a file, and their bytes.
const MAX_STRINGS: usize = 1 << 18;
const MAX_BYTES: usize = 32 << 20;

/// A [`Uni`] as text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'a> {
    Char(char),
    Str(&'a str),
}

impl std::fmt::Display for Piece<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Char(c) => write!(f, "{c}"),
            Self::Str(s) => f.write_str(s),
        }
    }
}

impl Strings {
    /// Keeps a text.
    pub(crate) fn add(&mut self, text: &str) -> Uni {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Uni::NONE,
            (Some(c), None) => Uni::from(c),
            _ if self.all.len() >= MAX_STRINGS || text.len() > MAX_STRING => Uni::NONE,
            _ if self.bytes + text.len() > MAX_BYTES => Uni::NONE,
            _ => {
                self.bytes += text.len();
                self.all.push(text.into());
                Uni((self.all.len() - 1) as u32 | STRING)
            }
        }
    }

    /// A UTF-16BE string whose last unit is raised by `add`; what is no text becomes nothing.
    pub(crate) fn utf16(&mut self, bytes: &[u8], add: u32) -> Uni {
        if bytes.len() == 1 {
            return char::from_u32(u32::from(bytes[0]).saturating_add(add))
                .filter(|c| *c != '\0')
                .map_or(Uni::NONE, Uni::from);
        }
        if bytes.len() > MAX_GLYPH {
            return Uni::NONE;
        }
        let mut units: Vec<u16> = bytes.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add(add as u16);
        }
        let text: String = char::decode_utf16(units).filter_map(Result::ok).filter(|c| *c != '\0').collect();
        self.add(&text)
    }

    /// The text of a [`Uni`].
    pub(crate) fn get(&self, uni: Uni) -> Piece<'_> {
        if uni.0 & STRING != 0 {
            Piece::Str(self.all.get((uni.0 & !STRING) as usize).map_or("", |s| s))
        } else {
            char::from_u32(uni.0).filter(|c| *c != '\0').map_or(Piece::Str(""), Piece::Char)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bounded() {
        let mut strings = Strings::default();
        assert!(!strings.utf16(&[0, 102, 0, 105], 0).is_none(), "fi");
        assert!(strings.utf16(&[0x1E, 0xBF].repeat(65), 0).is_none(), "no glyph stands for a sentence");
        let long = "ế".repeat(1000);
        let kept = (0..20_000).filter(|_| !strings.add(&long).is_none()).count();
        assert!((1000..12_000).contains(&kept), "{kept} texts of 3,000 bytes");
    }
}
