//! Questions to the archive: search, citations, indicator tables.
