//! Lists → bytes, by a choice for each structure.

use super::bits::{BitWriter, rice_parameter};
use super::range::{Models, RangeWriter};
use super::shard::{FRAME, List, Lists, Shard};
use keyseek_index::postings::Posting;
use keyseek_index::{FIELDS, frame};

/// How the keys of a shard are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictionary {
    Fst,
    BareFst,
    FrontCoded,
    FrontCodedColumns,
    Set,
}

/// How it is known where a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    Bytes,
    Excess,
    PostingsExcess,
    None,
}

/// How documents are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    Varints,
    Interleaved,
    ShardColumns,
    FirstsApart,
    CodesFirst,
    Nibbles,
    Rice,
    RiceShard,
    Interpolative,
    EliasFano,
    Ranged,
}

/// How codes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    Bytes,
    ExtrasApart,
    MoreInline,
    MoreApart,
    ByField,
    ByVarint,
    ByVarintMask,
    ByFieldMask,
    Ranged,
    Quantised,
    Dropped,
}

/// How positions are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Positions {
    Varints,
    FirstsApart,
    FirstsApartList,
    TwoPlanes,
    Rice,
    RiceByWords,
    RiceShard,
    Interpolative,
    Ranged,
    RangedByWords,
}

/// A choice for each structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub dictionary: Dictionary,
    pub lengths: Lengths,
    pub documents: Documents,
    pub codes: Codes,
    pub positions: Positions,
}

/// As it is stored.
pub const TODAY: Choice = Choice {
    dictionary: Dictionary::Fst,
    lengths: Lengths::Bytes,
    documents: Documents::Varints,
    codes: Codes::Bytes,
    positions: Positions::Varints,
};

pub fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn bytes(part: &[u8], out: &mut Vec<u8>) {
    varint(part.len() as u64, out);
    out.extend_from_slice(part);
}

/// The distances of documents, less one.
pub fn gaps(list: &List) -> Vec<u64> {
    let mut next = 0;
    let distance = |posting: &Posting| {
        let gap = u64::from(posting.doc) - next;
        next = u64::from(posting.doc) + 1;
        gap
    };
    list.postings.iter().map(distance).collect()
}

/// The distances of positions.
pub fn steps(positions: &[u32]) -> Vec<u64> {
    let mut before = 0;
    positions.iter().map(|at| u64::from(*at - std::mem::replace(&mut before, *at))).collect()
}

/// The two files of a shard, not compressed.
pub fn encode(choice: Choice, lists: &Lists, shard: &Shard) -> [Vec<u8>; 2] {
    let documents = lists.words.len() as u64;
    let mut lengths = [Vec::new(), Vec::new()];
    let (mut posting_lists, mut shard_codes) = (Vec::new(), [Vec::new(), Vec::new()]);
    let mut shard_gaps = Vec::new();
    let mut writer = BitWriter::default();
    let mut ranged = RangeWriter::default();
    let mut gap_models = vec![Models::default(); 20];
    let mut code_models = vec![vec![2048u16; 256]; 8];
    let mut extra_models = vec![Models::default(); 8];
    let mut excess = |at: usize, length: usize, least: usize| {
        let value = match choice.lengths {
            Lengths::Bytes => length,
            Lengths::Excess => length - least,
            Lengths::PostingsExcess if at == 0 => length - least,
            Lengths::PostingsExcess => length,
            Lengths::None => return,
        };
        varint(value as u64, &mut lengths[at]);
    };
    for list in &shard.lists {
        let start = posting_lists.len();
        let df = list.postings.len() as u64;
        let mut own_codes = [Vec::new(), Vec::new()];
        let gaps = gaps(list);
        let ids: Vec<u64> = list.postings.iter().map(|posting| u64::from(posting.doc)).collect();
        let parameter = rice_parameter(documents.saturating_sub(df), df.max(1) + 1);
        match choice.documents {
            Documents::Varints | Documents::ShardColumns => {
                gaps.iter().for_each(|gap| varint(*gap, &mut posting_lists));
            }
            Documents::CodesFirst => gaps.iter().for_each(|gap| varint(*gap, &mut posting_lists)),
            Documents::FirstsApart => {
                gaps.iter().take(1).for_each(|gap| varint(*gap, &mut posting_lists));
                gaps.iter().skip(1).for_each(|gap| varint(*gap, &mut shard_gaps));
            }
            Documents::Interleaved => (),
            Documents::Nibbles => {
                // High parts as bytes, low four bits apart.
                for gap in &gaps {
                    varint(gap >> 4, &mut posting_lists);
                    writer.bits(*gap, 4);
                }
                posting_lists.extend(writer.take());
            }
            Documents::Rice => {
                gaps.iter().for_each(|gap| writer.rice(*gap, parameter));
                posting_lists.extend(writer.take());
            }
            Documents::RiceShard => gaps.iter().for_each(|gap| writer.rice(*gap, parameter)),
            Documents::Interpolative => {
                writer.interpolative(&ids, 0, documents);
                posting_lists.extend(writer.take());
            }
            Documents::EliasFano => {
                writer.elias_fano(&ids, documents);
                posting_lists.extend(writer.take());
            }
            Documents::Ranged => {
                for gap in &gaps {
                    ranged.number(*gap, &mut gap_models[(parameter as usize).min(19)]);
                }
            }
        }
        for (posting, gap) in list.postings.iter().zip(&gaps) {
            if choice.documents == Documents::Interleaved {
                varint(*gap, &mut posting_lists);
                code(choice.codes, posting, &mut posting_lists, &mut own_codes[1]);
                continue;
            }
            if choice.codes == Codes::Ranged {
                let (mut first, mut extras) = (Vec::new(), Vec::new());
                code(Codes::ExtrasApart, posting, &mut first, &mut extras);
                let context = match df {
                    1 => 0,
                    2..10 => 1,
                    10..100 => 2,
                    _ => 3,
                };
                ranged.tree(u64::from(first[0]), 8, &mut code_models[context]);
                let held = FIELDS.iter().filter(|field| posting.frequency(**field) > 0);
                if first[0] >> 6 == 0 {
                    for field in held {
                        ranged.number(
                            u64::from(posting.frequency(*field)) - 1,
                            &mut extra_models[field.column()],
                        );
                    }
                }
                continue;
            }
            let [own, extras] = &mut own_codes;
            code(choice.codes, posting, own, extras);
        }
        if matches!(choice.documents, Documents::ShardColumns | Documents::RiceShard | Documents::FirstsApart | Documents::CodesFirst) {
            for (all, own) in shard_codes.iter_mut().zip(own_codes) {
                all.extend(own);
            }
        } else {
            own_codes.iter().for_each(|own| posting_lists.extend_from_slice(own));
        }
        excess(0, posting_lists.len() - start, 2 * list.postings.len());
    }
    posting_lists.extend(writer.take());
    if matches!(choice.documents, Documents::Ranged) {
        posting_lists.extend(ranged.finish());
    }
    posting_lists.extend(shard_gaps);
    if choice.documents == Documents::CodesFirst {
        let mut c = shard_codes.concat();
        c.extend(posting_lists);
        posting_lists = c;
    } else {
    posting_lists.extend(shard_codes.concat());
    }
    let positions = positions(choice, lists, shard, &mut excess);

    let mut terms = Vec::new();
    varint(shard.lists.len() as u64, &mut terms);
    let [_, frequencies, _, _, groups, aliases] = &shard.parts[..] else { unreachable!() };
    let dictionary = dictionary(choice.dictionary, shard);
    for part in [&dictionary, frequencies, &lengths[0], &lengths[1], groups, aliases] {
        bytes(part, &mut terms);
    }
    terms.extend(posting_lists);
    [frame::seal(frame::Kind::Terms, &terms), frame::seal(frame::Kind::Positions, &positions)]
}

fn code(codes: Codes, posting: &Posting, out: &mut Vec<u8>, extras: &mut Vec<u8>) {
    let held: Vec<_> = FIELDS.iter().filter(|field| posting.frequency(**field) > 0).collect();
    let mask = held.iter().fold(0, |mask, field| mask | field.bit());
    let total = posting.total_frequency();
    if matches!(codes, Codes::ByVarint | Codes::ByVarintMask | Codes::ByFieldMask) {
        let usual = [8u8, 16, 2, 10, 9, 1, 11];
        let (last, others) = held.split_last().unwrap();
        let f = u64::from(posting.frequency(**last));
        let plain = others.iter().all(|o| posting.frequency(**o) == 1);
        let at = usual.iter().position(|u| *u == mask).filter(|_| plain);
        match (codes, at) {
            (Codes::ByVarint, Some(at)) => varint((f - 1) << 3 | at as u64, out),
            (Codes::ByFieldMask, Some(at)) if f <= 32 => out.push((at as u64 * 32 + f - 1) as u8),
            (Codes::ByVarintMask, _) if plain => varint((f - 1) << 6 | u64::from(mask), out),
            (Codes::ByVarintMask, _) => {
                varint(0, out);
                varint(mask.into(), out);
                for field in held { varint(u64::from(posting.frequency(*field)), out); }
            }
            _ => {
                if codes == Codes::ByVarint { varint(u64::from(mask) << 3 | 7, out) } else { out.extend([0xE0, mask]) }
                for field in held { varint(u64::from(posting.frequency(*field)), out); }
            }
        }
        return;
    }
    if codes == Codes::ByField {
        // mask varint-free: body frequency up to 27 in one byte with the usual masks
        let usual = [8u8, 16, 2, 10, 9, 1, 11];
        if let Some(at) = usual.iter().position(|u| *u == mask) {
            let (last, others) = held.split_last().unwrap();
            let f = posting.frequency(**last);
            if f <= 32 && others.iter().all(|o| posting.frequency(**o) == 1) {
                out.push((at as u32 * 32 + f - 1) as u8);
                return;
            }
        }
        out.push(0xE0 | mask & 31);
        for field in held {
            varint(u64::from(posting.frequency(*field)), out);
        }
        return;
    }
    if codes == Codes::Dropped {
        out.push(mask);
        return;
    }
    if codes == Codes::MoreInline || codes == Codes::MoreApart {
        let (last, others) = held.split_last().unwrap();
        let f = posting.frequency(**last);
        if f <= 3 && others.iter().all(|o| posting.frequency(**o) == 1) {
            out.push(mask | (f as u8) << 6);
            return;
        }
    } else if held.len() == 1 && total <= 3 {
        out.push(mask | (total as u8) << 6);
        return;
    }
    out.push(mask);
    let into = if matches!(codes, Codes::ExtrasApart | Codes::MoreApart) { extras } else { out };
    for field in held {
        let mut frequency = u64::from(posting.frequency(*field));
        if codes == Codes::Quantised && frequency > 4 {
            let low = frequency.ilog2() - 1;
            frequency = frequency >> low << low;
        }
        varint(frequency, into);
    }
}

fn dictionary(choice: Dictionary, shard: &Shard) -> Vec<u8> {
    let fst = &shard.parts[0];
    match choice {
        Dictionary::Fst => fst.clone(),
        Dictionary::Set => fst::Set::from_iter(&shard.keys).unwrap().into_fst().into_inner(),
        Dictionary::BareFst => fst[16..fst.len() - 20].to_vec(),
        Dictionary::FrontCoded | Dictionary::FrontCodedColumns => {
            let mut columns = [Vec::new(), Vec::new(), Vec::new()];
            let mut before: &[u8] = &[];
            for key in &shard.keys {
                let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
                let at = |column| if choice == Dictionary::FrontCoded { 0 } else { column };
                varint(shared as u64, &mut columns[at(0)]);
                varint((key.len() - shared) as u64, &mut columns[at(1)]);
                columns[at(2)].extend_from_slice(&key[shared..]);
                before = key;
            }
            columns.concat()
        }
    }
}

fn positions(
    choice: Choice,
    lists: &Lists,
    shard: &Shard,
    excess: &mut dyn FnMut(usize, usize, usize),
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut apart = Vec::new();
    let mut writer = BitWriter::default();
    let mut ranged = RangeWriter::default();
    let mut models = vec![Models::default(); 64];
    for list in &shard.lists {
        let start = out.len();
        let mut own = Vec::new();
        let all: Vec<(u32, Vec<u64>)> = list
            .postings
            .iter()
            .zip(&list.positions)
            .map(|(posting, positions)| (posting.doc, steps(positions)))
            .collect();
        let count: u64 = all.iter().map(|(_, steps)| steps.len() as u64).sum();
        let sum: u64 = all.iter().flat_map(|(_, steps)| steps).sum();
        match choice.positions {
            Positions::Rice => {
                let parameter = rice_parameter(sum, count);
                if count > 0 {
                    writer.bits(u64::from(parameter), 4);
                }
            }
            _ => (),
        }
        for ((doc, steps), positions) in all.iter().zip(&list.positions) {
            let by_words =
                rice_parameter(lists.words[*doc as usize], steps.len() as u64 + 1);
            match choice.positions {
                Positions::Varints => steps.iter().for_each(|step| varint(*step, &mut out)),
                Positions::FirstsApart => {
                    varint(steps[0], &mut out);
                    steps[1..].iter().for_each(|step| varint(*step, &mut apart));
                }
                Positions::FirstsApartList => {
                    varint(steps[0], &mut out);
                    steps[1..].iter().for_each(|step| varint(*step, &mut own));
                }
                Positions::TwoPlanes => {
                    for step in steps {
                        out.push((*step & 0xFF) as u8);
                        varint(*step >> 8, &mut apart);
                    }
                }
                Positions::Rice => {
                    let parameter = rice_parameter(sum, count);
                    steps.iter().for_each(|step| writer.rice(*step, parameter));
                }
                Positions::RiceByWords | Positions::RiceShard => {
                    steps.iter().for_each(|step| writer.rice(*step, by_words));
                }
                Positions::Interpolative => {
                    let strict: Vec<u64> =
                        (0..).zip(positions).map(|(at, position)| at + u64::from(*position)).collect();
                    writer.interpolative(&strict, 0, lists.extents[*doc as usize] + strict.len() as u64);
                }
                Positions::Ranged => {
                    let class = steps.len().ilog2().min(4) as usize;
                    ranged.number(steps[0], &mut models[class * 2]);
                    steps[1..].iter().for_each(|step| ranged.number(*step, &mut models[class * 2 + 1]));
                }
                Positions::RangedByWords => {
                    let class = (by_words as usize).min(15);
                    ranged.number(steps[0], &mut models[class * 2]);
                    steps[1..].iter().for_each(|step| ranged.number(*step, &mut models[class * 2 + 1]));
                }
            }
        }
        out.extend(own);
        if choice.positions != Positions::RiceShard {
            out.extend(writer.take());
        }
        let least = (out.len() - start).min(list.postings.len());
        excess(1, out.len() - start, least);
    }
    out.extend(writer.take());
    out.extend(apart);
    if matches!(choice.positions, Positions::Ranged | Positions::RangedByWords) {
        out.extend(ranged.finish());
    }
    out
}

/// Bytes of the frame, which each file has.
pub const fn frame_bytes() -> usize {
    FRAME
}
