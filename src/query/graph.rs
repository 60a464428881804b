//! The citation graph, and the documents that are cited but not held.
//!
//! Nodes are documents by their number; an edge says how many mentions lead from one to the other.

use super::citations::{Named, named, named_alike};
use super::identity::Identity;
use crate::archive::Reader;
use crate::archive::analyzer::fold_identifier;
use crate::archive::schema::tag;
use crate::error::Result;
use crate::record::{Form, Reference};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// A document that is cited and not in the archive.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Missing {
    /// Its number.
    pub id: String,
    /// Documents of the archive that cite it.
    pub documents: u64,
    /// Its date, where another document of this number is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its issuer, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

/// Cited numbers that the archive does not hold, the most cited first.
///
/// # Errors
/// [`Error::Archive`](crate::Error::Archive) when the index is damaged.
pub fn missing(reader: &Reader) -> Result<Vec<Missing>> {
    let held: HashSet<String> =
        reader.tags_with_prefix(&tag::term(tag::OWN_FOLDED, ""))?.into_iter().map(|(id, _)| id).collect();
    let mut out: Vec<Missing> = Vec::new();
    for (id, documents) in reader.tags_with_prefix(&tag::term(tag::CITES, ""))? {
        if !held.contains(&fold_identifier(&id)) {
            out.push(Missing { id, documents, date: None, issuer: None });
            continue;
        }
        // Another office or year may have the number, too. What states nothing of that may be the one that is held.
        for cited in named_alike(reader, &id)?.into_iter().filter(|c| c.held.is_empty() && c.identity.date.is_some()) {
            let documents = cited.citing.len() as u64;
            let Identity { date, issuer, .. } = cited.identity;
            out.push(Missing { id: id.clone(), documents, date, issuer });
        }
    }
    out.sort_by_key(|m| (Reverse(m.documents), m.id.clone()));
    Ok(out)
}

/// The citation graph.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Graph {
    /// Documents by number (or by path where they have none), in that order.
    pub nodes: Vec<Node>,
    /// Citations by the positions of their nodes.
    pub edges: Vec<Edge>,
}

/// A document of the graph.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Node {
    /// Number, or path.
    pub name: String,
    /// Files of the archive that carry the number; none when it is only cited.
    pub held: Vec<Named>,
}

/// A citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Edge {
    /// Position of the citing document.
    pub from: usize,
    /// Position of the cited one.
    pub to: usize,
    /// Number of mentions.
    pub mentions: u32,
}

/// All documents and what they cite.
///
/// # Errors
/// [`Error::Archive`](crate::Error::Archive) when the index is damaged.
pub fn graph(reader: &Reader) -> Result<Graph> {
    let mut held: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    let mut cited: BTreeMap<(String, String), u32> = BTreeMap::new();
    for id in reader.documents()? {
        let (record, references, _) = reader.references(id)?;
        let me = named(reader, id, record)?;
        let name = me.id.clone().unwrap_or_else(|| me.path.display().to_string());
        // "Quyết định này" in the decision itself cites nothing.
        let of_itself = |r: &Reference| r.form == Form::Anaphoric && r.resolved == me.id;
        for r in references.iter().filter(|r| !r.own && !of_itself(r)) {
            if let Some(to) = r.resolved.as_ref().or(r.id.as_ref()) {
                *cited.entry((name.clone(), to.clone())).or_default() += 1;
                held.entry(to.clone()).or_default();
            }
        }
        held.entry(name).or_default().push(me);
    }
    let position: BTreeMap<&String, usize> = held.keys().enumerate().map(|(i, name)| (name, i)).collect();
    let edges = cited
        .iter()
        .filter_map(|((from, to), &mentions)| {
            Some(Edge { from: *position.get(from)?, to: *position.get(to)?, mentions })
        })
        .collect();
    let nodes = held.into_iter().map(|(name, held)| Node { name, held }).collect();
    Ok(Graph { nodes, edges })
}

impl Graph {
    /// The graph in Graphviz' language; documents that are only cited are drawn dashed.
    pub fn to_dot(&self) -> String {
        let mut out = String::from("digraph citations {\n  rankdir=LR;\n  node [shape=box];\n");
        // Writing to a string cannot fail.
        for (i, node) in self.nodes.iter().enumerate() {
            let style = if node.held.is_empty() { ", style=dashed" } else { "" };
            let _ =
                writeln!(out, "  n{i} [label=\"{}\"{style}];", node.name.replace('\\', "\\\\").replace('"', "\\\""));
        }
        for edge in &self.edges {
            let _ = writeln!(out, "  n{} -> n{} [label={}];", edge.from, edge.to, edge.mentions);
        }
        out.push_str("}\n");
        out
    }
}
