//! JBIG2 to bits: what office scanners make of black and white pages.
//!
//! Takes the data of the image and the segments that images of a file share, gives packed rows, 1 for white. Refuses pages and
//! regions of more pixels than the file may take: a segment of twenty bytes may claim four thousand million.

use super::{afford, damaged};
use crate::source::pdf::object::{Fail, Pdf};

/// Rows of bits, 1 for white.
pub(super) fn bits(
    pdf: &Pdf,
    data: &[u8],
    globals: Option<&[u8]>,
    width: usize,
    height: usize,
) -> Result<Vec<u8>, Fail> {
    use hayro_jbig2::{DecodeSettings, Globals, Page};
    let settings = DecodeSettings::default();
    let failed = |_| damaged("JBIG2");
    // Symbols and regions of one page overlap a few times at most.
    afford(pdf, region_pixels(data).max(globals.map_or(0, region_pixels)) / MAX_LAYERS, 1)?;
    let globals = globals.map(|g| Globals::new(g, &settings)).transpose().map_err(failed)?;
    let page = Page::new_embedded(data, globals.as_ref(), &settings).map_err(failed)?;
    afford(pdf, (page.width() as usize).saturating_mul(page.height() as usize), 1)?;
    let mut bits = Bits { bytes: vec![0xFF; width.div_ceil(8) * height], stride: width.div_ceil(8), width, x: 0, y: 0 };
    page.decode(&mut bits).map_err(failed)?;
    Ok(bits.bytes)
}

/// How often the regions of a page may cover it.
const MAX_LAYERS: usize = 4;

/// The pixels that all regions claim, from the headers of their segments (ITU-T T.88, 7.2 and 7.4.1).
fn region_pixels(data: &[u8]) -> usize {
    let (mut rest, mut sum) = (data, 0usize);
    while let Some((kind, body, behind)) = segment(rest) {
        // Text, halftone, generic and refinement regions.
        if matches!(kind, 4 | 6 | 7 | 20 | 22 | 23 | 36 | 38 | 39 | 40 | 42 | 43) {
            let side = |at: usize| be(body, at, 4).unwrap_or(0);
            sum = sum.saturating_add(side(0).saturating_mul(side(4)));
        }
        rest = behind;
    }
    sum
}

/// The first segment: its type, its data and what follows; none at the end, or where the length of the data is unknown.
fn segment(data: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (number, flags) = (be(data, 0, 4)?, *data.get(4)?);
    let (count, mut at) = match *data.get(5)? >> 5 {
        7 => {
            let count = be(data, 5, 4)? & 0x1fff_ffff;
            (count, 9 + (count + 1).div_ceil(8))
        }
        count => (usize::from(count), 6),
    };
    let reference = match number {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    at += count * reference + if flags & 0x40 == 0 { 1 } else { 4 };
    let (length, start) = (be(data, at, 4)?, at + 4);
    let (body, behind) = data.get(start..)?.split_at_checked(length)?;
    Some((flags & 0x3f, body, behind))
}

/// A number of so many bytes, the highest first.
fn be(data: &[u8], at: usize, bytes: usize) -> Option<usize> {
    Some(data.get(at..at.checked_add(bytes)?)?.iter().fold(0, |n, b| n << 8 | usize::from(*b)))
}

/// Collects pixels as bits.
struct Bits {
    bytes: Vec<u8>,
    stride: usize,
    width: usize,
    x: usize,
    y: usize,
}

impl hayro_jbig2::Decoder for Bits {
    fn push_pixel(&mut self, black: bool) {
        if black
            && self.x < self.width
            && let Some(byte) = self.bytes.get_mut(self.y * self.stride + self.x / 8)
        {
            *byte &= !(0x80 >> (self.x % 8));
        }
        self.x += 1;
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        for _ in 0..chunk_count * 8 {
            self.push_pixel(black);
        }
    }

    fn next_line(&mut self) {
        self.x = 0;
        self.y += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment of page 1 that refers to no other, or to `referred` in the long form.
    fn written(kind: u8, referred: usize, data: &[u8]) -> Vec<u8> {
        let mut out = vec![0, 0, 0, 9, kind];
        if referred > 4 {
            out.extend((7u32 << 29 | referred as u32).to_be_bytes());
            out.resize(out.len() + (referred + 1).div_ceil(8), 0);
        } else {
            out.push((referred as u8) << 5);
        }
        out.resize(out.len() + referred, 1);
        out.push(1);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend_from_slice(data);
        out
    }

    #[test]
    fn regions_are_counted_before_they_are_made() {
        let region = |width: u32, height: u32| [width.to_be_bytes(), height.to_be_bytes()].concat();
        let rows: [(Vec<u8>, usize, &str); 5] = [
            (written(48, 0, &region(600, 800)), 0, "the page's information is no region"),
            (written(38, 0, &region(600, 800)), 480_000, "a generic region"),
            (
                [written(0, 0, b"symbols"), written(6, 3, &region(10, 20))].concat(),
                200,
                "behind symbols that it refers to",
            ),
            (
                [written(6, 9, &region(10, 20)), written(38, 0, &region(1, 5))].concat(),
                205,
                "nine references, long form",
            ),
            (written(38, 0, &region(u32::MAX, u32::MAX)), (u32::MAX as usize).pow(2), "what a bomb claims"),
        ];
        for (data, expected, reason) in rows {
            assert_eq!(region_pixels(&data), expected, "{reason}");
        }
    }
}
