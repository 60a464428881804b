//! Records and tables as JSON Lines, CSV and XLSX.

pub mod jsonl;
