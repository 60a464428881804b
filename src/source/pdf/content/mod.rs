//! Content streams to glyphs, drawn lines and image areas.
//!
//! Takes a page, gives [`PageContent`] in points from the page's top left; follows forms and annotation
//! appearances, leaves out what optional content switches off, replaces what `ActualText` replaces.
//! Refuses nothing: an operator without its operands does nothing, a limit ends the page where it is.

mod annotation;
mod doubles;
mod marked;
mod path;
mod state;
mod text;

use super::font::{Fonts, Uni};
use super::geometry::{Matrix, Rect};
use super::lexer::{Lexer, Token};
use super::limits::{self, Limits};
use super::object::{Fail, Pdf};
use crate::source::pdf::pages::Page;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use marked::Marks;
use path::Path;
use state::{Graphics, State};
use std::collections::HashSet;

pub(crate) use marked::hidden_groups;
pub(crate) use path::Ruling;

/// A shown glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// What it stands for.
    pub(crate) uni: Uni,
    /// Its code in the font.
    pub(crate) code: u32,
    /// Its font.
    pub(crate) font: u16,
    /// Where it comes from and what stands before it.
    pub(crate) flags: u8,
    /// Origin on the baseline.
    pub(crate) x: f32,
    /// Origin on the baseline.
    pub(crate) y: f32,
    /// Advance.
    pub(crate) dx: f32,
    /// Advance.
    pub(crate) dy: f32,
    /// Height of the font.
    pub(crate) size: f32,
}

/// A space character was shown before the glyph.
pub(crate) const AFTER_SPACE: u8 = 1;
/// The glyph belongs to an annotation.
pub(crate) const STAMP: u8 = 2;
/// The producer marked the glyph as page furniture.
pub(crate) const FURNITURE: u8 = 4;
/// The glyph was replaced by an `ActualText` and shows nothing.
pub(crate) const REPLACED: u8 = 8;

/// The glyph was converted from an encoding without capitals.
pub(crate) const LEGACY: u8 = 16;

/// The glyph is not painted: the text layer of a scan, or a second copy of the text.
pub(crate) const INVISIBLE: u8 = 32;

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct PageContent {
    /// In the order of the content stream.
    pub(crate) glyphs: Vec<Glyph>,
    /// Lines and filled rectangles along the axes.
    pub(crate) ruling: Ruling,
    /// Areas of images.
    pub(crate) images: Vec<Rect>,
    /// Curves drawn.
    pub(crate) curves: usize,
    /// Strings shown that are not painted.
    pub(crate) invisible: usize,
    /// Images that are objects of their own: where their unit square stands, and which object.
    pub(crate) pictures: Vec<(Matrix, ObjectId)>,
    /// Why a part of the page is missing.
    pub(crate) failed: Option<Fail>,
}

/// Reads pages of one file.
pub(crate) struct Interpreter<'a> {
    pdf: &'a Pdf<'a>,
    fonts: &'a mut Fonts,
    limits: &'a Limits,
    hidden: &'a HashSet<ObjectId>,
    out: PageContent,
    operators_left: usize,
    state: State,
    stack: Vec<Graphics>,
    path: Path,
    marks: Marks,
    layer: u8,
    after_space: bool,
}

/// Operands before an operator; more are dropped. `TJ` arrays of whole lines have a few hundred.
const MAX_OPERANDS: usize = 1 << 16;
/// Areas of images that count.
const MAX_IMAGES: usize = 10_000;
/// Operators between two looks at the clock.
const CLOCK: usize = 4096;

impl<'a> Interpreter<'a> {
    /// Reads one page.
    pub(crate) fn page(
        pdf: &'a Pdf<'a>,
        page: &Page<'a>,
        fonts: &'a mut Fonts,
        limits: &'a Limits,
        hidden: &'a HashSet<ObjectId>,
    ) -> PageContent {
        let (data, failed) = pdf.content(page);
        let mut me = Self {
            pdf,
            fonts,
            limits,
            hidden,
            out: PageContent { failed, ..PageContent::default() },
            operators_left: limits.max_operators,
            state: State::new(page.base),
            stack: Vec::new(),
            path: Path::default(),
            marks: Marks::default(),
            layer: 0,
            after_space: false,
        };
        me.run(&data, page.resources, 0);
        if me.out.invisible > 0 {
            doubles::drop_invisible(&mut me.out.glyphs);
        }
        me.annotations(page);
        me.out
    }

    fn run(&mut self, data: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        let floor = self.stack.len();
        let mut lexer = Lexer::new(data);
        let mut operands: Vec<Token<'_>> = Vec::with_capacity(64);
        while let Some(token) = lexer.next() {
            if let Token::Op(op) = token {
                if !self.tick() {
                    break;
                }
                if op == b"BI" {
                    self.inline_image(&mut lexer);
                } else {
                    self.operator(op, &operands, &lexer, resources, depth, floor);
                }
                operands.clear();
                lexer.clear();
            } else if operands.len() < MAX_OPERANDS {
                operands.push(token);
            }
        }
        // What a form leaves open does not reach its caller.
        if let Some(graphics) = self.stack.get(floor).copied() {
            self.state.graphics = graphics;
            self.stack.truncate(floor);
        }
    }

    /// Counts an operator; false when a limit is reached.
    fn tick(&mut self) -> bool {
        if self.operators_left == 0 {
            self.out.failed = Some(Fail::Limit(limits::OPERATORS));
            return false;
        }
        self.operators_left -= 1;
        if self.operators_left.is_multiple_of(CLOCK) && self.pdf.out_of_time() {
            self.operators_left = 0;
            self.out.failed = Some(Fail::Limit(limits::TIME));
            return false;
        }
        true
    }

    fn operator(
        &mut self,
        op: &[u8],
        operands: &[Token<'_>],
        lexer: &Lexer<'_>,
        resources: Option<&'a Dictionary>,
        depth: usize,
        floor: usize,
    ) {
        match op {
            b"q" => {
                if self.stack.len() < self.limits.max_depth * 64 {
                    self.stack.push(self.state.graphics);
                }
            }
            b"Q" => {
                if self.stack.len() > floor
                    && let Some(graphics) = self.stack.pop()
                {
                    self.state.graphics = graphics;
                }
            }
            b"cm" => {
                if let Some(m) = numbers::<6>(operands) {
                    self.state.graphics.ctm = Matrix(m).then(&self.state.graphics.ctm);
                }
            }
            b"Do" => {
                if let Some(name) = name(operands) {
                    self.x_object(name, resources, depth);
                }
            }
            b"BMC" | b"BDC" => self.begin_marked(operands, lexer, resources),
            b"EMC" => self.end_marked(),
            b"Tf" => {
                if let [.., Token::Name(font), Token::Num(size)] = operands {
                    let font = super::lexer::unescape_name(font);
                    self.state.graphics.font = Some(self.fonts.find(self.pdf, resources, &font));
                    self.state.graphics.size = *size;
                }
            }
            b"gs" => self.graphics_state(operands, resources),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*"
            | b"b" | b"b*" | b"n" => {
                self.out.curves += usize::from(matches!(op, b"c" | b"v" | b"y"));
                self.path.operator(op, operands, &self.state.graphics.ctm, &mut self.out.ruling);
            }
            _ => self.text_operator(op, operands, lexer),
        }
    }

    /// `gs` may set the font.
    fn graphics_state(&mut self, operands: &[Token<'_>], resources: Option<&'a Dictionary>) {
        let states = resources.and_then(|r| self.pdf.dict(r, b"ExtGState"));
        let Some(state) = name(operands).and_then(|n| self.pdf.dict(states?, n)) else { return };
        if let Some([font, size]) = self.pdf.array(state, b"Font")
            && let (Object::Reference(_), Some(size)) = (font, super::object::as_number(self.pdf.resolve(size)))
        {
            let mut one = Dictionary::new();
            one.set("F", font.clone());
            let mut fonts = Dictionary::new();
            fonts.set("Font", Object::Dictionary(one));
            self.state.graphics.font = Some(self.fonts.find(self.pdf, Some(&fonts), b"F"));
            self.state.graphics.size = size;
        }
    }

    fn x_object(&mut self, name: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        let pdf = self.pdf;
        let name = super::lexer::unescape_name(name);
        let Some(objects) = resources.and_then(|r| pdf.dict(r, b"XObject")) else { return };
        let Some(stream) = pdf.stream(objects, &name) else { return };
        if self.is_off(&stream.dict) {
            return;
        }
        match pdf.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.image(Pdf::id_of(objects, &name)),
            _ => self.form(stream, resources, depth),
        }
    }

    fn image(&mut self, id: Option<ObjectId>) {
        if self.layer == 0 && self.marks.visible() && self.out.images.len() < MAX_IMAGES {
            let ctm = self.state.graphics.ctm;
            self.out.images.push(ctm.bounds([0.0, 0.0, 1.0, 1.0]));
            self.out.pictures.extend(id.map(|id| (ctm, id)));
        }
    }

    fn form(&mut self, stream: &'a Stream, resources: Option<&'a Dictionary>, depth: usize) {
        if depth >= self.limits.max_depth {
            self.out.failed = Some(Fail::Limit(limits::DEPTH));
            return;
        }
        let data = match self.pdf.data(stream) {
            Ok(data) => data,
            Err(e) => {
                self.out.failed = Some(e);
                return;
            }
        };
        let saved = self.state;
        if let Some(m) = self.pdf.numbers::<6>(&stream.dict, b"Matrix") {
            self.state.graphics.ctm = Matrix(m).then(&self.state.graphics.ctm);
        }
        let own = self.pdf.dict(&stream.dict, b"Resources").or(resources);
        let open = self.marks.len();
        self.run(&data, own, depth + 1);
        while self.marks.len() > open {
            self.end_marked();
        }
        self.state = saved;
    }

    /// Skips an inline image; its area counts.
    fn inline_image(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(token) = lexer.next() {
            if token == Token::Op(b"ID") {
                lexer.skip_inline_image();
                break;
            }
        }
        self.image(None);
    }
}

/// The last `N` operands as numbers.
fn numbers<const N: usize>(operands: &[Token<'_>]) -> Option<[f32; N]> {
    let mut out = [0.0; N];
    let from = operands.len().checked_sub(N)?;
    for (slot, token) in out.iter_mut().zip(&operands[from..]) {
        match token {
            Token::Num(n) => *slot = *n,
            _ => return None,
        }
    }
    Some(out)
}

/// The last operand as a name.
fn name<'t>(operands: &[Token<'t>]) -> Option<&'t [u8]> {
    match operands.last() {
        Some(Token::Name(n)) => Some(n),
        _ => None,
    }
}
