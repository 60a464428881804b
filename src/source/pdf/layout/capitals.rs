//! Capitals that TCVN3 fonts do not have, by the line: `Kế HOẠCH` → `KẾ HOẠCH`.
//!
//! Takes lines, corrects the text of their atoms. A word alone cannot tell (`Lò` in `XÃ PHIÊNG Lò`); its neighbours do.

use super::lines::Line;
use super::words::Atom;
use crate::normalize::legacy::restore_capitals;
use crate::source::pdf::content::LEGACY;

/// Corrects the words of a line that came from such a font.
pub(super) fn restore(line: &Line, atoms: &[Atom], arena: &mut String) {
    if line.atoms.iter().all(|a| atoms[a.0].flags & LEGACY == 0) {
        return;
    }
    let text = line.text(atoms, arena);
    // Columns of a header block are lines of their own.
    let restored: String = restore_capitals(text.replace('\t', "\n"));
    // The capitals of Vietnamese are as long as the small letters.
    if restored.len() != text.len() {
        return;
    }
    let mut at = 0;
    for (n, &(i, sep)) in line.atoms.iter().enumerate() {
        at += usize::from(n > 0 && sep != super::lines::Sep::None);
        let (start, end) = (atoms[i].text.0 as usize, atoms[i].text.1 as usize);
        if let Some(word) = restored.get(at..at + (end - start))
            && arena.get(start..end).is_some_and(|old| old != word)
        {
            arena.replace_range(start..end, word);
        }
        at += end - start;
    }
}
