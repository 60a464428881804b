//! UTF-16 with and without a byte order mark.
//!
//! Takes bytes, gives text; half a character (an odd last byte, a lone surrogate) becomes U+FFFD and a note.
//! Without a mark, UTF-16 is recognized by its zero bytes: every second one in `B\0\xE1\0o\0`.

use super::Decoded;
use crate::normalize::syllable;

/// Order of the two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// Bytes looked at.
const SAMPLE_BYTES: usize = 4 << 10;

/// The order of UTF-16 without mark, when the zero bytes stand on one side and the text can be decoded.
pub(super) fn detect(bytes: &[u8]) -> Option<Order> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES) & !1];
    if sample.len() < 4 {
        return None;
    }
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    // Vietnamese has a zero high byte in three characters of four.
    let order = match (even, odd) {
        (e, o) if o * 5 > half * 2 && e * 20 < half => Order::Little,
        (e, o) if e * 5 > half * 2 && o * 20 < half => Order::Big,
        _ => return None,
    };
    let text: String = char::decode_utf16(units(sample, order)).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let readable = text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_graphic() || c.is_whitespace()).count();
    let words = syllable::share(&text).is_none_or(|s| s > 0.3);
    (readable * 10 >= text.chars().count() * 9 || words && readable * 10 >= text.chars().count() * 7).then_some(order)
}

fn units(bytes: &[u8], order: Order) -> impl Iterator<Item = u16> + '_ {
    bytes.chunks_exact(2).map(move |p| match order {
        Order::Little => u16::from_le_bytes([p[0], p[1]]),
        Order::Big => u16::from_be_bytes([p[0], p[1]]),
    })
}

/// Decodes; the byte order mark is already gone.
pub(super) fn decode(bytes: &[u8], order: Order) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = 0usize;
    for c in char::decode_utf16(units(bytes, order)) {
        text.push(c.unwrap_or_else(|_| {
            bad += 1;
            '\u{fffd}'
        }));
    }
    if bytes.len() % 2 == 1 {
        bad += 1;
        text.push('\u{fffd}');
    }
    let out = Decoded::plain(
        text,
        match order {
            Order::Little => "UTF-16LE",
            Order::Big => "UTF-16BE",
        },
    );
    if bad > 0 { out.note("lossy", format!("{bad} broken UTF-16 characters; the rest was kept")) } else { out }
}
