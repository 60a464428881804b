//! The analyzer of short fields: words and pairs of words, one behind the other.

use super::{Key, Words};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Every word, and every pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Analyzer;

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let mut words = Words::new(text);
        // Nothing stands before the first word: as a number, it makes no pair with it.
        words.key.numeric = true;
        Terms { words, last: Key::default(), token: Token::default(), count: 0, pair: false }
    }
}

/// The terms of a text: each word, and behind it the pair that it ends.
pub(crate) struct Terms<'a> {
    words: Words<'a>,
    last: Key,
    token: Token,
    /// Words read.
    count: usize,
    /// Whether the pair of `last` and the word just given comes next.
    pair: bool,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if self.pair {
            self.pair = false;
            self.token.position = self.count - 2;
            self.last.write_pair(&self.words.key, &mut self.token.text);
            return true;
        }
        std::mem::swap(&mut self.last, &mut self.words.key);
        let Some((start, end)) = self.words.next_word() else { return false };
        (self.token.offset_from, self.token.offset_to) = (start, end);
        self.count += 1;
        self.pair = self.last.pairs_with(&self.words.key);
        self.token.position = self.count - 1;
        self.words.key.write(&mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
