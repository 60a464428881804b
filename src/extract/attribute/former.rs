//! What a figure was before: the base of a comparison, "so với năm 2020 (32,5%)", where a change comes from, "từ 21,5% năm 1998
//! nâng lên …". It has its own year or none, never that of the document.

use super::clause::{Bound, Kind, Token};
use super::period::{MAX_FRAME, Period, base_of_comparison};
use super::reading::Reading;
use crate::extract::Quantity;
use crate::extract::date::{DateMention, part};
use crate::record::Kind as Measure;
use crate::vocabulary::Class;

/// What a figure is said to have been before, when it stands as the base of a comparison.
pub(super) enum Base {
    /// Of the year named: "so với năm 2020 (32,5%)".
    Of(Period),
    /// Of an earlier time that is not named: "so với năm trước (50,6%)", "cùng kỳ 14.230 tấn".
    Earlier,
}

/// Whether the figure of `r` is what another one is compared with: alone in a parenthesis right behind the base, or right behind
/// "cùng kỳ". "tăng 120 hộ so với năm trước (5,2%)" is the rate of that change.
pub(super) fn base(
    text: &str,
    tokens: &[Token],
    r: &Reading,
    dates: &[DateMention],
    quantities: &[Quantity],
) -> Option<Base> {
    let q = &quantities[r.index].figure;
    if let Bound::Open(open) = r.before.bound
        && r.before.from == r.at
        && let Some(last) = open.checked_sub(1)
    {
        let change = tokens[..last].iter().rev().take(MAX_FRAME).find_map(|t| match t.kind {
            Kind::Figure(i) => Some(&quantities[i].figure),
            _ => None,
        })?;
        let level = match q.kind {
            Measure::Percent => change.kind == Measure::Percent && q.value > change.value,
            // "giảm 5,2% so với năm 2023 (350 hộ)": as likely the amount.
            Measure::Count => change.kind == Measure::Count && q.value > change.value,
            _ => change.kind != q.kind || q.value > change.value,
        };
        return match tokens[last].kind {
            Kind::Date(d) if level && base_of_comparison(text, tokens, last) => {
                let date = &dates[d];
                Some(Base::Of((date.period.clone()?, part::of_mention(text, date))))
            }
            Kind::Word(Class::Compare) if level && change.change.is_some() => Some(Base::Earlier),
            _ => None,
        };
    }
    let own = &tokens[r.before.chunk..r.at];
    let earlier = r.subject.is_empty()
        && r.change.is_none()
        && matches!(own, [t] if t.is(Class::Compare) && t.span.of(text).to_lowercase().starts_with("cùng k"));
    earlier.then_some(Base::Earlier)
}

/// Whether a date belongs to where a change came from: "từ 21,5% năm 1998 nâng lên [23,2%]".
pub(super) fn dates_origin(tokens: &[Token], date: usize, at: usize) -> bool {
    let Some(figure) = tokens[..date].iter().rposition(|t| matches!(t.kind, Kind::Figure(_))) else { return false };
    let right_behind = tokens[figure + 1..date].iter().all(|t| t.is(Class::Time) || t.is(Class::Prep));
    let from = tokens[..figure].iter().rev().take(2).any(|t| t.is(Class::From));
    from && right_behind && tokens[date..at].iter().any(|t| t.is(Class::Level))
}

/// Tokens from where a change comes from to the word that leads to where it ends, at most.
const MAX_TO_LEVEL: usize = 8;

/// Whether a figure is where a change starts, "từ 20% xuống 15%", and no date says when that was: neither behind it,
/// "từ 20% năm 2021 xuống …", nor close in front, "năm 2021 từ 20% xuống …".
pub(super) fn is_start(tokens: &[Token], at: usize, quantities: &[Quantity]) -> bool {
    let Kind::Figure(start) = tokens[at].kind else { return false };
    let behind = &tokens[at + 1..];
    let Some(level) = behind.iter().take(MAX_TO_LEVEL).position(|t| t.is(Class::Level)) else { return false };
    let plain = |t: &Token| matches!(t.kind, Kind::Word(_) | Kind::Open | Kind::Close);
    let end =
        behind[level + 1..].iter().find(|t| !matches!(t.class(), Some(Class::Hedge | Class::Adverb | Class::Link)));
    let alike = end.is_some_and(|t| match t.kind {
        Kind::Figure(end) => quantities[end].figure.unit == quantities[start].figure.unit,
        _ => false,
    });
    let before = tokens[..at].iter().rev().take(2);
    quantities[start].figure.low.is_none()
        && alike
        && behind[..level].iter().all(plain)
        && !before.into_iter().any(|t| matches!(t.kind, Kind::Date(_)))
}
