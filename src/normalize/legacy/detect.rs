//! Which encoding do bytes have? Decode with each, keep the one whose words are Vietnamese.
//!
//! Takes samples of bytes, gives the [`Encoding`] that makes syllables of them, or none: other languages, text that
//! is already readable, and samples of too few letters are refused.

use super::{Encoding, decode, windows1252};
use crate::normalize::syllable::{Tally, tally};

/// Share of syllables from which a decoding is believed.
pub(crate) const MIN_SHARE: f32 = 0.85;
/// How much better than the undecoded reading it must be.
pub(crate) const MIN_GAIN: f32 = 0.3;
/// Letters below which a block is too short to tell by itself.
pub(crate) const MIN_LETTERS: usize = 20;
/// Bytes looked at; a page is enough.
const MAX_SAMPLE_BYTES: usize = 16 << 10;

/// The encoding in which the samples are Vietnamese, by share of valid syllables.
///
/// ```
/// use trichluc::normalize::legacy::{Encoding, best_decoding};
/// let run: &[u8] = b"Ngh\xDE quy\xD5t c\xF1a H\xE9i \xAE\xE5ng nh\xA9n d\xA9n";
/// assert_eq!(best_decoding(&[run]), Some(Encoding::Tcvn3));
/// assert_eq!(best_decoding(&[b"annual report of the committee"]), None);
/// ```
pub fn best_decoding(samples: &[&[u8]]) -> Option<Encoding> {
    best_font_decoding(samples, MIN_LETTERS)
}

/// As [`best_decoding`], for samples of at least `min_letters` letters.
pub fn best_font_decoding(samples: &[&[u8]], min_letters: usize) -> Option<Encoding> {
    let mut sample = Vec::new();
    for s in samples {
        sample.extend_from_slice(&s[..s.len().min(MAX_SAMPLE_BYTES.saturating_sub(sample.len()))]);
        sample.push(b'\n');
        if sample.len() >= MAX_SAMPLE_BYTES {
            break;
        }
    }
    let high = sample.iter().filter(|b| !b.is_ascii()).count();
    if high == 0 || high + sample.iter().filter(|b| b.is_ascii_alphabetic()).count() < min_letters {
        return None;
    }
    let raw = tally(&sample.iter().map(|&b| windows1252(b)).collect::<String>(), true);
    let (encoding, best) = best_of(|e| tally(&decode(&sample, e), true));
    confident(raw, best).then_some(encoding)
}

/// Whether a decoding is good enough, against the reading without it.
pub(crate) fn confident(raw: Tally, decoded: Tally) -> bool {
    decoded.share().is_some_and(|r| r >= MIN_SHARE && r - raw.share().unwrap_or(0.0) >= MIN_GAIN)
}

/// The encoding with the largest share; of equals the one with more syllables, then the more frequent one.
pub(crate) fn best_of(mut score: impl FnMut(Encoding) -> Tally) -> (Encoding, Tally) {
    let mut best = (Encoding::Tcvn3, score(Encoding::Tcvn3));
    for e in Encoding::ALL.into_iter().skip(1) {
        let t = score(e);
        let (new, old) = (t.share().unwrap_or(0.0), best.1.share().unwrap_or(0.0));
        if new > old || new == old && t.syllables > best.1.syllables {
            best = (e, t);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readable_sample_is_left_alone() {
        // French with accents reads better as it is than in any Vietnamese encoding.
        let text: Vec<u8> = "à la fin de l'année".chars().map(|c| c as u8).collect();
        assert_eq!(best_decoding(&[&text]), None);
        assert_eq!(decode(b"abc", Encoding::Viscii), "abc");
    }
}
