//! Offices that plan: "Phòng Tài chính - Kế hoạch 9 công chức", "(Kế hoạch - Tài chính 5 người, Nội vụ 7 người)". Their numbers are
//! no plan's.

use crate::extract::attribute::clause::{Kind, Token};
use crate::vocabulary::{Class, is_one_of};

/// Makes a plan that is part of an office's name a plain word.
pub(super) fn offices(tokens: &mut [Token]) {
    for i in 0..tokens.len() {
        if !tokens[i].is(Class::Plan) || !tokens[i].capital {
            continue;
        }
        let dash = |j: Option<usize>| j.is_some_and(|j| tokens.get(j).is_some_and(|t| t.kind == Kind::Dash));
        let name =
            |j: Option<usize>| j.is_some_and(|j| tokens.get(j).is_some_and(|t| t.capital && t.class().is_some()));
        let paired = dash(Some(i + 1)) && name(Some(i + 2))
            // The last word of "Tài chính" has no capital.
            || dash(i.checked_sub(1)) && (2..=3).any(|n| name(i.checked_sub(n)));
        let office = i > 0 && tokens[i - 1].capital && is_one_of!(tokens[i - 1].key, "phòng" | "sở" | "ban" | "vụ");
        if paired || office {
            tokens[i].kind = Kind::Word(Class::Plain);
        }
    }
}
