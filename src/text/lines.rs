//! Page and line numbers of offsets.

/// Where lines and pages of a text begin. Lines end at `\n` or at the form feed between pages.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    lines: Vec<usize>,
    pages: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`; pages are separated by a form feed.
    pub fn new(text: &str) -> Self {
        let (mut lines, mut pages) = (vec![0], vec![0]);
        for i in memchr::memchr2_iter(b'\n', b'\x0c', text.as_bytes()) {
            lines.push(i + 1);
            if text.as_bytes()[i] == b'\x0c' {
                pages.push(i + 1);
            }
        }
        Self { lines, pages }
    }

    /// Number of pages, at least 1.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The page that holds `offset`, counted from 1.
    pub fn page(&self, offset: usize) -> usize {
        self.pages.partition_point(|&p| p <= offset)
    }

    /// The line of its page that holds `offset`, counted from 1 on every page.
    pub fn line(&self, offset: usize) -> usize {
        let page_start = self.pages[self.page(offset) - 1];
        let first = self.lines.partition_point(|&l| l < page_start);
        self.lines.partition_point(|&l| l <= offset) - first
    }

    /// The offset where the page with this number (from 1) begins.
    pub fn page_start(&self, page: usize) -> Option<usize> {
        page.checked_sub(1).and_then(|i| self.pages.get(i)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_lines_count_from_one() {
        let text = "một\nhai\x0cba\nbốn";
        let index = LineIndex::new(text);
        for (word, page, line) in [("một", 1, 1), ("hai", 1, 2), ("ba", 2, 1), ("bốn", 2, 2)] {
            let at = text.find(word).unwrap();
            assert_eq!((index.page(at), index.line(at)), (page, line), "{word}");
        }
    }
}
