/** What `src/` exports through wasm-bindgen: the types that `keyseek.js` is checked against. */

import type { Answer } from "./keyseek.js";

/** An answer without what only the loading side knows. */
export type Found = Omit<Answer, "took_ms" | "missing">;

/** What the module is instantiated with. */
export function imports(): WebAssembly.Imports;

/** Takes the instance into use. */
export function finish(instance: WebAssembly.Instance, module: WebAssembly.Module): void;

export function embeddedFile(name: string): Uint8Array<ArrayBuffer> | undefined;

export class Index {
  constructor(manifest: Uint8Array);
  ask(text: string, limit: number, offset: number, asked: (string | number)[]): Found | string[];
  supply(name: string, file: Uint8Array): void;
  goWithout(names: string[]): void;
  trim(bytes: number): void;
  free(): void;
  readonly documents: number;
  /** Name and kind of each column, one after the other. */
  readonly columns: any[];
}
