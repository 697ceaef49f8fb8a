//! Lists → the two files of a shard, by a choice for each structure.

use super::bits::{BitWriter, rice_parameter};
use super::choice::{Choice, Codes, Dictionary, Documents, Lengths, Positions};
use super::range::{Models, RangeWriter};
use super::shard::{List, Lists, Shard};
use keyseek_index::frame::{self, Kind};
use keyseek_index::postings::{Columns, Posting};
use keyseek_index::{FIELDS, positions, postings};

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The distances of documents, less one.
pub fn distances(list: &List) -> Vec<u64> {
    let mut next = 0;
    let distance = |posting: &Posting| u64::from(posting.doc - std::mem::replace(&mut next, posting.doc + 1));
    list.postings.iter().map(distance).collect()
}

fn steps(positions: &[u32]) -> Vec<u64> {
    let mut before = 0;
    positions.iter().map(|at| u64::from(*at - std::mem::replace(&mut before, *at))).collect()
}

/// The files of a shard: terms, positions; framed, not compressed.
///
/// # Panics
/// When the keys of the shard do not ascend.
pub fn encode(choice: Choice, lists: &Lists, shard: &Shard) -> [Vec<u8>; 2] {
    let [_, frequencies, groups, aliases] = &shard.parts[..] else { panic!("a shard has four parts") };
    let mut lengths = [Vec::new(), Vec::new()];
    let [terms, positions] = &mut lengths;
    let columns = posting_columns(choice, lists, shard, terms);
    let position_file = position_lists(choice, lists, shard, positions);
    let mut payload = Vec::new();
    varint(shard.lists.len() as u64, &mut payload);
    let dictionary = dictionary(choice.dictionary, shard);
    let mut parts = vec![&dictionary, frequencies];
    if choice.lengths != Lengths::None {
        parts.extend(&lengths);
    }
    parts.extend([groups, aliases]);
    let (last, others) = columns.split_last().expect("there is a column");
    for part in parts.into_iter().chain(others) {
        varint(part.len() as u64, &mut payload);
        payload.extend_from_slice(part);
    }
    payload.extend_from_slice(last);
    [frame::seal(Kind::Terms, &payload), frame::seal(Kind::Positions, &position_file)]
}

fn dictionary(choice: Dictionary, shard: &Shard) -> Vec<u8> {
    let map = &shard.parts[0];
    match choice {
        Dictionary::Map => map.clone(),
        // Version and type; number of keys, address of the root, checksum.
        Dictionary::BareMap => map[16..map.len() - 20].to_vec(),
        Dictionary::Set => {
            let set = fst::Set::from_iter(&shard.keys).expect("the keys ascend");
            set.into_fst().into_inner()
        }
        Dictionary::FrontCoded => {
            let mut columns = [Vec::new(), Vec::new(), Vec::new()];
            let mut before: &[u8] = &[];
            for key in &shard.keys {
                let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
                varint(shared as u64, &mut columns[0]);
                varint((key.len() - shared) as u64, &mut columns[1]);
                columns[2].extend_from_slice(&key[shared..]);
                before = key;
            }
            columns.concat()
        }
    }
}

/// The columns of the posting lists: document ids and codes, or one of both.
fn posting_columns(choice: Choice, lists: &Lists, shard: &Shard, lengths: &mut Vec<u8>) -> Vec<Vec<u8>> {
    let document_count = lists.words.len() as u64;
    let [mut first, mut second, mut extras] = [const { Vec::new() }; 3];
    let mut bits = BitWriter::default();
    let (mut ranged, mut ranged_codes) = (RangeWriter::default(), RangeWriter::default());
    let mut models = vec![Models::default(); 64];
    let mut trees = vec![[RangeWriter::EVEN; 256]; 4];
    for list in &shard.lists {
        let start = first.len();
        let df = list.postings.len() as u64;
        let distances = distances(list);
        let ids: Vec<u64> = list.postings.iter().map(|posting| u64::from(posting.doc)).collect();
        let parameter = rice_parameter(document_count - df, df + 1);
        match choice.documents {
            Documents::Column | Documents::ByList => {
                distances.iter().for_each(|one| varint(*one, &mut first))
            }
            Documents::Interleaved => (),
            Documents::FirstsApart => {
                distances.iter().take(1).for_each(|one| varint(*one, &mut first));
                distances.iter().skip(1).for_each(|one| varint(*one, &mut extras));
            }
            Documents::Rice | Documents::RiceByList => {
                distances.iter().for_each(|one| bits.rice(*one, parameter));
            }
            Documents::Interpolative => bits.interpolative(&ids, 0, document_count),
            Documents::EliasFano => bits.elias_fano(&ids, document_count),
            Documents::Ranged => {
                distances.iter().for_each(|one| ranged.number(*one, &mut models[parameter as usize]));
            }
        }
        if choice.documents != Documents::Rice {
            first.extend(bits.take());
        }
        let is_by_list = matches!(
            choice.documents,
            Documents::ByList
                | Documents::Interleaved
                | Documents::RiceByList
                | Documents::Interpolative
                | Documents::EliasFano
        );
        for (posting, distance) in list.postings.iter().zip(&distances) {
            if choice.documents == Documents::Interleaved {
                varint(*distance, &mut first);
            }
            if choice.codes == Codes::Ranged {
                let mut code = Vec::new();
                write_code(Codes::Common, posting, &mut code, &mut extras);
                let class = df.ilog2().div_ceil(3).min(3) as usize;
                code.iter().for_each(|byte| ranged_codes.tree(u64::from(*byte), 8, &mut trees[class]));
                continue;
            }
            let codes = if is_by_list { &mut first } else { &mut second };
            write_code(choice.codes, posting, codes, &mut extras);
        }
        write_length(choice.lengths, first.len() - start, 2 * list.postings.len(), lengths);
    }
    first.extend(bits.take());
    if choice.documents == Documents::Ranged {
        first.extend(ranged.finish());
    }
    if choice.codes == Codes::Ranged {
        second.extend(ranged_codes.finish());
    }
    if choice.documents == Documents::FirstsApart {
        first.append(&mut extras);
    }
    second.extend(extras);
    if second.is_empty() { vec![first] } else { vec![first, second] }
}

fn write_length(choice: Lengths, length: usize, least: usize, out: &mut Vec<u8>) {
    match choice {
        Lengths::None => (),
        Lengths::Bytes => varint(length as u64, out),
        Lengths::Excess => varint(length.saturating_sub(least) as u64, out),
    }
}

fn write_code(choice: Codes, posting: &Posting, out: &mut Vec<u8>, extras: &mut Vec<u8>) {
    if matches!(choice, Codes::Common | Codes::Ranged) {
        let alone = Posting { doc: 0, ..*posting };
        let mut columns = Columns::default();
        postings::encode(&[alone], &mut columns);
        out.append(&mut columns.codes);
        return;
    }
    let held: Vec<_> = FIELDS.iter().filter(|field| posting.frequency(**field) > 0).collect();
    let mask = held.iter().fold(0, |mask, field| mask | field.bit());
    let total = posting.total_frequency();
    if held.len() == 1 && total <= 3 {
        out.push(mask | (total as u8) << 6);
        return;
    }
    out.push(mask);
    let into = if choice == Codes::SmallApart { extras } else { out };
    for field in held {
        let mut frequency = u64::from(posting.frequency(*field));
        if choice == Codes::SmallQuantised && frequency > 4 {
            let low = frequency.ilog2() - 1;
            frequency = frequency >> low << low;
        }
        varint(frequency, into);
    }
}

fn position_lists(choice: Choice, lists: &Lists, shard: &Shard, lengths: &mut Vec<u8>) -> Vec<u8> {
    let (mut out, mut apart) = (Vec::new(), Vec::new());
    let mut bits = BitWriter::default();
    let mut ranged = RangeWriter::default();
    let mut models = vec![Models::default(); 64];
    for list in &shard.lists {
        let start = out.len();
        let all: Vec<Vec<u64>> = list.positions.iter().map(|positions| steps(positions)).collect();
        let count: usize = all.iter().map(Vec::len).sum();
        let of_list = rice_parameter(all.iter().flatten().sum(), count as u64);
        if choice.positions == Positions::RiceByList && count > 0 {
            bits.bits(u64::from(of_list), 4);
        }
        for ((posting, steps), positions) in list.postings.iter().zip(&all).zip(&list.positions) {
            let doc = posting.doc as usize;
            let parameter = rice_parameter(lists.words[doc], steps.len() as u64 + 1);
            match choice.positions {
                Positions::Varints => positions::encode(positions, &mut out),
                Positions::FirstsApart => {
                    varint(steps[0], &mut out);
                    steps[1..].iter().for_each(|step| varint(*step, &mut apart));
                }
                Positions::Planes => {
                    for step in steps {
                        out.push(*step as u8);
                        varint(step >> 8, &mut apart);
                    }
                }
                Positions::RiceByList => steps.iter().for_each(|step| bits.rice(*step, of_list)),
                Positions::Rice => steps.iter().for_each(|step| bits.rice(*step, parameter)),
                Positions::Interpolative => {
                    // A position may stand more than once; with its number added it cannot.
                    let numbered =
                        (0..).zip(positions).map(|(at, position): (u64, _)| at + u64::from(*position));
                    let numbered: Vec<u64> = numbered.collect();
                    bits.interpolative(&numbered, 0, lists.extents[doc] + numbered.len() as u64);
                }
                Positions::Ranged => {
                    let class = 2 * parameter.min(31) as usize;
                    ranged.number(steps[0], &mut models[class]);
                    steps[1..].iter().for_each(|step| ranged.number(*step, &mut models[class + 1]));
                }
            }
        }
        if choice.positions == Positions::RiceByList {
            out.extend(bits.take());
        }
        write_length(choice.lengths, out.len() - start, list.postings.len(), lengths);
    }
    out.extend(bits.take());
    out.extend(apart);
    if choice.positions == Positions::Ranged {
        out.extend(ranged.finish());
    }
    out
}
