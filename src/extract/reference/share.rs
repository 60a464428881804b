//! What the members of an enumeration share: the type word in front of the first, date and issuer behind the last.
//! "Quyết định số 226-QĐ/HU, 231-QĐ/HU, ngày 24/9/2019": two decisions of that day.

use super::governor::{damaged_type, stands_for, type_in_clause};
use super::tail::words;
use super::{Context, Mention, issuer};
use crate::extract::Reference;
use crate::extract::date::DateKind;
use crate::extract::scan::{folded, next_word, spaces_right};
use crate::record::Certainty;
use crate::text::Span;

/// Gives every mention what it shares with its neighbours.
pub(super) fn share(context: &Context<'_>, mentions: &mut [Mention]) {
    let joined: Vec<bool> = mentions.windows(2).map(|m| is_joined(context.text, &m[0], &m[1])).collect();
    types(context, mentions, &joined);
    // From the last member to the first.
    for i in (0..joined.len()).rev().filter(|&i| joined[i]) {
        let (head, rest) = mentions.split_at_mut(i + 1);
        let (Some(m), Some(next)) = (head.last_mut(), rest.first()) else { continue };
        take_tail(m, next);
    }
    for i in 0..mentions.len() {
        let (head, rest) = mentions.split_at_mut(i);
        let Some(m) = rest.first_mut().filter(|m| m.reference.issuer.is_none()) else { continue };
        if m.typed
            && let Some(span) = issuer::left(context.text, m.lead, context.vocabulary)
        {
            m.reference.issuer = Some(words(span.of(context.text)));
            m.issuer_left = true;
            if m.reference.date.is_none() {
                m.reference.date = day_ahead(context, span.start);
            }
        } else if let Some(before) = head.last().filter(|b| b.issuer_left && joined[i - 1] && !(b.headed && m.typed)) {
            m.headed = before.headed;
            m.reference.issuer.clone_from(&before.reference.issuer);
            m.issuer_left = true;
        }
    }
}

/// The day that leads the clause: "Ngày 15/3/2021, Chính phủ ban hành Nghị định số …". `at` is where the issuer begins.
fn day_ahead(context: &Context<'_>, at: usize) -> Option<String> {
    let before = context.text[..at].trim_end_matches(' ').strip_suffix(',')?;
    let day = context.date_over(before.len().checked_sub(1)?)?;
    let leads = context.text[..day.span.start].trim_end_matches(' ');
    let opens = leads.is_empty()
        || leads.ends_with(['.', ';', ':', '\n', '-', '+'])
        || context.text[day.span.start..].starts_with('N');
    let says = matches!(&*folded(context.text, next_word(context.text, day.span.start)), "ngày");
    (day.kind == DateKind::Day && opens && says).then(|| day.iso.clone()).flatten()
}

/// Whether only a comma or "và" stands between the end of one mention and the beginning of the next.
fn is_joined(text: &str, m: &Mention, next: &Mention) -> bool {
    let Some(between) = text.get(m.tail_end..next.lead) else { return false };
    let glue = between.trim().trim_end_matches("các").trim_end_matches("những").trim();
    matches!(glue, "," | "và" | ";" | ", và" | "; và" | "hoặc" | "&" | "")
        && !between.contains('\n')
        && next.lead > m.reference.span.start
}

/// Type words carried through an enumeration, or found further left in the clause.
fn types(context: &Context<'_>, mentions: &mut [Mention], joined: &[bool]) {
    for i in 0..mentions.len() {
        let r = &mentions[i].reference;
        if r.doc_type.is_some() || r.sep.is_none() && r.form == crate::record::Form::Full {
            continue;
        }
        let symbol = r.symbol.clone().unwrap_or_default();
        let earlier = if i > 0 && joined[i - 1] { mentions[i - 1].reference.doc_type.clone() } else { None };
        let carried = earlier.filter(|name| {
            let same = mentions[i - 1].reference.symbol.as_deref() == Some(&symbol);
            same || context.vocabulary.doc_types.by_name(name).is_some_and(|t| stands_for(&symbol, t))
        });
        let m = &mut mentions[i];
        if carried.is_some() {
            m.reference.doc_type = carried;
            m.reference.certainty = m.reference.certainty.max(Certainty::Inherited);
            continue;
        }
        // "các Nghị định của Chính phủ: số 40/2020/NĐ-CP, số 15/2021/NĐ-CP"
        let colon = context.text[..m.lead].trim_end_matches(' ').strip_suffix(':').map(str::len);
        let at = colon.unwrap_or(m.lead);
        let Some((t, span)) = type_in_clause(context.text, at, &symbol, context.vocabulary) else {
            if let Some(t) = damaged_type(context.text, m.lead, &symbol, context.vocabulary) {
                m.reference.doc_type = Some(t.name.clone());
                m.reference.certainty = m.reference.certainty.max(Certainty::Repaired);
            }
            continue;
        };
        m.reference.doc_type = Some(t.name.clone());
        m.reference.certainty = m.reference.certainty.max(Certainty::Inherited);
        issuer_between(context, m, span, at);
        m.headed = colon.is_some() && m.reference.issuer.is_some();
        m.issuer_left |= m.headed;
    }
}

/// "Quyết định của UBND tỉnh số 12/QĐ-UBND": the body between type word and number, up to `to`.
fn issuer_between(context: &Context<'_>, m: &mut Mention, doc_type: Span, to: usize) {
    let text = context.text;
    let Some(rest) = text[spaces_right(text, doc_type.end)..].strip_prefix("của ") else { return };
    let at = spaces_right(text, text.len() - rest.len());
    if m.reference.issuer.is_none()
        && let Some(span) = issuer::right(text, at, context.vocabulary)
        && text.get(span.end..to).is_some_and(|t| t.trim().is_empty())
    {
        m.reference.issuer = Some(words(span.of(text)));
    }
}

/// The body in the symbol of a document, "NĐ-CP" → "CP".
fn body(reference: &Reference) -> Option<&str> {
    reference.symbol.as_deref()?.rsplit(['-', '/']).next()
}

/// Date, issuer and term of the next member, where this one states none.
fn take_tail(m: &mut Mention, next: &Mention) {
    let same =
        m.reference.symbol.is_none() || next.reference.symbol.is_none() || m.reference.symbol == next.reference.symbol;
    // "45/2021/NĐ-CP và 45/2022/NQ-HĐND của HĐND tỉnh": two bodies, each with its own.
    let other_body = !same && body(&m.reference) != body(&next.reference);
    if other_body || next.typed && (!same || m.reference.doc_type != next.reference.doc_type) {
        return;
    }
    let (r, from) = (&mut m.reference, &next.reference);
    // "Nghị định số 108/2014/NĐ-CP và Nghị định 113/2018/NĐ-CP ngày 31/8/2018": what has a year of its own takes no other.
    let other_year = |date: &String| r.year.is_some_and(|y| date.len() == 4 || date.get(..4) != Some(&y.to_string()));
    let own_year = from.date.as_ref().is_some_and(other_year);
    if r.date.is_none() && r.issuer.is_none() && !own_year {
        r.date = from.date.clone();
    }
    if r.issuer.is_none() && from.issuer.is_some() {
        r.issuer = from.issuer.clone();
        r.term = r.term.take().or(from.term.clone());
    }
}
