//! CCITT fax to bits: black and white scans, Group 3 and Group 4.
//!
//! Takes the data and its parameters (`K`, `Columns`, `BlackIs1`), gives packed rows. What a damaged fax gives up to the damage is
//! kept, the rest is white.

use crate::source::pdf::object::Pdf;
use lopdf::{Dictionary, Object};

/// Rows of bits, 1 for white unless the parameters say otherwise.
pub(super) fn bits(pdf: &Pdf, params: Option<&Dictionary>, data: &[u8], width: usize, height: usize) -> Vec<u8> {
    use hayro_ccitt::{DecodeSettings, DecoderContext, EncodingMode, decode};
    let number = |key: &[u8], default: f32| params.and_then(|p| pdf.number(p, key)).unwrap_or(default);
    let flag = |key: &[u8], default: bool| match params.and_then(|p| pdf.get(p, key)) {
        Some(Object::Boolean(b)) => *b,
        _ => default,
    };
    let k = number(b"K", 0.0);
    let columns = number(b"Columns", 1728.0).clamp(1.0, 100_000.0) as u32;
    let mut context = DecoderContext::new(DecodeSettings {
        columns,
        rows: height as u32,
        end_of_block: flag(b"EndOfBlock", true),
        end_of_line: flag(b"EndOfLine", false),
        rows_are_byte_aligned: flag(b"EncodedByteAlign", false),
        encoding: match k {
            k if k < 0.0 => EncodingMode::Group4,
            k if k > 0.0 => EncodingMode::Group3_2D,
            _ => EncodingMode::Group3_1D,
        },
        strict: false,
    });
    let black_is_1 = flag(b"BlackIs1", false);
    let mut rows = Rows { bytes: Vec::new(), stride: width.div_ceil(8), width, height, black_is_1 };
    // Damage ends the image where it is; the rows before it are good.
    let _ = decode(data, &mut rows, &mut context);
    rows.bytes.resize(rows.stride * height, if black_is_1 { 0 } else { 0xFF });
    rows.bytes
}

/// Collects rows of runs as bits.
struct Rows {
    bytes: Vec<u8>,
    stride: usize,
    width: usize,
    height: usize,
    black_is_1: bool,
}

impl hayro_ccitt::Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        let start = self.bytes.len();
        if start >= self.stride * self.height {
            return;
        }
        self.bytes.resize(start + self.stride, 0);
        let row = &mut self.bytes[start..];
        for run in changes.chunks(2) {
            let to = run.get(1).map_or(self.width, |&t| (t as usize).min(self.width));
            for x in (run[0] as usize).min(to)..to {
                row[x / 8] |= 0x80 >> (x % 8);
            }
        }
        if !self.black_is_1 {
            row.iter_mut().for_each(|b| *b = !*b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_bits() {
        use hayro_ccitt::Decoder;
        let mut rows = Rows { bytes: Vec::new(), stride: 2, width: 10, height: 1, black_is_1: true };
        rows.push_row(&[2, 4, 9]);
        rows.push_row(&[0]);
        assert_eq!(rows.bytes, [0b0011_0000, 0b0100_0000], "the second row is one too many");
    }
}
