/** Japanese. */

import { written } from "../numbers.js";

/** @type {import("../strings.js").PanelStrings} */
export default {
  results: "検索結果",
  hint: "検索する言葉を入力してください",
  hintMore: "入力するそばから結果が出ます。途中まででもかまいません。",
  loading: "読み込み中…",
  total: (total, atLeast) => `${written(total, "ja")}件${atLeast ? "以上" : ""}`,
  errorMore: "ファイルがないか、届きませんでした。",
  offlineMore: "接続が戻ると、続けて検索します。",
  more: "さらに表示",
};

/** @type {import("../strings.js").BesideStrings} */
export const beside = {
  found: (query) => `「${query}」の検索結果です。`,
  exactly: (query) => `「${query}」のまま検索`,
  readings: {
    synonym: "同じ意味の言葉で見つかりました。",
    initials: "ハングルの頭文字で見つかりました。",
    segments: "言葉を分けて見つかりました。",
    scattered: "言葉の一部で見つかりました。",
  },
  nothing: (query) => (query ? `「${query}」は見つかりませんでした` : "見つかりませんでした"),
  nothingMore: "別の言葉や、短い言葉でお試しください。",
  instead: "次の言葉で検索",
  missing: "索引の一部を読み込めず、結果が欠けている可能性があります。",
  recent: "最近の検索",
  forget: (query) => `「${query}」を削除`,
  forgetAll: "すべて削除",
  completions: "入力候補",
  sort: "並べ替え",
  relevance: "関連度順",
  newest: "新しい順",
  columns: { tags: "タグ", lang: "言語", date: "日付" },
  others: (count) => `ほか${count}件`,
  unfiltered: "絞り込みを解除",
  move: "移動",
  open: "開く",
};
