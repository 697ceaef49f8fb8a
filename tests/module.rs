//! The one function of the browser module, called as JavaScript calls it, over the posts that the module carries.

use flate2::read::DeflateDecoder;
use keyseek::call;
use keyseek_index::manifest::{self, PRIMER_HEAD_BYTES};
use keyseek_search::{Engine, Filter, Mode, SearchOptions, Step};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Read;

const OPEN: u32 = 0;
const DESCRIBE: u32 = 1;
const OPTION: u32 = 2;
const MISSING: u32 = 3;
const STEP: u32 = 4;
const SUPPLY: u32 = 5;
const TRIM: u32 = 6;
const CLOSE: u32 = 7;
const EMBEDDED: u32 = 8;

/// A reply, by the rules in `src/reply.rs`; bytes as a list of numbers, an error as its message.
fn read(reply: &[u8]) -> Result<Value, String> {
    let mut rest = reply;
    let value = read_value(&mut rest);
    assert!(rest.is_empty(), "something stands behind the reply");
    value
}

fn take<'a>(rest: &mut &'a [u8], bytes: usize) -> &'a [u8] {
    let (taken, left) = rest.split_at(bytes);
    *rest = left;
    taken
}

fn read_value(rest: &mut &[u8]) -> Result<Value, String> {
    let kind = take(rest, 1)[0];
    match kind {
        0 => return Ok(Value::Null),
        1 | 2 => return Ok(Value::Bool(kind == 2)),
        3 => return Ok(json!(f64::from_le_bytes(take(rest, 8).try_into().unwrap()))),
        8 => return Err(read_value(rest)?.as_str().unwrap().to_owned()),
        _ => {}
    }
    let length = u32::from_le_bytes(take(rest, 4).try_into().unwrap()) as usize;
    match kind {
        4 => Ok(json!(std::str::from_utf8(take(rest, length)).unwrap())),
        5 => (0..length).map(|_| read_value(rest)).collect::<Result<Vec<_>, _>>().map(Value::Array),
        6 => {
            let mut map = serde_json::Map::new();
            for _ in 0..length {
                let name = read_value(rest)?.as_str().unwrap().to_owned();
                map.insert(name, read_value(rest)?);
            }
            Ok(Value::Object(map))
        }
        7 => Ok(json!(take(rest, length))),
        _ => panic!("there is no kind {kind}"),
    }
}

/// The number of an index, and the text before each of its files.
struct Opened {
    index: usize,
    primer: Vec<u8>,
}

impl Opened {
    fn new() -> Self {
        let manifest = inflate(&[], &embedded("manifest.keyseek").unwrap());
        let index = read(&call(OPEN, 0, &[], &manifest, 0.0, 0.0)).unwrap().as_f64().unwrap() as usize;
        Self { index, primer: manifest::primer(&manifest).to_vec() }
    }

    fn tell(&self, what: u32, text: &str, number: f64) -> Result<Value, String> {
        read(&call(what, self.index, text.as_bytes(), &[], number, 0.0))
    }

    /// The answer, after as many steps as it takes.
    fn ask(&self, text: &str, limit: f64, offset: f64, options: &[(f64, &str)]) -> Value {
        for _ in 0..20 {
            for (number, text) in options {
                assert_eq!(self.tell(OPTION, text, *number), Ok(Value::Null));
            }
            match read(&call(STEP, self.index, text.as_bytes(), &[], limit, offset)).unwrap() {
                Value::Array(names) => names.iter().for_each(|name| self.supply(name.as_str().unwrap())),
                answer => return answer,
            }
        }
        panic!("the module asks again and again");
    }

    fn supply(&self, name: &str) {
        let file = inflate(&self.primer, &embedded(name).unwrap());
        assert_eq!(read(&call(SUPPLY, self.index, name.as_bytes(), &file, 0.0, 0.0)), Ok(Value::Null));
    }
}

fn embedded(name: &str) -> Option<Vec<u8>> {
    match read(&call(EMBEDDED, 0, name.as_bytes(), &[], 0.0, 0.0)).unwrap() {
        Value::Array(bytes) => Some(bytes.iter().map(|byte| byte.as_u64().unwrap() as u8).collect()),
        nothing => nothing.as_null().map_or_else(|| panic!("{name} is no file"), |()| None),
    }
}

fn inflate(primer: &[u8], stored: &[u8]) -> Vec<u8> {
    let mut inflated = Vec::new();
    DeflateDecoder::new(primer.chain(stored)).read_to_end(&mut inflated).unwrap();
    inflated.split_off(primer.len().saturating_sub(PRIMER_HEAD_BYTES))
}

/// What the engine answers by itself, with all numbers as JavaScript has them.
fn expected(text: &str, options: &SearchOptions) -> Value {
    let manifest = inflate(&[], &embedded("manifest.keyseek").unwrap());
    let primer = manifest::primer(&manifest);
    let mut engine = Engine::open(&manifest).unwrap();
    loop {
        match engine.search(text, options).unwrap() {
            Step::Answer(answer) => return floats(serde_json::to_value(answer.value()).unwrap()),
            Step::Need(blobs) => {
                for blob in blobs {
                    let file = inflate(primer, &embedded(&engine.name(blob)).unwrap());
                    engine.supply(blob, &file).unwrap();
                }
            }
        }
    }
}

fn floats(value: Value) -> Value {
    match value {
        // A score has single precision, which JSON writes as the shortest text.
        Value::Number(number) => json!(f64::from(number.as_f64().unwrap() as f32)),
        Value::Array(list) => list.into_iter().map(floats).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (name, floats(value))).collect(),
        other => other,
    }
}

#[test]
fn answers_as_the_engine_does() {
    let opened = Opened::new();
    let page = SearchOptions { limit: 3, offset: 1, ..SearchOptions::default() };
    for query in ["검색", "검ㅅ", "keystorke ", "\"search engine\" -zzz", "", "zzzzzz "] {
        assert_eq!(floats(opened.ask(query, 3.0, 1.0, &[])), expected(query, &page), "{query}");
    }
    let ko = Filter { column: "lang".to_owned(), mode: Mode::Any, values: vec!["ko".to_owned()] };
    let options = SearchOptions { limit: 10, filters: vec![ko], explain: true, ..SearchOptions::default() };
    let given = [(0.0, "lang"), (4.0, "ko"), (8.0, "")];
    assert_eq!(floats(opened.ask("검색", 10.0, 0.0, &given)), expected("검색", &options));
    // They were for that question only.
    assert_eq!(floats(opened.ask("검색", 3.0, 1.0, &[])), expected("검색", &page));
    assert!(opened.ask("검", 4.0, 0.0, &[(9.0, "")])["suggestions"].as_array().unwrap().len() > 1);
}

#[test]
fn describes_its_documents_and_columns() {
    let described = Opened::new().tell(DESCRIBE, "", 0.0).unwrap();
    let described = described.as_array().unwrap();
    assert!(described[0].as_f64().unwrap() > 1.0);
    let at = described.iter().position(|name| name == "lang").unwrap();
    assert_eq!(described[at + 1], "text");
}

#[test]
fn goes_without_what_is_missing_for_one_step() {
    let opened = Opened::new();
    let asked = || read(&call(STEP, opened.index, "검색".as_bytes(), &[], 10.0, 0.0)).unwrap();
    let mut without: Vec<String> = Vec::new();
    let answer = loop {
        for name in &without {
            opened.tell(MISSING, name, 0.0).unwrap();
        }
        match asked() {
            Value::Array(names) => without.extend(names.iter().map(|name| name.as_str().unwrap().to_owned())),
            answer => break answer,
        }
    };
    assert_eq!(answer["total"], 0.0);
    assert!(asked().is_array(), "the files are asked for again");
}

#[test]
fn what_was_let_go_of_is_asked_for_again() {
    let opened = Opened::new();
    let answer = opened.ask("검색", 10.0, 0.0, &[]);
    opened.tell(TRIM, "", 0.0).unwrap();
    assert!(read(&call(STEP, opened.index, "검색".as_bytes(), &[], 10.0, 0.0)).unwrap().is_array());
    assert_eq!(opened.ask("검색", 10.0, 0.0, &[]), answer);
}

#[test]
fn a_closed_index_says_so_and_the_others_go_on() {
    let (one, other) = (Opened::new(), Opened::new());
    assert_ne!(one.index, other.index);
    assert_eq!(one.tell(CLOSE, "", 0.0), Ok(Value::Null));
    for what in [DESCRIBE, STEP, SUPPLY, CLOSE] {
        let said = one.tell(what, "검색", 1.0);
        assert!(
            what == CLOSE || said.as_ref().is_err_and(|message| message.contains("closed")),
            "{what}: {said:?}"
        );
    }
    assert!(other.ask("검색", 1.0, 0.0, &[])["total"].as_f64() > Some(0.0));
}

#[test]
fn damaged_files_are_errors_with_a_message() {
    assert!(read(&call(OPEN, 0, &[], b"not a manifest", 0.0, 0.0)).is_err());
    let opened = Opened::new();
    let Value::Array(names) = opened.tell(STEP, "검색", 10.0).unwrap() else { panic!("nothing is needed") };
    let name = names[0].as_str().unwrap();
    assert!(read(&call(SUPPLY, opened.index, name.as_bytes(), b"damaged", 0.0, 0.0)).is_err());
    assert_eq!(embedded("no such file"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_asked_there_is_a_reply(
        calls in prop::collection::vec(
            (0_u32..12, 0_usize..4, prop::collection::vec(any::<u8>(), 0..20), any::<f64>(), any::<f64>()), 1..20,
        ),
    ) {
        let opened = Opened::new();
        for (what, index, bytes, number, offset) in calls {
            let _ = read(&call(what, opened.index + index, &bytes, &bytes, number, offset));
            let _ = read(&call(what, opened.index + index, "검색 keystroke".as_bytes(), &bytes, number, offset));
        }
    }
}
