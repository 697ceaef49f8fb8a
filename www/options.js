/**
 * What a search asks beside its query, checked, and put into the form in which it crosses into the module: a list of numbers
 * and texts, so that nothing is to be parsed there. What columns there are and what a filter means is decided there.
 */

/**
 * @typedef {string | number | boolean} Value texts are compared without regard to case
 *
 * @typedef {object} Condition what a document must hold in a column; all that is given must be true
 * @property {Value | Value[]} [any] one or more of these
 * @property {Value | Value[]} [all] each of these
 * @property {Value | Value[]} [none] none of these
 * @property {Value} [from] a value from this on
 * @property {Value} [to] a value up to this; a text counts only as far as this goes, so `"2020"` includes all of 2020
 *
 * @typedef {object} SearchOptions
 * @property {number} [limit] hits at most, 10 unless told
 * @property {number} [offset] hits to skip
 * @property {Record<string, Value | Value[] | Condition>} [filters] what documents must hold, by column; a value or a list
 *   is short for `any`, and an empty list asks for nothing
 * @property {string | string[]} [facets] columns whose values are to be counted
 * @property {string | string[]} [sort] columns to sort by, with `-` before the name from the largest value down; documents
 *   without a value come last, and what no column tells apart stays in the order of relevance
 * @property {Partial<Record<Weight, number>>} [weights] how much each sign of a good answer counts, beside one occurrence in
 *   running text, which is 1
 * @property {string | { column: string, weight: number }} [prior] a column, such as views or a date, whose larger values raise
 *   the score by up to a fifth, or by up to `weight`
 * @property {boolean} [explain] whether hits say how their scores came about
 *
 * @typedef {"title" | "heading" | "tag" | "body" | "part" | "proximity" | "whole_title"} Weight
 */

/** What a filter may say of values, by the number that stands before its column. */
const CONDITIONS = ["any", "all", "none"];
/** What the other numbers mean that stand before a text; `src/lib.rs` reads them. */
const RANGE = 3;
const VALUE = 4;
const FACET = 5;
const ASCENDING = 6;
const DESCENDING = 7;
const EXPLAIN = 8;
const WEIGHT = 16;
/** What is asked of the module rather than hits. */
export const COMPLETIONS = [9, ""];
export const SIMILAR = [10, ""];

const WEIGHTS = ["title", "heading", "tag", "body", "part", "proximity", "whole_title"];
/** How much a prior counts unless told. */
const MILD = 0.2;

/**
 * The options as pairs of a number and a text.
 * @param {SearchOptions} options
 * @returns {(string | number)[]}
 * @throws {TypeError} when an option is of a type that it cannot have
 */
export function asked({ filters = {}, facets, sort, weights = {}, prior, explain }) {
  /** @type {(string | number)[]} */
  const pairs = [];
  if (!isRecord(filters)) throw new TypeError("filters must be an object with a filter for each column");
  for (const [column, filter] of Object.entries(filters)) {
    const conditions = isRecord(filter) ? filter : { any: filter };
    for (const [name, value] of Object.entries(conditions)) {
      const values = list(value).flatMap((one) => [VALUE, text(`filters.${column}.${name}`, one)]);
      const condition = CONDITIONS.indexOf(name);
      if (condition >= 0) pairs.push(condition, column, ...values);
      else if (name !== "from" && name !== "to") {
        throw new TypeError(`filters.${column}.${name} is no condition; there are any, all, none, from and to`);
      }
    }
    const { from = "", to = "" } = conditions;
    if (from !== "" || to !== "") {
      pairs.push(RANGE, column, VALUE, text(`filters.${column}.from`, from), VALUE, text(`filters.${column}.to`, to));
    }
  }
  for (const column of names("facets", facets)) pairs.push(FACET, column);
  for (const key of names("sort", sort)) {
    pairs.push(key.startsWith("-") ? DESCENDING : ASCENDING, key.replace(/^-/, ""));
  }
  if (!isRecord(weights)) throw new TypeError("weights must be an object with numbers");
  for (const [name, weight] of Object.entries(weights)) {
    if (!WEIGHTS.includes(name)) throw new TypeError(`there is no weight ${name}; there are ${WEIGHTS.join(", ")}`);
    pairs.push(WEIGHT + positive(`weights.${name}`, weight), name);
  }
  if (prior !== undefined) {
    const { column, weight = MILD } = typeof prior === "string" ? { column: prior } : prior;
    pairs.push(WEIGHT + positive("prior.weight", weight), `prior:${names("prior", column)[0]}`);
  }
  if (explain) pairs.push(EXPLAIN, "");
  return pairs;
}

/**
 * @param {string} what
 * @param {unknown} value
 * @returns {number}
 */
function positive(what, value) {
  if (typeof value === "number" && value >= 0 && value < Infinity) return value;
  throw new TypeError(`${what} must be a number from 0 on`);
}

/**
 * A value as text.
 * @param {string} what
 * @param {unknown} value
 */
function text(what, value) {
  if (!/^(string|number|boolean)$/.test(typeof value)) {
    throw new TypeError(`${what} must be a text or a number, not ${typeOf(value)}`);
  }
  return `${value}`.trim();
}

/**
 * @param {string} what
 * @param {unknown} columns
 * @returns {string[]}
 */
function names(what, columns) {
  return list(columns).map((column) => {
    if (typeof column !== "string") throw new TypeError(`${what} must be a list of the names of columns`);
    return column;
  });
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function list(value) {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {string} method
 * @param {unknown} query
 */
export function checkQuery(method, query) {
  if (typeof query !== "string") throw new TypeError(`${method}() takes the query as a string, not ${typeOf(query)}`);
}

/**
 * What a value is, for messages.
 * @param {unknown} value
 */
const typeOf = (value) => (value === null ? "null" : typeof value);

/**
 * @param {string} name
 * @param {number} value
 */
export function wholeNumber(name, value) {
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`${name} must be a whole number from 0 on`);
  return value;
}
