//! The stages of the reader one by one, for benches and fuzz targets; not a part of the library's interface.
//!
//! Takes bytes (a content stream, a CMap, a font program, a file), gives counts to assert on. Refuses nothing:
//! what cannot be read counts as nothing. `(Thu) Tj` is 2 tokens, `1 beginbfchar <24> <1EBF> endbfchar` one letter, ế.

use super::content::{Interpreter, PageContent, hidden_groups};
use super::font::{self, Fonts};
use super::lexer::{Lexer, Token};
use super::object::Pdf;
use super::{Limits, layout, scan, table};
use crate::source::RawPage;

/// Tokens of a content stream.
#[must_use]
pub fn lex(data: &[u8]) -> usize {
    let mut lexer = Lexer::new(data);
    let mut count = 0;
    while let Some(token) = lexer.next() {
        match token {
            Token::Op(b"ID") => lexer.skip_inline_image(),
            Token::Op(_) => lexer.clear(),
            _ => {}
        }
        count += 1;
    }
    count
}

/// Codes that a CMap maps to text.
#[must_use]
pub fn cmap(data: &[u8]) -> usize {
    font::cmap_codes(data)
}

/// Glyphs of an embedded font program that have a name or a character.
#[must_use]
pub fn font_program(data: &[u8]) -> usize {
    font::program_glyphs(data)
}

/// Pages of a file, of the first `pages`, whose picture can be made for OCR.
#[must_use]
pub fn scans(data: &[u8], pages: usize, limits: &Limits) -> usize {
    let (wanted, mut made): (Vec<usize>, _) = ((0..pages).collect(), 0);
    scan::for_each(data, limits, &wanted, |_, scan| made += usize::from(scan.is_ok()));
    made
}

/// A loaded file.
pub struct File<'f> {
    pdf: Pdf<'f>,
    limits: Limits,
}

impl<'f> File<'f> {
    /// Loads a file; none when it is refused.
    #[must_use]
    pub fn load(bytes: &'f [u8], limits: Limits) -> Option<Self> {
        let pdf = Pdf::load(bytes, &limits).ok()?;
        Some(Self { pdf, limits })
    }

    /// The decoded content stream of every page.
    #[must_use]
    pub fn streams(&self) -> Vec<Vec<u8>> {
        self.pdf.pages(self.limits.max_pages).iter().map(|p| self.pdf.content(p).0).collect()
    }

    /// Reads every font that a page names; how many there are.
    #[must_use]
    pub fn fonts(&self) -> usize {
        let mut fonts = Fonts::default();
        for page in self.pdf.pages(self.limits.max_pages) {
            let Some(named) = page.resources.and_then(|r| self.pdf.dict(r, b"Font")) else { continue };
            for (name, _) in named {
                fonts.find(&self.pdf, page.resources, name);
            }
        }
        fonts.len()
    }

    /// Runs every page's content.
    #[must_use]
    pub fn draw(&self) -> Drawn {
        let hidden = hidden_groups(&self.pdf);
        let mut fonts = Fonts::default();
        let pages = self.pdf.pages(self.limits.max_pages);
        let pages = pages
            .iter()
            .map(|p| (Interpreter::page(&self.pdf, p, &mut fonts, &self.limits, &hidden), p.width, p.height));
        Drawn { pages: pages.collect(), fonts }
    }
}

/// What stands on the pages of a file.
pub struct Drawn {
    pages: Vec<(PageContent, f32, f32)>,
    fonts: Fonts,
}

impl Drawn {
    /// Glyphs on all pages.
    #[must_use]
    pub fn glyphs(&self) -> usize {
        self.pages.iter().map(|p| p.0.glyphs.len()).sum()
    }

    /// Words, tables, reading order and paragraphs of all pages.
    #[must_use]
    pub fn layout(&self) -> Vec<RawPage> {
        let mut sheets: Vec<_> =
            self.pages.iter().map(|(c, w, h)| layout::Sheet::new(c, &self.fonts, *w, *h)).collect();
        layout::running::mark(&mut sheets, 0);
        layout::running::continue_tables(&mut sheets, None);
        layout::pages(sheets).collect()
    }

    /// Cells of the ruled tables of all pages.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.pages.iter().flat_map(|p| table::grids(&p.0.ruling.segments)).map(|g| g.cells.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let rows: [(usize, usize, &str); 4] = [
            (lex(b"(Thu) Tj"), 2, "a string and an operator"),
            (lex(b"BI /W 1 ID \x00\x01 EI Q"), 5, "an inline image is skipped"),
            (cmap(b"1 beginbfchar <24> <1EBF> endbfchar"), 1, "one letter"),
            (font_program(b"not a font"), 0, "junk"),
        ];
        for (got, expected, reason) in rows {
            assert_eq!(got, expected, "{reason}");
        }
        assert!(File::load(b"not a file", Limits::default()).is_none());
        assert_eq!(scans(b"not a file", 2, &Limits::default()), 0);
    }
}
