//! The compact binary form of numbers, strings and lists that the archive stores records in.
//!
//! Takes values in a fixed order, gives bytes, and back; refuses bytes that end too early or hold an unknown
//! code ([`Damaged`]), so that a broken archive is a message and never a wrong record. Strings lie together in
//! front ([`super::strings`]); those that repeat are named by number.

use super::strings::{Strings, Words};

/// The bytes are not what this version of the program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

/// Result of reading.
pub(crate) type Read<T> = Result<T, Damaged>;

/// Writes values one behind the other.
#[derive(Default)]
pub(crate) struct Encoder {
    bytes: Vec<u8>,
    words: Words,
}

impl Encoder {
    /// The strings, then the values.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.words.finish(&self.bytes)
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

    /// A float: as a whole number of hundredths, tenths or ones where that is exact, else its eight bytes.
    pub(crate) fn float(&mut self, value: f64) {
        // 2^53: up to here every whole number is a float of its own.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        for (code, scale) in SCALES {
            let scaled = value * scale;
            if scaled.abs() < EXACT && scaled.fract() == 0.0 && (scaled / scale).to_bits() == value.to_bits() {
                let whole = scaled as i64;
                return self.number(((whole << 1) ^ (whole >> 63)) as u64 * 4 + code);
            }
        }
        self.number(EIGHT_BYTES);
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// A string that hardly repeats.
    pub(crate) fn text(&mut self, value: &str) {
        self.words.push(value);
    }

    /// A string that repeats within the document, or in all.
    pub(crate) fn word(&mut self, value: &str) {
        let n = self.words.number(value);
        self.number(n);
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

/// Codes of a float's scale, in the lowest two bits of its number.
const SCALES: [(u64, f64); 3] = [(0, 1.0), (1, 10.0), (2, 100.0)];
/// A float that no scale makes whole.
const EIGHT_BYTES: u64 = 3;

/// Where a decoder takes strings from, and what it gives for one.
pub(crate) trait Dictionary: Copy {
    /// A string, or what stands for it.
    type Word: Copy;
    /// The string at a place of the document's list.
    fn own(self, place: usize) -> Option<Self::Word>;
    /// The string of all archives with this number; an error holds how far beyond them the number is.
    fn shared(self, number: usize) -> Result<Self::Word, usize>;
}

/// Reads what [`Encoder`] wrote, in the same order.
pub(crate) struct Decoder<'a, D: Dictionary = &'a Strings> {
    bytes: &'a [u8],
    strings: D,
    /// Number of the next string that was not read yet.
    next: usize,
    words: Vec<D::Word>,
}

impl<'a, D: Dictionary> Decoder<'a, D> {
    /// Reads the values of [`Strings::open`].
    pub(crate) fn new(bytes: &'a [u8], strings: D) -> Self {
        Self { bytes, strings, next: 0, words: Vec::new() }
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
        let n = self.number()?;
        if n == EIGHT_BYTES {
            let (first, rest) = self.bytes.split_first_chunk::<8>().ok_or(Damaged)?;
            self.bytes = rest;
            return Ok(f64::from_le_bytes(*first));
        }
        let (_, scale) = SCALES.get((n & 3) as usize).ok_or(Damaged)?;
        let n = n >> 2;
        Ok(((n >> 1) as i64 ^ -((n & 1) as i64)) as f64 / scale)
    }

    /// A string.
    pub(crate) fn text(&mut self) -> Read<D::Word> {
        self.next += 1;
        self.strings.own(self.next - 1).ok_or(Damaged)
    }

    /// A string that repeats.
    pub(crate) fn word(&mut self) -> Read<D::Word> {
        match self.int::<usize>()? {
            0 => {
                let word = self.text()?;
                self.words.push(word);
                Ok(word)
            }
            n => match self.strings.shared(n - 1) {
                Ok(word) => Ok(word),
                Err(own) => self.words.get(own).copied().ok_or(Damaged),
            },
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

    /// What `read` makes of what `write` wrote.
    fn through<T>(write: impl FnOnce(&mut Encoder), read: impl FnOnce(&mut Decoder<'_>) -> T) -> T {
        let mut e = Encoder::default();
        write(&mut e);
        let bytes = e.finish();
        let (strings, values) = Strings::open(&bytes).unwrap();
        read(&mut Decoder::new(values, &strings))
    }

    #[test]
    fn repeated_words_are_written_once() {
        let all = ["đồng bào", "hộ", "đồng bào", "đồng bào", "percent"];
        let mut e = Encoder::default();
        all.iter().for_each(|w| e.word(w));
        assert!(e.finish().len() < 14);
        let read = |d: &mut Decoder<'_>| (0..5).map(|_| d.word().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(through(|e| all.iter().for_each(|w| e.word(w)), read), all);
    }

    #[test]
    fn early_ends_and_wrong_lengths_are_refused() {
        let none = Strings::default();
        for (bytes, reason) in [(&[][..], "nothing"), (&[0xff; 11], "a number that does not end")] {
            assert_eq!(Decoder::new(bytes, &none).number(), Err(Damaged), "{reason}");
        }
        assert_eq!(Decoder::new(&[], &none).text(), Err(Damaged), "a string that is not there");
        assert_eq!(Decoder::new(&[9, 1], &none).list(Decoder::byte), Err(Damaged), "a list longer than the bytes");
        assert_eq!(Decoder::new(&[0xff, 0x7f], &none).word(), Err(Damaged), "a word never written");
    }

    proptest! {
        #[test]
        fn floats_come_back_bit_by_bit(bits: u64, tenths in -1_000_000_000i64..1_000_000_000) {
            for value in [f64::from_bits(bits), tenths as f64 / 10.0, tenths as f64 / 100.0, tenths as f64 * 1e6] {
                let back = through(|e| e.float(value), |d| d.float().unwrap());
                prop_assert_eq!(back.to_bits(), value.to_bits());
            }
        }

        #[test]
        fn numbers_and_strings_come_back(n: u64, s: i64, text: String, word in "[a\\n\\x0b\\x1f]{0,4}|hộ nghèo") {
            let write = |e: &mut Encoder| {
                e.number(n);
                e.text(&text);
                e.signed(s);
                e.word(&word);
                e.text(&text);
            };
            let read = |d: &mut Decoder<'_>| {
                let (n, first) = (d.number().unwrap(), d.text().unwrap().to_owned());
                let (s, word) = (d.signed().unwrap(), d.word().unwrap().to_owned());
                (n, first, s, word, d.text().unwrap().to_owned())
            };
            prop_assert_eq!(through(write, read), (n, text.clone(), s, word.clone(), text.clone()));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let Ok((strings, values)) = Strings::open(&bytes) else { return Ok(()) };
            let mut d = Decoder::new(values, &strings);
            while d.list(|d| d.option(|d| Ok((d.word()?, d.float()?)))).is_ok() && d.byte().is_ok() {}
        }
    }
}
