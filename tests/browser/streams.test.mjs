// Modules as streams: what is taken apart is put together again, and damage is noticed. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { joiner } from "../../scripts/wasm/joiner.mjs";
import { orderFunctions } from "../../scripts/wasm/order.mjs";
import { splitStreams } from "../../scripts/wasm/streams.mjs";
import { checksum, joinStreams } from "../../www/join-streams.js";

const LOCALS = Array.from({ length: 200 }, (_, at) => `(local $l${at} i32)`).join(" ");
const TARGETS = Array.from({ length: 300 }, (_, at) => (at % 2 ? "$outer" : "$inner")).join(" ");

/** Every kind of operand that `scripts/wasm/streams.mjs` knows. */
const TEXT = `(module
  (type $unary (func (param i32) (result i32)))
  (memory 1)
  (data $text "some bytes")
  (table $functions 4 funcref)
  (elem (i32.const 1) $call $indirect)
  (elem declare func $many)
  (global $top (mut i32) (i32.const 1048576))
  (func $call (param i32) (result i32)
    (i32.add (call $indirect (local.get 0)) (call $many (i32.const -129))))
  (func $indirect (param i32) (result i32)
    (call_indirect $functions (type $unary) (local.get 0) (i32.const 1)))
  (func $many (param $p i32) (result i32) ${LOCALS}
    (local.set $l199 (local.get $p))
    (local.set $l3 (local.tee $l150 (i32.const 70000)))
    (block $outer (block $inner (br_table ${TARGETS} (local.get $l199))))
    (loop $again
      (br_if $again (i32.eqz (local.tee $p (i32.sub (local.get $p) (i32.const 1))))))
    (if (result i32) (local.get $l3)
      (then (i32.load offset=300 align=1 (local.get $l150)))
      (else (i32.load8_s offset=4 (local.get $l199)))))
  (func $memory (param i32) (result i64)
    (i64.store offset=8 (local.get 0) (i64.const -9223372036854775808))
    (i64.store align=4 (local.get 0) (i64.load32_u offset=65536 (local.get 0)))
    (i32.store16 (local.get 0) (memory.grow (memory.size)))
    (memory.init $text (i32.const 0) (i32.const 1) (i32.const 2))
    (data.drop $text)
    (memory.copy (i32.const 8) (i32.const 0) (i32.const 4))
    (memory.fill (i32.const 8) (i32.const 0) (i32.const 4))
    (global.set $top (i32.extend8_s (global.get $top)))
    (i64.extend32_s (i64.load (local.get 0))))
  (func $rest (param f32 f64) (result funcref)
    (drop (i32.trunc_sat_f64_s (f64.add (local.get 1) (f64.const 3.5))))
    (drop (f32.load (i32.trunc_sat_f32_u (f32.mul (local.get 0) (f32.const -0.25)))))
    (table.set $functions (i32.const 0) (table.get $functions (i32.const 1)))
    (drop (select (result funcref) (ref.null func) (ref.func $many) (i32.const 1)))
    (return (ref.func $many)))
  (func $empty)
  (export "call" (func $call)))`;

const { Atomics, BulkMemory, BulkMemoryOpt, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
const FEATURES = [Atomics, BulkMemory, BulkMemoryOpt, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt].reduce((all, one) => all | one);

const JOINER = joiner();
/** A module as it is stored, with what joins it. @param {Uint8Array} module */
const split = (module) => splitStreams(module, JOINER, true);
/** The module of what is stored. @param {Uint8Array<ArrayBuffer>} stored */
const join = (stored) => joinStreams(stored.buffer, {});

/** @param {string} text */
function moduleOf(text) {
  const module = binaryen.parseText(text);
  module.setFeatures(FEATURES);
  assert.ok(module.validate());
  const bytes = new Uint8Array(module.emitBinary());
  module.dispose();
  return bytes;
}

/** The module as binaryen would write it, so that lengths of any number of bytes are alike. @param {Uint8Array} bytes */
function written(bytes) {
  const module = binaryen.readBinary(bytes);
  const again = module.emitBinary();
  module.dispose();
  return Buffer.from(again);
}

test("a module comes back from its streams", () => {
  const module = moduleOf(TEXT);
  assert.ok(WebAssembly.validate(module));
  const joined = join(split(module));
  assert.ok(WebAssembly.validate(joined));
  assert.deepEqual(written(joined), written(module));
});

/** A module that calls in every way, and says what it was called for; like functions stand apart. */
const CALLS = `(module
  (type $named (func (result i32)))
  (import "host" "first" (func $first (result i32)))
  (import "host" "table" (table $table 6 funcref))
  (import "host" "memory" (memory 1 2))
  (import "host" "global" (global $place i32))
  (global $started (mut i32) (i32.const 0))
  (start $begin)
  (func $begin (global.set $started (call $seven)))
  (func $direct (result i32) (local i32 i32) (i32.add (call $seven) (i32.mul (call $first) (i32.const 100))))
  (func $indirect (param i32) (result i32) (call_indirect $table (type $named) (local.get 0)))
  (func $seven (result i32) (i32.const 7))
  (func $reference (result funcref) (ref.func $eight))
  (func $eight (result i32) (i32.const 8))
  (func $long (param i32) (result i32) ${Array.from({ length: 150 }, (_, at) => `(local.set 0 (call $f${at} (local.get 0)))`).join("")} (local.get 0))
  ${Array.from({ length: 150 }, (_, at) => `(func $f${at} (param i32) (result i32) (i32.${at % 3 ? "add" : "xor"} (local.get 0) (i32.const ${at * 7})))`).join("\n")}
  (func $get (result i32) (global.get $started))
  (elem (table $table) (i32.const 1) func $seven $eight)
  (elem (table $table) (global.get $place) func $first $direct)
  (elem declare func $eight)
  (export "direct" (func $direct)) (export "indirect" (func $indirect)) (export "reference" (func $reference))
  (export "long" (func $long)) (export "started" (func $get)) (export "again" (memory 0)))`;

/** What the functions of a module give. @param {Uint8Array<ArrayBuffer>} bytes */
function given(bytes) {
  const table = new WebAssembly.Table({ element: "anyfunc", initial: 6 });
  const global = new WebAssembly.Global({ value: "i32" }, 4);
  const host = { first: () => 5, table, memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }), global };
  const { direct, indirect, reference, long, started } = /** @type {Record<string, any>} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes), { host }).exports);
  return [direct(), [1, 2, 4, 5].map((at) => indirect(at)), reference()(), long(3), started()];
}

test("the first part of a module has what joins the second", () => {
  const module = moduleOf(TEXT);
  const second = splitStreams(module, JOINER, false);
  assert.ok(second.length < split(module).length - JOINER.length + 4);
  assert.throws(() => join(second), WebAssembly.CompileError);
  const modules = {};
  joinStreams(split(moduleOf(CALLS)).buffer, modules);
  assert.deepEqual(written(joinStreams(second.buffer, modules)), written(module));
});

test("functions in another order do the same", () => {
  const module = moduleOf(CALLS);
  const ordered = new Uint8Array(orderFunctions(module));
  assert.deepEqual(given(ordered), given(module));
  assert.deepEqual(given(module).slice(0, 3), [507, [7, 8, 5, 507], 8]);
  assert.notDeepEqual(ordered, module);
  // The order is one, whatever the order was before.
  assert.deepEqual(new Uint8Array(orderFunctions(ordered)), ordered);
  assert.deepEqual(given(join(split(ordered))), given(module));
});

test("a module whose functions are named in a way that is not known is not put in order", () => {
  const expressions = moduleOf(`(module (table 2 funcref) (func $one) (elem (i32.const 0) funcref (ref.func $one) (ref.null func)))`);
  assert.throws(() => orderFunctions(expressions), /elements that are not known here/);
});

test("what is not known is refused when it is taken apart, not when it is read", () => {
  assert.throws(() => split(moduleOf("(module (memory 1))")), /no code/);
  const atomic = moduleOf("(module (memory 1 1 shared) (func (drop (i32.atomic.load (i32.const 0)))))");
  assert.throws(() => split(atomic), /not known here: 254/);
  const locals = Array.from({ length: 1030 }, () => "i32").join(" ");
  assert.throws(() => split(moduleOf(`(module (func (local ${locals}) (local.set 1029 (i32.const 1))))`)), /variables/);
});

test("damage is noticed", () => {
  const stored = split(moduleOf(TEXT));
  for (let bit = 0; bit < 8 * stored.length; bit++) {
    const damaged = stored.slice();
    damaged[bit >> 3] ^= 1 << (bit & 7);
    assert.throws(() => join(damaged), /damaged/, `bit ${bit}`);
  }
  for (const length of [0, 4, 64, stored.length - 4]) assert.throws(() => join(stored.slice(0, length)), /damaged/);
});

test("whatever is in streams with the right checksum, they end", () => {
  const stored = split(moduleOf(TEXT));
  for (let at = 8 + JOINER.length; at < stored.length; at++) {
    for (const change of [0x01, 0x80, 0xff]) {
      const forged = stored.slice();
      forged[at] ^= change;
      const numbers = new Uint32Array(forged.buffer);
      numbers[0] = checksum(numbers);
      try {
        WebAssembly.validate(join(forged));
      } catch (error) {
        assert.ok(error instanceof WebAssembly.RuntimeError, String(error));
      }
    }
  }
});
