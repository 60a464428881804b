//! `schemas/*.schema.json` from the types of [`super`]: a stale file fails, `UPDATE_SCHEMAS=1 cargo test schema`
//! writes it anew. `{"type":"figure","text":"66.315,44 ha",…}` validates against `figure.schema.json`.

use super::{Document, Figure, Note, Record, Reference, Table};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The schema of one printed record: the type's own, and the `type` key that tells it from the others.
fn schema<T: JsonSchema>(name: &str) -> Value {
    let generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["title"] = json!(name);
    schema["properties"]["type"] = json!({ "const": name });
    let required = schema["required"].as_array_mut().expect("every record has required keys");
    required.insert(0, json!("type"));
    schema
}

fn all() -> [(&'static str, Value); 5] {
    [
        ("document", schema::<Document>("document")),
        ("reference", schema::<Reference>("reference")),
        ("figure", schema::<Figure>("figure")),
        ("table", schema::<Table>("table")),
        ("note", schema::<Note>("note")),
    ]
}

#[test]
fn schema_files_are_those_of_the_types() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for (name, schema) in all() {
        let path = folder.join(format!("{name}.schema.json"));
        let want = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &want).unwrap();
        }
        let have = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(have == want, "{} is stale: UPDATE_SCHEMAS=1 cargo test schema", path.display());
    }
}

#[test]
fn schemas_accept_records_and_refuse_others() {
    let note = serde_json::to_value(Record::Note(Note::new(super::Stage::Source, "damaged-page", "trang 3"))).unwrap();
    for (name, schema) in all() {
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert_eq!(validator.is_valid(&note), name == "note", "{name}");
    }
}
