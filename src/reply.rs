//! Values as bytes, which `www/module.js` reads: a byte for the kind, then what it is.
//!
//! ```text
//! 0 null, 1 false, 2 true
//! 3 number    8 bytes, a float with its low byte first
//! 4 text      length, UTF-8
//! 5 list      length, values
//! 6 map       length, for each entry the name, a text, and the value
//! 7 bytes     length, bytes
//! 8 error     the message, a text
//! ```
//!
//! A length has four bytes, the low one first, and counts bytes of texts and entries of lists and maps.

use keyseek_search::Value;

/// Appends a value.
pub fn write(value: &Value<'_>, reply: &mut Vec<u8>) {
    match value {
        Value::Null => reply.push(0),
        Value::Flag(flag) => reply.push(1 + u8::from(*flag)),
        Value::Count(count) => write_number(f64::from(*count), reply),
        Value::Score(score) => write_number(f64::from(*score), reply),
        Value::Number(number) => write_number(*number, reply),
        Value::Text(text) => write_text(text, reply),
        Value::List(list) => {
            write_length(5, list.len(), reply);
            for value in list {
                write(value, reply);
            }
        }
        Value::Map(fields) => {
            write_length(6, fields.len(), reply);
            for (name, value) in fields {
                write_text(name, reply);
                write(value, reply);
            }
        }
    }
}

/// Appends bytes.
pub fn write_bytes(bytes: &[u8], reply: &mut Vec<u8>) {
    write_length(7, bytes.len(), reply);
    reply.extend_from_slice(bytes);
}

/// Appends an error.
pub fn write_error(message: &str, reply: &mut Vec<u8>) {
    reply.push(8);
    write_text(message, reply);
}

fn write_text(text: &str, reply: &mut Vec<u8>) {
    write_length(4, text.len(), reply);
    reply.extend_from_slice(text.as_bytes());
}

fn write_number(number: f64, reply: &mut Vec<u8>) {
    reply.push(3);
    reply.extend_from_slice(&number.to_le_bytes());
}

/// A reply has no four gigabytes: the memory of the module has not more.
fn write_length(kind: u8, length: usize, reply: &mut Vec<u8>) {
    reply.push(kind);
    reply.extend_from_slice(&(length as u32).to_le_bytes());
}
