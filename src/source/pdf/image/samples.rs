//! Plain samples to grey: one to sixteen bits each, in grey, RGB, inks or a palette.
//!
//! Takes packed rows (those of a fax are samples of one bit), gives a [`Raster`]; rows that are missing are white.

use super::{Raster, mix};
use crate::source::pdf::object::{Pdf, as_number};
use lopdf::{Object, Stream};

/// What the samples of an image mean.
struct Space {
    components: usize,
    ink: bool,
    /// Grey of each index.
    palette: Option<Vec<u8>>,
}

fn space(pdf: &Pdf, object: Option<&Object>, depth: usize) -> Space {
    let plain = |components, ink| Space { components, ink, palette: None };
    match object {
        Some(Object::Name(n)) => match n.as_slice() {
            b"DeviceRGB" | b"CalRGB" | b"RGB" => plain(3, false),
            b"DeviceCMYK" | b"CMYK" => plain(4, true),
            _ => plain(1, false),
        },
        Some(Object::Array(a)) => {
            let item = |i: usize| a.get(i).map(|o| pdf.resolve(o));
            match item(0).and_then(|o| o.as_name().ok()) {
                Some(b"ICCBased") => {
                    let n = item(1).and_then(|o| o.as_stream().ok()).and_then(|s| pdf.number(&s.dict, b"N"));
                    let n = n.map_or(1, |n| n as usize).clamp(1, 4);
                    plain(n, n == 4)
                }
                Some(b"CalRGB" | b"Lab" | b"DeviceRGB") => plain(3, false),
                Some(b"Separation") => plain(1, true),
                Some(b"DeviceN") => {
                    plain(item(1).and_then(|o| o.as_array().ok()).map_or(1, |n| n.len().clamp(1, 8)), true)
                }
                Some(b"Indexed" | b"I") if depth <= 8 => {
                    let base = space(pdf, item(1), 16);
                    let table = match item(3) {
                        Some(Object::String(s, _)) => s.clone(),
                        Some(Object::Stream(s)) => pdf.data(s).unwrap_or_default(),
                        _ => Vec::new(),
                    };
                    Space { components: 1, ink: false, palette: Some(mix(&table, base.components, base.ink)) }
                }
                _ => plain(1, false),
            }
        }
        _ => plain(1, false),
    }
}

/// Packed samples to grey; missing rows are white.
pub(super) fn grey(pdf: &Pdf, stream: &Stream, data: &[u8], width: usize, height: usize, depth: usize) -> Raster {
    let space = space(pdf, pdf.get(&stream.dict, b"ColorSpace"), depth);
    let first = pdf.array(&stream.dict, b"Decode").and_then(|d| d.first()).and_then(|o| as_number(pdf.resolve(o)));
    let inverted = space.palette.is_none() && first.is_some_and(|d| d > 0.5);
    let per_row = width * space.components;
    let stride = (per_row * depth).div_ceil(8);
    let mut grey = Vec::with_capacity(width * height);
    let mut row = vec![0u8; per_row];
    let max = (1u32 << depth.min(8)) - 1;
    for line in data.chunks_exact(stride.max(1)).take(height) {
        for (i, slot) in row.iter_mut().enumerate() {
            let value = match depth {
                8 => line[i],
                16 => line[i * 2],
                _ => {
                    let bit = i * depth;
                    let shift = 8 - depth - bit % 8;
                    (line[bit / 8] >> shift) & max as u8
                }
            };
            *slot = match &space.palette {
                Some(p) => p.get(usize::from(value)).copied().unwrap_or(255),
                None => (u32::from(value) * 255 / max) as u8,
            };
            if inverted {
                *slot = 255 - *slot;
            }
        }
        match space.components {
            1 if !space.ink => grey.extend_from_slice(&row),
            n => grey.extend(mix(&row, n, space.ink)),
        }
    }
    grey.resize(width * height, 255);
    Raster { width, height, grey }
}
