//! Pages that are pictures: their images for OCR, and what OCR read back into the page's layout.
//!
//! Takes a file and the numbers of its scanned pages, lends one [`Scan`] after the other; takes [`Found`] words with
//! boxes and gives a [`RawPage`] in reading order, as if a producer had written them: a header block in two
//! columns comes out as two blocks. Refuses pages without an image object; those would need a renderer.

use super::content::{AFTER_SPACE, Glyph, Interpreter, PageContent, Ruling, hidden_groups};
use super::font::{Fonts, Uni};
use super::geometry::{Matrix, Rect, Segment};
use super::image::{self, Raster};
use super::object::{Fail, Pdf};
use super::{Limits, layout, rules};
use crate::source::RawPage;

/// A page's picture, upright.
pub(crate) struct Scan {
    /// Index of the page.
    pub(crate) page: usize,
    /// A file that tesseract reads: JPEG or PGM.
    pub(crate) file: Vec<u8>,
    /// Dots per inch.
    pub(crate) dpi: u32,
    /// Where the picture stands on the page, in points from the top left.
    area: Rect,
    pixels: (usize, usize),
    /// The page's size in points.
    size: (f32, f32),
    /// The ruling of tables in the picture, in points of the page.
    ruling: Vec<Segment>,
}

/// A recognized word, in pixels of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) text: String,
    /// Left, top, right, bottom.
    pub(crate) bbox: [f32; 4],
    /// Number of its block and of its line.
    pub(crate) block: u32,
    pub(crate) line: u32,
    /// How sure the reading is, in percent.
    pub(crate) confidence: f32,
}

/// Dots per inch of a picture that is put together; enough for print of 8 points.
const MAX_DPI: f32 = 300.0;
/// Images smaller than this share of the page are seals and logos.
const SMALL: f32 = 0.02;
/// An image of this share of the page is the page.
const WHOLE: f32 = 0.5;

/// Calls `use_scan` with the picture of every page of `wanted`, or with the reason why there is none.
pub(crate) fn for_each(
    bytes: &[u8],
    limits: &Limits,
    wanted: &[usize],
    mut use_scan: impl FnMut(usize, Result<Scan, String>),
) {
    let pdf = match Pdf::load(bytes, limits) {
        Ok(pdf) => pdf,
        Err(e) => return wanted.iter().for_each(|&i| use_scan(i, Err(reason(&e)))),
    };
    let pages = pdf.pages(limits.max_pages);
    let hidden = hidden_groups(&pdf);
    let mut fonts = Fonts::default();
    for &i in wanted {
        let Some(page) = pages.get(i) else { continue };
        let content = Interpreter::page(&pdf, page, &mut fonts, limits, &hidden);
        use_scan(i, scan(&pdf, &content, i, (page.width, page.height)).map_err(|e| reason(&e)));
    }
}

fn reason(fail: &Fail) -> String {
    match fail {
        Fail::Encrypted => "is encrypted".to_owned(),
        Fail::Damaged(message) => message.clone(),
        Fail::Limit(name) => format!("reached the limit of {name}"),
    }
}

fn scan(pdf: &Pdf, content: &PageContent, page: usize, size: (f32, f32)) -> Result<Scan, Fail> {
    let whole = Rect { x0: 0.0, y0: 0.0, x1: size.0, y1: size.1 };
    let share = |m: &Matrix| m.bounds([0.0, 0.0, 1.0, 1.0]).intersect(whole).area() / whole.area().max(1.0);
    let mut pictures: Vec<(Matrix, &lopdf::Stream, f32)> = content
        .pictures
        .iter()
        .filter_map(|(m, id)| Some((*m, pdf.stream_by_id(*id)?, share(m))))
        .filter(|p| p.2 >= SMALL)
        .collect();
    // A picture that covers the page alone: a seal or a text layer's ornament on it would only disturb.
    if let Some(best) =
        pictures.iter().copied().filter(|p| p.2 >= WHOLE && is_level(&p.0)).max_by(|a, b| a.2.total_cmp(&b.2))
    {
        pictures = vec![best];
    }
    let Some(first) = pictures.first() else { return Err(Fail::Damaged("holds no image that could be read".into())) };
    if let [(matrix, stream, _)] = pictures[..]
        && matrix.0[0] > 0.0
        && matrix.0[3] < 0.0
        && is_level(&matrix)
        && let Some(file) = image::jpeg_file(pdf, stream)
    {
        let side = |key: &[u8]| pdf.number(&stream.dict, key).unwrap_or(1.0).max(1.0) as usize;
        let area = matrix.bounds([0.0, 0.0, 1.0, 1.0]);
        let pixels = (side(b"Width"), side(b"Height"));
        let dpi = dpi(pixels.0, area);
        let ruling = image::decode(pdf, stream).map(|r| ruling(&r, dpi, area)).unwrap_or_default();
        return Ok(Scan { page, file, dpi, area, pixels, size, ruling });
    }
    let (matrix, ..) = *first;
    let rasters: Vec<(Matrix, Raster)> =
        pictures.iter().map(|p| image::decode(pdf, p.1).map(|r| (p.0, r))).collect::<Result<_, _>>()?;
    let (area, pixels) = match &rasters[..] {
        [(_, r)] if is_level(&matrix) => {
            let swapped = matrix.0[0].abs() < matrix.0[1].abs();
            (matrix.bounds([0.0, 0.0, 1.0, 1.0]), if swapped { (r.height, r.width) } else { (r.width, r.height) })
        }
        _ => {
            let finest = rasters.iter().map(|(m, r)| r.width as f32 / m.0[0].hypot(m.0[1]).max(1.0) * 72.0);
            let dots = finest.fold(100.0, f32::max).min(MAX_DPI) / 72.0;
            (whole, ((size.0 * dots) as usize, (size.1 * dots) as usize))
        }
    };
    if pixels.0.max(1).saturating_mul(pixels.1.max(1)) > MAX_CANVAS {
        return Err(Fail::Limit(super::limits::PIXELS));
    }
    let canvas = Raster { width: pixels.0, height: pixels.1, grey: paint(&rasters, area, pixels) };
    let dpi = dpi(pixels.0, area);
    let ruling = ruling(&canvas, dpi, area);
    let mut file = format!("P5\n{} {}\n255\n", pixels.0, pixels.1).into_bytes();
    file.extend_from_slice(&canvas.grey);
    Ok(Scan { page, file, dpi, area, pixels, size, ruling })
}

/// The lines of a picture that fills an area of the page, in points.
fn ruling(picture: &Raster, dpi: u32, area: Rect) -> Vec<Segment> {
    let (sx, sy) =
        ((area.x1 - area.x0) / picture.width.max(1) as f32, (area.y1 - area.y0) / picture.height.max(1) as f32);
    let place = |s: Segment| {
        let (along, across, start, side) =
            if s.horizontal { (sx, sy, area.x0, area.y0) } else { (sy, sx, area.y0, area.x0) };
        Segment { at: side + s.at * across, from: start + s.from * along, to: start + s.to * along, ..s }
    };
    rules::lines(picture, dpi).into_iter().map(place).collect()
}

/// Pixels of a picture that is put together.
const MAX_CANVAS: usize = 150_000_000;

fn dpi(pixels: usize, area: Rect) -> u32 {
    (pixels as f32 * 72.0 / (area.x1 - area.x0).max(1.0)).clamp(70.0, 1200.0) as u32
}

/// Whether the sides run along the axes.
fn is_level(m: &Matrix) -> bool {
    let [a, b, c, d, ..] = m.0;
    let scale = a.hypot(b).max(c.hypot(d)) * 0.01;
    b.abs().max(c.abs()) < scale || a.abs().max(d.abs()) < scale
}

/// The pictures on one canvas, the nearest pixel each: turned, mirrored and put together as the page says.
fn paint(rasters: &[(Matrix, Raster)], area: Rect, (width, height): (usize, usize)) -> Vec<u8> {
    let mut out = vec![255u8; width * height];
    let step = ((area.x1 - area.x0) / width as f32, (area.y1 - area.y0) / height as f32);
    for (matrix, raster) in rasters {
        let [a, b, c, d, e, f] = matrix.0.map(f64::from);
        let det = a * d - b * c;
        if det.abs() < 1e-9 {
            continue;
        }
        for (row, line) in out.chunks_exact_mut(width.max(1)).enumerate() {
            let y = f64::from(area.y0 + (row as f32 + 0.5) * step.1) - f;
            for (column, pixel) in line.iter_mut().enumerate() {
                let x = f64::from(area.x0 + (column as f32 + 0.5) * step.0) - e;
                // The inverse of the matrix: from the page into the image's unit square, whose top is 1.
                let (u, v) = ((d * x - c * y) / det, 1.0 - (a * y - b * x) / det);
                if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                    let at = (v * raster.height as f64) as usize * raster.width + (u * raster.width as f64) as usize;
                    *pixel = raster.grey.get(at).copied().unwrap_or(255);
                }
            }
        }
    }
    out
}

/// How far the middle one of the words of a line reaches below the baseline, in font sizes: half of them have a
/// descender or a dot below.
const DESCENT: f32 = 0.1;
/// Lines of one block are apart by this share of the font size at least, whatever specks do to their boxes.
const LEADING: f32 = 0.8;

/// Lays out what was found on scanned pages, in the order of `pages`.
pub(crate) fn lay_out(pages: &[(Scan, Vec<Found>)]) -> Vec<RawPage> {
    let fonts = Fonts::default();
    let mut sheets: Vec<layout::Sheet> = pages
        .iter()
        .map(|(scan, found)| {
            let ruling = Ruling { segments: scan.ruling.clone(), ..Ruling::default() };
            let content = PageContent { glyphs: glyphs(scan, found), ruling, ..PageContent::default() };
            layout::Sheet::new(&content, &fonts, scan.size.0, scan.size.1)
        })
        .collect();
    layout::running::mark(&mut sheets, 0);
    layout::pages(sheets).collect()
}

/// The words as glyphs, evenly spaced; lines of about the usual height get the same font size.
fn glyphs(scan: &Scan, found: &[Found]) -> Vec<Glyph> {
    let (sx, sy) = (
        (scan.area.x1 - scan.area.x0) / scan.pixels.0.max(1) as f32,
        (scan.area.y1 - scan.area.y0) / scan.pixels.1.max(1) as f32,
    );
    let usual = middle(found.iter().map(|w| w.bbox[3] - w.bbox[1])).max(1.0);
    let mut out = Vec::new();
    let mut last: Option<(u32, f32)> = None;
    for line in found.chunk_by(|a, b| (a.block, a.line) == (b.block, b.line)) {
        // Not the line's own box: one speck in it reaches into the next line.
        let height = middle(line.iter().map(|w| w.bbox[3] - w.bbox[1]));
        let height = if (0.6..1.5).contains(&(height / usual)) { usual } else { height };
        let size = height * sy;
        let mut base = scan.area.y0 + middle(line.iter().map(|w| w.bbox[3])) * sy - DESCENT * size;
        let block = line[0].block;
        if let Some((_, above)) = last.filter(|l| l.0 == block) {
            base = base.max(above + LEADING * size);
        }
        last = Some((block, base));
        for word in line {
            let count = word.text.chars().count().max(1) as f32;
            let (x0, x1) = (scan.area.x0 + word.bbox[0] * sx, scan.area.x0 + word.bbox[2] * sx);
            let dx = (x1 - x0) / count;
            out.extend(word.text.chars().enumerate().map(|(i, c)| Glyph {
                uni: Uni::from(c),
                code: 0,
                font: u16::MAX,
                flags: if i == 0 { AFTER_SPACE } else { 0 },
                x: x0 + dx * i as f32,
                y: base,
                dx,
                dy: 0.0,
                size,
            }));
        }
    }
    out
}

fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_turned_upright() {
        // Two pixels side by side, black and white.
        let raster = Raster { width: 2, height: 1, grey: vec![0, 255] };
        let area = Rect { x0: 0.0, y0: 0.0, x1: 2.0, y1: 2.0 };
        for (matrix, expected, why) in [
            ([2.0, 0.0, 0.0, -2.0, 0.0, 2.0], [0, 255, 0, 255], "upright"),
            ([-2.0, 0.0, 0.0, 2.0, 2.0, 0.0], [255, 0, 255, 0], "upside down"),
            ([0.0, 2.0, 2.0, 0.0, 0.0, 0.0], [0, 0, 255, 255], "a quarter turn"),
        ] {
            let out = paint(&[(Matrix(matrix), raster.clone())], area, (2, 2));
            assert_eq!(out, expected, "{why}");
        }
    }

    #[test]
    fn ruling_stands_where_the_picture_stands() {
        let mut picture = Raster { width: 200, height: 100, grey: vec![255; 20_000] };
        picture.grey[40 * 200 + 10..40 * 200 + 190].fill(0);
        let area = Rect { x0: 100.0, y0: 50.0, x1: 500.0, y1: 250.0 };
        let expected = Segment { horizontal: true, at: 131.0, from: 120.0, to: 480.0 };
        assert_eq!(ruling(&picture, 72, area), [expected]);
    }

    #[test]
    fn words_come_back_as_a_page() {
        let area = Rect { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 };
        let scan = Scan {
            page: 0,
            file: Vec::new(),
            dpi: 72,
            area,
            pixels: (595, 842),
            size: (595.0, 842.0),
            ruling: Vec::new(),
        };
        let word = |text: &str, x0: f32, x1: f32, y: f32| Found {
            text: text.into(),
            bbox: [x0, y, x1, y + 12.0],
            block: 1,
            line: y as u32,
            confidence: 90.0,
        };
        let found = vec![
            word("Báo", 100.0, 122.0, 100.0),
            word("cáo", 126.0, 146.0, 100.0),
            word("Kính", 100.0, 125.0, 150.0),
            word("gửi", 129.0, 145.0, 150.0),
        ];
        let page = lay_out(&[(scan, found)]).remove(0);
        assert_eq!(page.text, "Báo cáo\nKính gửi");
        assert_eq!(page.words.len(), 4);
        assert!(page.words.iter().next().is_some_and(|w| (w.bbox[0] - 100.0).abs() < 1.0), "{:?}", page.words);
    }
}
