// What is typed, by corpus: words and pairs of words that a reader looks for, one with a typing error among them.

/** @type {Record<string, string[]>} */
export const QUERIES = {
  "help-ko": ["셀 서식", "피벗 테이블", "매크로", "머리글", "조건부 서식", "수식", "인쇄 범위", "글꼴", "단축키", "vlookup", "표 삽입", "차트 종류"],
  "help-en": ["cell format", "pivot table", "macro", "header", "page number", "formula", "chart type", "fonts", "vlookup", "insert tabel", "bullet list", "autofill"],
  rust: ["hashmap", "iterator map", "vec push", "string utf8", "trait object", "borrow checker", "async await", "pin", "lifetme", "cargo"],
};
