//! Fields of front matter and JSON lines: loosely typed values to what a document keeps.

use std::borrow::Cow;

use keyseek_index::document::{Document, MetaValue};
use serde_json::{Map, Value};

use super::text;

/// Fields by name, from YAML, TOML or JSON.
pub(super) type Fields = Map<String, Value>;

/// Whole numbers above this are not exact in [`MetaValue::Number`] and are kept as text.
const EXACT: u64 = 1 << 53;

/// Takes a field out as text; numbers and booleans are written out. Lists and objects are not text and stay.
pub(super) fn take_text(fields: &mut Fields, name: &str) -> Option<String> {
    let text = scalar(fields.get(name)?)?;
    fields.remove(name);
    Some(text)
}

/// Takes a field out as a list: a list of scalars, or a string with commas.
pub(super) fn take_list(fields: &mut Fields, name: &str) -> Vec<String> {
    match fields.remove(name) {
        Some(Value::Array(items)) => items.iter().filter_map(scalar).collect(),
        Some(Value::String(text)) => text.split(',').map(|item| item.trim().to_owned()).collect(),
        Some(other) => scalar(&other).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Adds the tags to the document, after those it has.
pub(super) fn add_tags(document: &mut Document, tags: Vec<String>) {
    let all = std::mem::take(&mut document.tags).into_iter().chain(tags);
    document.tags = text::tidy_tags(all.map(Cow::Owned));
}

/// Whether a field holds this truth value; `yes`, `no`, `on` and `off` count, as in older YAML.
pub(super) fn is(fields: &Fields, name: &str, expect: bool) -> bool {
    let (yes, no) = (["true", "yes", "on"], ["false", "no", "off"]);
    match fields.get(name) {
        Some(Value::Bool(value)) => *value == expect,
        Some(Value::String(text)) => {
            let words = if expect { yes } else { no };
            words.iter().any(|word| text.trim().eq_ignore_ascii_case(word))
        }
        _ => false,
    }
}

/// Everything left becomes metadata; nulls are dropped.
pub(super) fn into_meta(fields: Fields, document: &mut Document) {
    for (name, value) in fields {
        if let Some(value) = meta_value(value) {
            document.meta.insert(name, value);
        }
    }
}

fn meta_value(value: Value) -> Option<MetaValue> {
    match value {
        Value::Null => None,
        Value::Number(number) => {
            let whole = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            let exact = number.as_f64().filter(|_| whole.is_none_or(|whole| whole <= EXACT));
            Some(exact.map_or_else(|| MetaValue::Text(number.to_string()), MetaValue::Number))
        }
        Value::Array(items)
            if items.iter().all(|item| !matches!(item, Value::Array(_) | Value::Object(_))) =>
        {
            Some(MetaValue::List(items.iter().filter_map(scalar).collect()))
        }
        Value::Bool(value) => Some(MetaValue::Text(value.to_string())),
        Value::String(text) => Some(MetaValue::Text(text)),
        nested => Some(MetaValue::Text(nested.to_string())),
    }
}

/// A scalar as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_keep_their_kind() {
        let text = |text: &str| Some(MetaValue::Text(text.to_owned()));
        for (value, expect) in [
            (json!(3), Some(MetaValue::Number(3.0))),
            (json!(9_007_199_254_740_993_u64), text("9007199254740993")),
            (json!(true), text("true")),
            (json!(null), None),
            (json!(["a", 1]), Some(MetaValue::List(vec!["a".to_owned(), "1".to_owned()]))),
            (json!([["a"]]), text("[[\"a\"]]")),
            (json!({"a": 1}), text("{\"a\":1}")),
        ] {
            assert_eq!(meta_value(value.clone()), expect, "{value}");
        }
    }
}
