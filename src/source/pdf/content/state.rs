//! Graphics and text state.

use crate::source::pdf::geometry::Matrix;

/// What `q` saves and `Q` restores.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graphics {
    pub(super) ctm: Matrix,
    pub(super) font: Option<u16>,
    pub(super) size: f32,
    pub(super) char_space: f32,
    pub(super) word_space: f32,
    /// 1 is 100 %.
    pub(super) stretch: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    /// A text rendering mode that paints nothing: 3, or 7, which clips.
    pub(super) invisible: bool,
}

/// All of the state.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) graphics: Graphics,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

impl State {
    pub(super) fn new(ctm: Matrix) -> Self {
        let graphics = Graphics {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        };
        Self { graphics, text: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }

    /// `Td`: the next line starts there.
    pub(super) fn move_line(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.text = self.line;
    }
}
