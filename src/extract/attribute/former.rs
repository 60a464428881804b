//! What a figure was before: the base of a comparison, "so với năm 2020 (32,5%)", where a change comes from, "từ 21,5% năm 1998
//! nâng lên …". It has its own year or none, never that of the document.

use super::clause::{Bound, Kind, Token};
use super::marks::{MAX_FRAME, base_of_comparison};
use super::period::Period;
use super::reading::Reading;
use crate::extract::Figure;
use crate::extract::Quantity;
use crate::extract::date::{DateMention, part};
use crate::record::{Change, Kind as Measure};
use crate::vocabulary::{Class, caseless};

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
            // "so với 9 tháng đầu năm 2023 (303 hồ sơ)"
            Kind::Figure(i) if !t.duration => Some(&quantities[i].figure),
            _ => None,
        })?;
        let level = match q.kind {
            Measure::Percent => change.kind == Measure::Percent && q.value > change.value,
            // "46 ca, tăng 29 ca so với cùng kỳ (17 ca)"
            Measure::Count if change.kind == Measure::Count => {
                q.value > change.value || is_reached_from(tokens, quantities, r, change)
            }
            // "giảm 5,2% so với năm 2023 (350 hộ)": as likely the amount.
            // "156 quần chúng, tăng 12% so với năm 2023 (139 quần chúng)"
            Measure::Count => is_reached_from(tokens, quantities, r, change),
            _ => change.kind != q.kind || q.value > change.value,
        };
        return match tokens[last].kind {
            Kind::Date(d) if level && base_of_comparison(text, tokens, last) => {
                let date = &dates[d];
                // "so với cùng kỳ năm 2023": the same part of that year.
                let same = last > 0 && caseless::ends(tokens[last - 1].span.of(text), "cùng kỳ");
                let months = part::of_mention(text, date).or(change.months.filter(|_| same));
                Some(Base::Of((date.period.clone()?, months)))
            }
            Kind::Word(Class::Compare) if level && change.change.is_some() => Some(Base::Earlier),
            _ => None,
        };
    }
    if let Some(date) = same_time(text, tokens, r) {
        // What part of the year is meant stands with the figure before, else in another sentence.
        let (Bound::Figure(end) | Bound::Open(end)) = r.before.bound else { return Some(Base::Earlier) };
        let before = tokens[..=end].iter().rev().find_map(|t| match t.kind {
            Kind::Figure(i) => Some(i),
            _ => None,
        })?;
        return Some(Base::Of((dates[date].period.clone()?, quantities[before].figure.months)));
    }
    if in_brackets(text, tokens, r) || last_year(text, tokens, r) {
        return Some(Base::Earlier);
    }
    let own = &tokens[r.before.chunk..r.at];
    let earlier = r.subject.is_empty()
        && r.change.is_none()
        && matches!(own, [t] if t.is(Class::Compare) && caseless::begins(t.span.of(text), "cùng k"));
    earlier.then_some(Base::Earlier)
}

/// Whether the change leads from the figure of `r` to one that counts the same in front of it.
fn is_reached_from(tokens: &[Token], quantities: &[Quantity], r: &Reading, change: &Figure) -> bool {
    let base = &quantities[r.index].figure;
    let base_kind = base.kind;
    let like = |t: &&Token| matches!(t.kind, Kind::Figure(i) if quantities[i].figure.unit == base.unit);
    let now = tokens[..r.at].iter().rev().take(2 * MAX_FRAME).find(like).map(|t| t.kind);
    let (Some(Kind::Figure(now)), Some(base), Some(amount)) = (now, base.value, change.value) else { return false };
    let Some(now) = quantities[now].figure.value else { return false };
    if change.kind == base_kind {
        let amount = if change.change == Some(Change::Decrease) { -amount } else { amount };
        return base + amount == now;
    }
    let times = match (change.kind, change.change) {
        (Measure::Percent, Some(Change::Decrease)) => vec![1.0 - amount / 100.0],
        (Measure::Percent, _) => vec![1.0 + amount / 100.0],
        // "tăng 3,2 lần": to so many times, or by so many.
        _ => vec![amount, amount + 1.0],
    };
    times.iter().any(|times| (base * times - now).abs() <= 0.02 * now.abs().max(50.0))
}

/// The date of "…, cùng kỳ năm 2023 đạt [47,1 tỷ đồng]": the same part of that year as the figure before it.
fn same_time(text: &str, tokens: &[Token], r: &Reading) -> Option<usize> {
    let own = tokens.get(r.before.from..r.at)?;
    let own = if own.first()?.kind == Kind::Comma { &own[1..] } else { own };
    let [compare, date, rest @ ..] = own else { return None };
    let Kind::Date(date) = date.kind else { return None };
    let same = compare.is(Class::Compare) && caseless::begins(compare.span.of(text), "cùng k");
    let links = rest.iter().all(|t| {
        matches!(t.class(), Some(Class::Link | Class::Have | Class::Hedge | Class::Adverb | Class::Level))
            || t.kind == Kind::Colon
    });
    (same && links && r.change.is_none()).then_some(date)
}

/// "8,3% (đầu năm: [11,4%])", "(năm trước 11,4%)": how things stood before, in brackets behind how they stand.
fn in_brackets(text: &str, tokens: &[Token], r: &Reading) -> bool {
    let Some(open) = r.inside else { return false };
    let [time, rest @ ..] = &tokens[open + 1..r.at] else { return false };
    let earlier = [
        "đầu năm",
        "đầu kỳ",
        "đầu nhiệm kỳ",
        "năm trước",
        "năm ngoái",
        "cùng kỳ",
        "cùng kỳ năm trước",
        "kỳ trước",
        "quý trước",
        "tháng trước",
        "nhiệm kỳ trước",
        "năm học trước",
    ];
    caseless::is_any(time.span.of(text), &earlier)
        && rest.iter().all(|t| {
            let verb = matches!(t.class(), Some(Class::Link | Class::Have | Class::Hedge | Class::Up | Class::Down));
            t.kind == Kind::Colon || verb
        })
}

/// "Tỷ lệ hộ nghèo năm trước là [11,4%]": said of last year, not compared with it, and nothing was carried over from it.
fn last_year(text: &str, tokens: &[Token], r: &Reading) -> bool {
    let own = &tokens[r.before.from..r.at];
    let Some(at) = own.iter().position(|t| t.is(Class::Compare)) else { return false };
    let named = caseless::is_any(own[at].span.of(text), &["năm trước", "năm ngoái"]);
    let said = own[at + 1..].iter().all(|t| {
        matches!(
            t.class(),
            // "năm trước thu 42 tỷ đồng"
            Some(
                Class::Link
                    | Class::Have
                    | Class::Hedge
                    | Class::Level
                    | Class::Light
                    | Class::Heavy
                    | Class::Head
                    | Class::Plain
            )
        )
    });
    let name = own[..at].iter().all(|t| {
        matches!(
            t.class(),
            Some(Class::Head | Class::Plain | Class::Member | Class::Attribute | Class::Mean | Class::Body)
        ) || t.kind == Kind::Comma
    });
    named && said && name && own.len() > at + 1 && r.change.is_none()
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
