//! A short word as one number: what tables of words that were seen before compare, in place of strings.

/// Bytes that fit into one number with room for a mark in the highest byte; the longest Vietnamese syllable has ten.
pub(crate) const FITS: usize = 15;

/// The bytes of `text` from `start` to `end`, at most [`FITS`], the last one lowest.
#[inline]
pub(crate) fn packed(text: &[u8], start: usize, end: usize) -> u128 {
    let mask = (1 << (8 * (end - start))) - 1;
    match text[..end].last_chunk::<16>() {
        Some(last) => u128::from_be_bytes(*last) & mask,
        None => text[start..end].iter().fold(0, |n, b| n << 8 | u128::from(*b)),
    }
}

/// A slot of a table of `1 << bits` for a packed word.
#[inline]
pub(crate) fn slot(word: u128, bits: u32) -> usize {
    let mixed = (word as u64 ^ (word >> 59) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - bits)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_number_wherever_it_stands() {
        let text = "hộ nghèo và hộ cận nghèo".as_bytes();
        assert_eq!(packed(text, 0, 4), packed(text, 16, 20), "hộ, before sixteen bytes and behind them");
        assert_eq!(packed(text, 5, 11), packed(text, 27, 33), "nghèo");
        assert_ne!(packed(text, 0, 4), packed(text, 0, 3));
        assert_eq!(packed(text, 4, 4), 0, "nothing");
        assert_eq!(slot(packed(text, 0, 4), 10), slot(packed(text, 16, 20), 10));
        assert!((0..=20).all(|end| slot(packed(text, 6, end.max(6)), 3) < 8));
    }
}
