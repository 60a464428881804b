//! Image streams to grey pixels, for OCR.
//!
//! Takes an image object (CCITT fax, JBIG2, JPEG, JPEG 2000, or plain samples behind Flate and LZW), gives a
//! [`Raster`]. Colours become grey; a scan of `CỘNG HÒA` with a red seal keeps both. Refuses images larger than
//! [`MAX_PIXELS`] and streams that cannot be decoded; what a damaged fax gives up to the damage is kept.

mod fax;
mod jbig2;
mod samples;

use super::limits;
use super::object::{Fail, Pdf};
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

/// Refuses an image of more pixels than [`MAX_PIXELS`], or of more than the file's memory holds when its codec takes `each` bytes
/// for a pixel: a stream of a kilobyte may claim any size.
fn afford(pdf: &Pdf, pixels: usize, each: usize) -> Result<(), Fail> {
    if pixels > MAX_PIXELS {
        return Err(Fail::Limit(limits::PIXELS));
    }
    if pixels.saturating_mul(each) > pdf.max_memory { Err(Fail::Limit(limits::MEMORY)) } else { Ok(()) }
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
    // Samples or bits, and the grey.
    afford(pdf, width.saturating_mul(height), 2)?;
    let (codec, params) = codec(pdf, stream);
    let data = encoded(pdf, stream)?;
    match codec {
        Codec::Fax => {
            let bits = fax::bits(pdf, params, &data, width, height);
            Ok(samples::grey(pdf, stream, &bits, width, height, 1))
        }
        Codec::Jbig2 => {
            let globals = params.and_then(|p| pdf.stream(p, b"JBIG2Globals")).map(|s| pdf.data(s)).transpose()?;
            let bits = jbig2::bits(pdf, &data, globals.as_deref(), width, height)?;
            Ok(samples::grey(pdf, stream, &bits, width, height, 1))
        }
        Codec::Jpeg => jpeg(pdf, &data),
        Codec::Jpeg2000 => jpeg2000(pdf, &data),
        Codec::Plain => {
            let mask = matches!(pdf.get(&stream.dict, b"ImageMask"), Some(Object::Boolean(true)));
            let depth = if mask { 1 } else { size(b"BitsPerComponent").unwrap_or(8) };
            if !matches!(depth, 1 | 2 | 4 | 8 | 16) {
                return Err(damaged("odd depth"));
            }
            Ok(samples::grey(pdf, stream, &data, width, height, depth))
        }
    }
}

fn jpeg(pdf: &Pdf, data: &[u8]) -> Result<Raster, Fail> {
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
    // A sample of up to four components, and of its coefficients two bytes.
    afford(pdf, width.saturating_mul(height), 12)?;
    let pixels = decoder.decode().map_err(|e| damaged(&format!("JPEG: {e:?}")))?;
    let components = (pixels.len() / (width * height).max(1)).max(1);
    Ok(Raster { width, height, grey: mix(&pixels, components, false) })
}

fn jpeg2000(pdf: &Pdf, data: &[u8]) -> Result<Raster, Fail> {
    use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};
    let failed = |e| damaged(&format!("JPEG 2000: {e}"));
    let image = Image::new(data, &DecodeSettings::default()).map_err(failed)?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    // A number of four bytes and a sample for each component, and the grey.
    let channels = usize::from(image.color_space().num_channels()) + usize::from(image.has_alpha());
    afford(pdf, width.saturating_mul(height), 5 * channels.max(1) + 1)?;
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
}
