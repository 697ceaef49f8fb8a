//! Keyseek's builder.

pub mod source;
