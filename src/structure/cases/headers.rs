//! The header that a clerk would take down from each of many whole texts.

use super::{bodies, document, layouts, oddities};

/// A text and its header.
pub(super) struct Case {
    pub(super) why: &'static str,
    pub(super) text: &'static str,
    pub(super) number: Option<&'static str>,
    pub(super) doc_type: Option<&'static str>,
    pub(super) date: Option<&'static str>,
    pub(super) place: Option<&'static str>,
    pub(super) issuer: &'static [&'static str],
    pub(super) title: Option<&'static str>,
    pub(super) signer: Option<&'static str>,
    pub(super) role: Option<&'static str>,
    pub(super) period: Option<&'static str>,
}

/// Nothing found.
pub(super) const NONE: Case = Case {
    why: "",
    text: "",
    number: None,
    doc_type: None,
    date: None,
    place: None,
    issuer: &[],
    title: None,
    signer: None,
    role: None,
    period: None,
};

#[test]
fn headers_and_signatures() {
    let mut failed = Vec::new();
    for c in [layouts::CASES, bodies::CASES, oddities::CASES].into_iter().flatten() {
        let (norm, d) = document(c.text);
        let h = &d.header;
        let issuer: Vec<&str> = h.issuer.iter().map(String::as_str).collect();
        let number = h.number.map(|n| n.of(&norm.text));
        for (field, got, want) in [
            ("number", number, c.number),
            ("type", h.doc_type.as_deref(), c.doc_type),
            ("date", h.date.as_deref(), c.date),
            ("place", h.place.as_deref(), c.place),
            ("issuer", Some(issuer.join(" | ")).as_deref(), Some(c.issuer.join(" | ")).as_deref()),
            ("title", h.title.as_deref(), c.title),
            ("signer", h.signer.as_deref(), c.signer),
            ("role", h.signer_role.as_deref(), c.role),
            ("period", h.period.as_deref(), c.period),
        ] {
            if got != want {
                failed.push(format!("{}: {field}: got {got:?}, want {want:?}", c.why));
            }
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}
