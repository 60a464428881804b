//! The compact binary form of numbers, strings and lists that the archive stores records in.
//!
//! Takes values in a fixed order, gives bytes, and back; refuses bytes that end too early or hold an unknown
//! code ([`Damaged`]), so that a broken archive is a message and never a wrong record. Strings that repeat
//! within a document ("đồng", "Quyết định", rule names) are written once and then named by number.

use std::collections::HashMap;

/// The bytes are not what this version of the program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

/// Result of reading.
pub(crate) type Read<T> = Result<T, Damaged>;

/// Writes values one behind the other.
#[derive(Default)]
pub(crate) struct Encoder {
    bytes: Vec<u8>,
    words: HashMap<String, u64>,
}

impl Encoder {
    /// The bytes so far.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// One byte.
    pub(crate) fn byte(&mut self, value: u8) {
        self.bytes.push(value);
    }

    /// A whole number, seven bits a byte.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A difference: small numbers of either sign are short.
    pub(crate) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// A float: as a whole number where that is exact (most counts), else its eight bytes.
    pub(crate) fn float(&mut self, value: f64) {
        // 2^53: up to here every whole number is a float of its own.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        for (code, scale) in [(0, 1.0), (1, 10.0), (2, 100.0)] {
            let scaled = value * scale;
            if scaled.abs() < EXACT && scaled.fract() == 0.0 && (scaled / scale).to_bits() == value.to_bits() {
                self.byte(code);
                return self.signed(scaled as i64);
            }
        }
        self.byte(3);
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Bytes with their length.
    pub(crate) fn blob(&mut self, value: &[u8]) {
        self.number(value.len() as u64);
        self.bytes.extend_from_slice(value);
    }

    /// A string that hardly repeats.
    pub(crate) fn text(&mut self, value: &str) {
        self.blob(value.as_bytes());
    }

    /// A string that repeats within the document.
    pub(crate) fn word(&mut self, value: &str) {
        if let Some(&n) = self.words.get(value) {
            return self.number(n);
        }
        self.number(0);
        self.text(value);
        let n = self.words.len() as u64 + 1;
        self.words.insert(value.to_owned(), n);
    }

    /// An optional value: a mark, then the value.
    pub(crate) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            None => self.byte(0),
            Some(v) => {
                self.byte(1);
                write(self, v);
            }
        }
    }

    /// A list: its length, then the values.
    pub(crate) fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(values.len() as u64);
        for v in values {
            write(self, v);
        }
    }
}

/// Reads what [`Encoder`] wrote, in the same order.
pub(crate) struct Decoder<'a> {
    bytes: &'a [u8],
    words: Vec<&'a str>,
}

impl<'a> Decoder<'a> {
    /// Reads from `bytes`.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, words: Vec::new() }
    }

    /// One byte.
    pub(crate) fn byte(&mut self) -> Read<u8> {
        let (&first, rest) = self.bytes.split_first().ok_or(Damaged)?;
        self.bytes = rest;
        Ok(first)
    }

    /// A whole number.
    pub(crate) fn number(&mut self) -> Read<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damaged)
    }

    /// A whole number that fits `T`.
    pub(crate) fn int<T: TryFrom<u64>>(&mut self) -> Read<T> {
        T::try_from(self.number()?).map_err(|_| Damaged)
    }

    /// A difference.
    pub(crate) fn signed(&mut self) -> Read<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// A float.
    pub(crate) fn float(&mut self) -> Read<f64> {
        let scale = match self.byte()? {
            0 => 1.0,
            1 => 10.0,
            2 => 100.0,
            3 => {
                let (first, rest) = self.bytes.split_first_chunk::<8>().ok_or(Damaged)?;
                self.bytes = rest;
                return Ok(f64::from_le_bytes(*first));
            }
            _ => return Err(Damaged),
        };
        Ok(self.signed()? as f64 / scale)
    }

    /// Bytes.
    pub(crate) fn blob(&mut self) -> Read<&'a [u8]> {
        let len = self.int::<usize>()?;
        let (first, rest) = self.bytes.split_at_checked(len).ok_or(Damaged)?;
        self.bytes = rest;
        Ok(first)
    }

    /// A string.
    pub(crate) fn text(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.blob()?).map_err(|_| Damaged)
    }

    /// A string that repeats.
    pub(crate) fn word(&mut self) -> Read<&'a str> {
        match self.int::<usize>()? {
            0 => {
                let word = self.text()?;
                self.words.push(word);
                Ok(word)
            }
            n => self.words.get(n - 1).copied().ok_or(Damaged),
        }
    }

    /// An optional value.
    pub(crate) fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(Damaged),
        }
    }

    /// A list.
    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let len = self.int::<usize>()?;
        // A damaged length must not reserve memory: every value takes at least one byte.
        if len > self.bytes.len() {
            return Err(Damaged);
        }
        (0..len).map(|_| read(self)).collect()
    }
}

/// Gives an enum its stable byte: `codes!(Kind { Percent = 0, Money = 1 })` writes `code` and `from_code`.
macro_rules! codes {
    ($($type:ident { $($variant:ident = $code:literal),* $(,)? })*) => {$(
        impl crate::archive::codec::Code for $type {
            fn code(self) -> u8 {
                match self { $($type::$variant => $code),* }
            }
            fn from_code(code: u8) -> crate::archive::codec::Read<Self> {
                match code { $($code => Ok($type::$variant),)* _ => Err(crate::archive::codec::Damaged) }
            }
        }
    )*};
}
pub(crate) use codes;

/// An enum with a stable byte for every variant.
pub(crate) trait Code: Sized {
    /// The byte that stands for the variant.
    fn code(self) -> u8;
    /// The variant that the byte stands for.
    fn from_code(code: u8) -> Read<Self>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn repeated_words_are_written_once() {
        let mut e = Encoder::default();
        for w in ["đồng", "hộ", "đồng", "đồng"] {
            e.word(w);
        }
        let bytes = e.finish();
        assert!(bytes.len() < 20, "{}", bytes.len());
        let mut d = Decoder::new(&bytes);
        let words: Vec<_> = (0..4).map(|_| d.word().unwrap()).collect();
        assert_eq!(words, ["đồng", "hộ", "đồng", "đồng"]);
    }

    #[test]
    fn early_ends_and_wrong_lengths_are_refused() {
        for (bytes, reason) in [
            (&[][..], "nothing"),
            (&[0xff; 11], "a number that does not end"),
            (&[200, 1, 65], "a length beyond the end"),
            (&[2, 0xc3, 0x28], "not UTF-8"),
        ] {
            assert_eq!(Decoder::new(bytes).text(), Err(Damaged), "{reason}");
        }
        assert_eq!(Decoder::new(&[9, 1]).list(Decoder::byte), Err(Damaged), "a list longer than the bytes");
        assert_eq!(Decoder::new(&[7]).word(), Err(Damaged), "a word never written");
    }

    proptest! {
        #[test]
        fn floats_come_back_bit_by_bit(bits: u64, tenths in -1_000_000_000i64..1_000_000_000) {
            for value in [f64::from_bits(bits), tenths as f64 / 10.0, tenths as f64 / 100.0, tenths as f64 * 1e6] {
                let mut e = Encoder::default();
                e.float(value);
                prop_assert_eq!(Decoder::new(&e.finish()).float().unwrap().to_bits(), value.to_bits());
            }
        }

        #[test]
        fn numbers_come_back(n: u64, s: i64) {
            let mut e = Encoder::default();
            e.number(n);
            e.signed(s);
            let bytes = e.finish();
            let mut d = Decoder::new(&bytes);
            prop_assert_eq!((d.number().unwrap(), d.signed().unwrap()), (n, s));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let mut d = Decoder::new(&bytes);
            while d.list(|d| d.option(|d| Ok((d.word()?, d.float()?)))).is_ok() && d.byte().is_ok() {}
        }
    }
}
