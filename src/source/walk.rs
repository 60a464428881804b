//! Finds the files to import.
