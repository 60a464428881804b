//! Image streams to grey pixels, for OCR.
//!
//! Takes an image object (CCITT fax, JBIG2, JPEG, JPEG 2000, or plain samples behind Flate and LZW), gives a
//! [`Raster`]. Colours become grey; a scan of `CỘNG HÒA` with a red seal keeps both. Refuses images larger than
//! [`MAX_PIXELS`] and streams that cannot be decoded; what a damaged fax gives up to the damage is kept.

use super::object::{Fail, Pdf, as_number};
use lopdf::{Dictionary, Object, Stream};

/// Pixels of an image; A4 at 600 dots per inch has 35 million.
const MAX_PIXELS: usize = 150_000_000;

/// Grey pixels, row by row from the top; 0 is black.
#[derive(Debug, Clone, Default)]
pub(crate) struct Raster {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) grey: Vec<u8>,
}

/// The filter that makes an image of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Plain,
    Fax,
    Jbig2,
    Jpeg,
    Jpeg2000,
}

fn damaged(what: &str) -> Fail {
    Fail::Damaged(format!("an image: {what}"))
}

/// A JPEG file as it is in the stream, when it needs no decoding to be one of grey or RGB.
pub(crate) fn jpeg_file(pdf: &Pdf, stream: &Stream) -> Option<Vec<u8>> {
    let (codec, _) = codec(pdf, stream);
    let plain = pdf.get(&stream.dict, b"Decode").is_none() && codec == Codec::Jpeg;
    let data = if plain { encoded(pdf, stream).ok()? } else { return None };
    let frame = data.windows(10).find(|w| w[0] == 0xFF && matches!(w[1], 0xC0..=0xC2) && w[2] == 0)?;
    matches!(frame[9], 1 | 3).then_some(data)
}

/// The last filter, and its parameters.
fn codec<'a>(pdf: &'a Pdf, stream: &'a Stream) -> (Codec, Option<&'a Dictionary>) {
    let filters = stream.filters().unwrap_or_default();
    let params = match pdf.get(&stream.dict, b"DecodeParms") {
        Some(Object::Array(a)) => a.last().and_then(|o| pdf.resolve(o).as_dict().ok()),
        Some(Object::Dictionary(d)) => Some(d),
        _ => None,
    };
    let codec = match filters.last() {
        Some(&b"CCITTFaxDecode") => Codec::Fax,
        Some(&b"JBIG2Decode") => Codec::Jbig2,
        Some(&b"DCTDecode") => Codec::Jpeg,
        Some(&b"JPXDecode") => Codec::Jpeg2000,
        _ => Codec::Plain,
    };
    (codec, params)
}

/// The bytes as the image's own codec wants them: filters in front of it undone.
fn encoded(pdf: &Pdf, stream: &Stream) -> Result<Vec<u8>, Fail> {
    let filters = stream.filters().unwrap_or_default();
    let (codec, _) = codec(pdf, stream);
    if codec == Codec::Plain {
        return pdf.data(stream);
    }
    let Some((_, front)) = filters.split_last().filter(|(_, f)| !f.is_empty()) else {
        return Ok(pdf.raw(stream).to_vec());
    };
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Array(front.iter().map(|f| Object::Name(f.to_vec())).collect()));
    pdf.decode(&dict, pdf.raw(stream))
}

/// Decodes an image.
pub(crate) fn decode(pdf: &Pdf, stream: &Stream) -> Result<Raster, Fail> {
    let size = |key: &[u8]| pdf.number(&stream.dict, key).filter(|n| *n >= 1.0).map(|n| n as usize);
    let (Some(width), Some(height)) = (size(b"Width"), size(b"Height")) else { return Err(damaged("no size")) };
    if width.saturating_mul(height) > MAX_PIXELS {
        return Err(Fail::Limit(super::limits::PIXELS));
    }
    let (codec, params) = codec(pdf, stream);
    let data = encoded(pdf, stream)?;
    match codec {
        Codec::Fax => {
            let bits = fax(pdf, params, &data, width, height);
            Ok(samples(pdf, stream, &bits, width, height, 1))
        }
        Codec::Jbig2 => {
            let globals = params.and_then(|p| pdf.stream(p, b"JBIG2Globals")).map(|s| pdf.data(s)).transpose()?;
            let bits = jbig2(&data, globals.as_deref(), width, height)?;
            Ok(samples(pdf, stream, &bits, width, height, 1))
        }
        Codec::Jpeg => jpeg(&data),
        Codec::Jpeg2000 => jpeg2000(&data),
        Codec::Plain => {
            let mask = matches!(pdf.get(&stream.dict, b"ImageMask"), Some(Object::Boolean(true)));
            let depth = if mask { 1 } else { size(b"BitsPerComponent").unwrap_or(8) };
            if !matches!(depth, 1 | 2 | 4 | 8 | 16) {
                return Err(damaged("odd depth"));
            }
            Ok(samples(pdf, stream, &data, width, height, depth))
        }
    }
}

/// Rows of bits, 1 for white unless the parameters say otherwise.
fn fax(pdf: &Pdf, params: Option<&Dictionary>, data: &[u8], width: usize, height: usize) -> Vec<u8> {
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

/// Rows of bits, 1 for white.
fn jbig2(data: &[u8], globals: Option<&[u8]>, width: usize, height: usize) -> Result<Vec<u8>, Fail> {
    use hayro_jbig2::{DecodeSettings, Globals, Page};
    let settings = DecodeSettings::default();
    let failed = |_| damaged("JBIG2");
    let globals = globals.map(|g| Globals::new(g, &settings)).transpose().map_err(failed)?;
    let page = Page::new_embedded(data, globals.as_ref(), &settings).map_err(failed)?;
    if (page.width() as usize).saturating_mul(page.height() as usize) > MAX_PIXELS {
        return Err(Fail::Limit(super::limits::PIXELS));
    }
    let mut bits = Bits { bytes: vec![0xFF; width.div_ceil(8) * height], stride: width.div_ceil(8), width, x: 0, y: 0 };
    page.decode(&mut bits).map_err(failed)?;
    Ok(bits.bytes)
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

fn jpeg(data: &[u8]) -> Result<Raster, Fail> {
    use zune_jpeg::JpegDecoder;
    use zune_jpeg::zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(MAX_PIXELS / 1000)
        .set_max_height(MAX_PIXELS / 1000)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().map_err(|e| damaged(&format!("JPEG: {e:?}")))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| damaged("JPEG without size"))?;
    if width.saturating_mul(height) > MAX_PIXELS {
        return Err(Fail::Limit(super::limits::PIXELS));
    }
    let pixels = decoder.decode().map_err(|e| damaged(&format!("JPEG: {e:?}")))?;
    let components = (pixels.len() / (width * height).max(1)).max(1);
    Ok(Raster { width, height, grey: mix(&pixels, components, false) })
}

fn jpeg2000(data: &[u8]) -> Result<Raster, Fail> {
    use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};
    let failed = |e| damaged(&format!("JPEG 2000: {e}"));
    let image = Image::new(data, &DecodeSettings::default()).map_err(failed)?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    if width.saturating_mul(height) > MAX_PIXELS {
        return Err(Fail::Limit(super::limits::PIXELS));
    }
    let mut context = DecoderContext::default();
    let pixels = image.decode(&mut context).map_err(failed)?.data_u8();
    let components = (pixels.len() / (width * height).max(1)).max(1);
    Ok(Raster { width, height, grey: mix(&pixels, components, false) })
}

/// Interleaved bytes to grey: RGB by luminance, CMYK (`ink`) and single inks as darkness.
fn mix(bytes: &[u8], components: usize, ink: bool) -> Vec<u8> {
    bytes
        .chunks_exact(components)
        .map(|c| match c {
            [k] | [k, _] if ink => 255 - k,
            [g] | [g, _] => *g,
            [r, g, b] => ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8,
            [c, m, y, k, ..] if ink => {
                let dark = (u32::from(*c) * 299 + u32::from(*m) * 587 + u32::from(*y) * 114) / 1000 + u32::from(*k);
                255 - dark.min(255) as u8
            }
            [r, g, b, ..] => ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8,
            [] => 255,
        })
        .collect()
}

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
fn samples(pdf: &Pdf, stream: &Stream, data: &[u8], width: usize, height: usize, depth: usize) -> Raster {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_grey() {
        for (bytes, components, ink, expected, why) in [
            (&[0u8, 255][..], 1, false, &[0u8, 255][..], "grey"),
            (&[255, 255, 255, 0, 0, 0], 3, false, &[255, 0], "RGB"),
            (&[0, 0, 0, 255, 0, 0, 0, 0], 4, true, &[0, 255], "CMYK: black ink, then none"),
            (&[255, 0], 1, true, &[0, 255], "one ink"),
        ] {
            assert_eq!(mix(bytes, components, ink), expected, "{why}");
        }
    }

    #[test]
    fn runs_become_bits() {
        use hayro_ccitt::Decoder;
        let mut rows = Rows { bytes: Vec::new(), stride: 2, width: 10, height: 1, black_is_1: true };
        rows.push_row(&[2, 4, 9]);
        rows.push_row(&[0]);
        assert_eq!(rows.bytes, [0b0011_0000, 0b0100_0000], "the second row is one too many");
    }
}
