//! Where the next digit stands: every rule that grows from digits begins here, so it takes eight bytes at a step.

/// The offset of the first ASCII digit of `bytes` from `at` on.
pub(crate) fn next_digit(bytes: &[u8], at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let mut i = at;
    while let Some((eight, _)) = bytes.get(i..).and_then(<[u8]>::split_first_chunk::<8>) {
        // Digits differ from '0' by less than ten. A borrow can only mark bytes above the first one found.
        let from_zero = u64::from_le_bytes(*eight) ^ (0x30 * ONES);
        let found = from_zero.wrapping_sub(10 * ONES) & !from_zero & HIGH;
        if found != 0 {
            return Some(i + found.trailing_zeros() as usize / 8);
        }
        i += 8;
    }
    bytes.get(i..)?.iter().position(u8::is_ascii_digit).map(|step| i + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for place in 0..20 {
            for byte in 0..=u8::MAX {
                let mut bytes = [b'a'; 24];
                bytes[place] = byte;
                assert_eq!(next_digit(&bytes, 0), byte.is_ascii_digit().then_some(place), "byte {byte} at {place}");
            }
        }
        let text = "hộ\u{2f}:/ 12 ấp 7".as_bytes();
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(digit) = next_digit(text, at) {
            found.push(text[digit]);
            at = digit + 1;
        }
        assert_eq!(found, *b"127");
        assert_eq!(next_digit(text, text.len() + 1), None, "behind the end");
    }
}
