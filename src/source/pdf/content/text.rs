//! Text operators: from shown strings to placed glyphs.

use super::{AFTER_SPACE, Glyph, INVISIBLE, Interpreter, numbers};
use crate::source::pdf::geometry::Matrix;
use crate::source::pdf::lexer::{Lexer, Token};
use crate::source::pdf::object::Fail;

impl Interpreter<'_> {
    pub(super) fn text_operator(&mut self, op: &[u8], operands: &[Token<'_>], lexer: &Lexer<'_>) {
        let one = || numbers::<1>(operands).map(|n| n[0]);
        match op {
            b"BT" => {
                self.state.text = Matrix::IDENTITY;
                self.state.line = Matrix::IDENTITY;
            }
            b"Tm" => {
                if let Some(m) = numbers::<6>(operands) {
                    self.state.text = Matrix(m);
                    self.state.line = Matrix(m);
                }
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers::<2>(operands) {
                    if op == b"TD" {
                        self.state.graphics.leading = -y;
                    }
                    self.state.move_line(x, y);
                }
            }
            b"T*" => self.state.move_line(0.0, -self.state.graphics.leading),
            b"TL" => self.state.graphics.leading = one().unwrap_or(self.state.graphics.leading),
            b"Tc" => self.state.graphics.char_space = one().unwrap_or(self.state.graphics.char_space),
            b"Tw" => self.state.graphics.word_space = one().unwrap_or(self.state.graphics.word_space),
            b"Tz" => self.state.graphics.stretch = one().map_or(self.state.graphics.stretch, |n| n / 100.0),
            b"Ts" => self.state.graphics.rise = one().unwrap_or(self.state.graphics.rise),
            b"Tr" => self.state.graphics.invisible = one().is_some_and(|n| n == 3.0 || n == 7.0),
            b"Tj" => self.show_last(operands, lexer),
            b"'" => {
                self.state.move_line(0.0, -self.state.graphics.leading);
                self.show_last(operands, lexer);
            }
            b"\"" => {
                if let [.., Token::Num(word), Token::Num(char), Token::Str(..)] = operands {
                    self.state.graphics.word_space = *word;
                    self.state.graphics.char_space = *char;
                }
                self.state.move_line(0.0, -self.state.graphics.leading);
                self.show_last(operands, lexer);
            }
            b"TJ" => self.show(operands, lexer),
            _ => {}
        }
    }

    fn show_last(&mut self, operands: &[Token<'_>], lexer: &Lexer<'_>) {
        if let Some(last @ Token::Str(..)) = operands.last() {
            self.show(std::slice::from_ref(last), lexer);
        }
    }

    /// Places the glyphs of strings; numbers between them set them closer, in thousandths of the font size.
    fn show(&mut self, items: &[Token<'_>], lexer: &Lexer<'_>) {
        let g = self.state.graphics;
        let Some(index) = g.font else { return };
        for item in items {
            if let Token::Str(from, to) = *item {
                self.fonts.prepare(self.pdf, index, lexer.bytes(from, to));
            }
        }
        let Some(font) = self.fonts.get(index) else { return };
        let visible = self.marks.visible();
        let matrix = self.state.text.then(&g.ctm);
        let [a, b, c, d, ..] = matrix.0;
        let (ux, uy) = (a * g.stretch, b * g.stretch);
        let start = matrix.apply(0.0, g.rise);
        let height = if c == 0.0 { d.abs() } else { c.hypot(d) };
        let size = height * g.size.abs() * font.scale;
        if !(start.0.is_finite() && start.1.is_finite() && size.is_finite() && ux.is_finite() && uy.is_finite()) {
            return;
        }
        // Letters set apart are one word: small character spacing belongs to the glyph.
        let own_space = g.char_space.clamp(-0.3 * g.size.abs(), 0.5 * g.size.abs());
        // How far the text has come, before stretching.
        let mut along: f32 = 0.0;
        let (glyphs, after_space) = (&mut self.out.glyphs, &mut self.after_space);
        let mut flags = self.layer | self.marks.flags();
        if g.invisible {
            flags |= INVISIBLE;
            self.out.invisible += 1;
        }
        let max = self.limits.max_glyphs;
        for item in items {
            let bytes = match *item {
                Token::Str(from, to) => lexer.bytes(from, to),
                Token::Num(n) => {
                    along -= n / 1000.0 * g.size;
                    continue;
                }
                _ => continue,
            };
            if !along.is_finite() {
                return;
            }
            font.show(bytes, |shown| {
                let width = shown.width * g.size;
                if visible && size > 0.01 {
                    match shown.uni.as_char() {
                        Some(c) if c.is_whitespace() => *after_space = true,
                        Some('\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}') => {}
                        _ if glyphs.len() < max => {
                            let advance = width + own_space;
                            glyphs.push(Glyph {
                                uni: shown.uni,
                                code: shown.code,
                                font: index,
                                flags: flags | if *after_space { AFTER_SPACE } else { 0 },
                                x: start.0 + ux * along,
                                y: start.1 + uy * along,
                                dx: ux * advance,
                                dy: uy * advance,
                                size,
                            });
                            *after_space = false;
                        }
                        _ => {}
                    }
                }
                along += width + g.char_space + if shown.word_space { g.word_space } else { 0.0 };
            });
        }
        if self.out.glyphs.len() >= max {
            self.out.failed = Some(Fail::Limit(crate::source::pdf::limits::GLYPHS));
        }
        self.state.text = Matrix([1.0, 0.0, 0.0, 1.0, along * g.stretch, 0.0]).then(&self.state.text);
    }
}
