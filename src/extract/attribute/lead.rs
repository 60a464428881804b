//! The line that leads a list in. "UBND xã đề nghị hỗ trợ 900 triệu đồng, cụ thể:" → what the items below count is
//! asked for, not reached. A lead that sets nothing ("Kết quả như sau:") governs nothing.

use super::Token;
use super::basis;
use super::clause;
use super::lexer::Lexer;
use crate::structure::{Block, BlockKind};
use crate::text::Span;

/// Longest line that is read as one that leads in, in bytes.
const MAX_LEAD_BYTES: usize = 1000;

/// Follows the blocks of a document in order and knows which of them stand under a line that sets goals.
pub(super) struct Lead<'a> {
    blocks: &'a [Block],
    /// Blocks read so far.
    read: usize,
    set: bool,
}

impl<'a> Lead<'a> {
    /// For the blocks of a flow.
    pub fn new(blocks: &'a [Block]) -> Self {
        Self { blocks, read: 0, set: false }
    }

    /// Whether the block at `index` is an item under a line that sets a goal or asks for something. Asked in the order
    /// of blocks; `tokens` is a buffer.
    pub fn governs(&mut self, index: usize, text: &str, lexer: &mut Lexer, tokens: &mut Vec<Token>) -> bool {
        while self.read < index.min(self.blocks.len()) {
            let block = &self.blocks[self.read];
            self.read += 1;
            match block.kind {
                BlockKind::Paragraph => self.set = sets(block, text, lexer, tokens),
                // Items may lead in items of their own; a list ends with the next paragraph or heading.
                BlockKind::Item => self.set = self.set || sets(block, text, lexer, tokens),
                BlockKind::Heading | BlockKind::Title | BlockKind::Header => self.set = false,
                BlockKind::Footnote | BlockKind::Caption | BlockKind::TableRow | BlockKind::Boilerplate => {}
            }
        }
        self.set && self.blocks.get(index).is_some_and(|b| b.kind == BlockKind::Item)
    }
}

/// Whether a block ends with a colon, in a sentence that sets a goal or asks for something.
fn sets(block: &Block, text: &str, lexer: &mut Lexer, tokens: &mut Vec<Token>) -> bool {
    let start = (block.span.start + block.label_len).min(block.span.end);
    let body = Span::new(start, block.span.end);
    if body.len() > MAX_LEAD_BYTES || !body.of(text).trim_end().ends_with(':') {
        return false;
    }
    let Some(last) = clause::sentences(text, body).last() else { return false };
    lexer.tokens(last, &[], 0, tokens);
    basis::said(text, tokens, tokens.len())
}
