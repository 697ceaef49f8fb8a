/** What `src/` exports through wasm-bindgen: the types that `keyseek.js` is checked against. */

import type { Answer, SearchOptions } from "./keyseek.js";

export default function init(input: { module_or_path: string | URL }): Promise<unknown>;

export class Index {
  private constructor();
  static hasEmbedded(): boolean;
  static embedded(): Index;
  static open(baseUrl: string, manifest: Uint8Array): Promise<Index>;
  search(query: string, options: SearchOptions): Promise<Omit<Answer, "took_ms">>;
  readonly documents: number;
}
