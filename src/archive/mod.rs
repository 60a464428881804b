//! The archive: one tantivy index; what is stored and how. The only place that writes tantivy.
