// JSON as the certificate allows it, and the shapes of its members.
"use strict";

class Refused extends Error {
  constructor(code, where = "") { super(code); this.code = code; this.where = where; }
}

const MOST_BYTES = 16 * 1024 * 1024;

function parseFile(bytes) {
  if (bytes.length > MOST_BYTES) throw new Refused("too_long");
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) throw new Refused("byte_order_mark");
  const end = bytes.length;
  if (bytes.includes(13) || bytes[end - 1] !== 10 || bytes[end - 2] === 10) throw new Refused("line_end");
  const tree = new Reader(decode(bytes)).whole();
  if (!isObject(tree)) throw new Refused("not_an_object");
  return tree;
}

function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch { throw new Refused("not_utf8"); }
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// Reads one JSON value; objects become prototype-less, so that no name is special.
class Reader {
  constructor(text) { this.text = text; this.at = 0; this.depth = 0; }
  whole() {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw new Refused("not_json");
    return value;
  }
  space() { while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1; }
  take(sign) {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }
  need(sign) { if (!this.take(sign)) throw new Refused("not_json"); }
  value() {
    if (++this.depth > 500) throw new Refused("not_json");
    this.space();
    const sign = this.text[this.at];
    const value = sign === "{" ? this.object() : sign === "[" ? this.array() : sign === '"' ? this.string() : this.word();
    this.depth -= 1;
    return value;
  }
  object() {
    const members = Object.create(null);
    this.need("{");
    if (this.take("}")) return members;
    do {
      this.space();
      const name = this.string();
      this.need(":");
      const value = this.value();
      if (name in members) throw new Refused("duplicate_member");
      members[name] = value;
    } while (this.take(","));
    this.need("}");
    return members;
  }
  array() {
    const values = [];
    this.need("[");
    if (this.take("]")) return values;
    do values.push(this.value()); while (this.take(","));
    this.need("]");
    return values;
  }
  string() {
    const found = this.match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    const text = JSON.parse(found);
    if (/[\u0000-\u001f\u007f-\u009f]|\p{Cs}/u.test(text)) throw new Refused("control_character");
    return text;
  }
  word() {
    const found = this.match(/true|false|null|-?(?:0|[1-9][0-9]*)(?![0-9])(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity/y);
    if (/^(true|false|null)$/.test(found)) return JSON.parse(found);
    if (!/^-?[0-9]+$/.test(found)) throw new Refused("fraction");
    if (found.length > 4300) throw new Refused("not_json");
    const number = Number(found);
    return Number.isSafeInteger(number) ? number + 0 : BigInt(found);
  }
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) throw new Refused("not_json");
    this.at = pattern.lastIndex;
    return found[0];
  }
}

// Checks a value against the part of JSON Schema that the certificate's shapes use.
function requireShape(schema, value, where = "") {
  const rule = schema.$ref ? SHAPES.$defs[schema.$ref.split("/").pop()] : schema;
  if (rule.anyOf) return requireOneOf(rule.anyOf, value, where);
  if (rule.enum) return require(rule.enum.includes(value), where);
  const kind = rule.type;
  if (kind === "null") return require(value === null, where);
  if (kind === "boolean") return require(typeof value === "boolean", where);
  if (kind === "integer") return require((typeof value === "number" || typeof value === "bigint") && !(value < (rule.minimum ?? value)), where);
  if (kind === "string") return require(typeof value === "string" && (!rule.pattern || new RegExp(rule.pattern, "u").test(value)), where);
  if (kind === "array") {
    require(Array.isArray(value), where);
    return value.forEach((each, at) => requireShape(rule.items, each, `${where}[${at}]`));
  }
  require(isObject(value), where);
  for (const name of rule.required) require(name in value, where);
  for (const name of Object.keys(value)) {
    require(Object.hasOwn(rule.properties, name), where);
    requireShape(rule.properties[name], value[name], where ? `${where}.${name}` : name);
  }
}

function requireOneOf(shapes, value, where) {
  const fits = shapes.some((each) => {
    try { requireShape(each, value, where); return true; } catch { return false; }
  });
  if (!fits && isObject(value)) return requireShape(shapes.find((each) => each.$ref), value, where);
  require(fits, where);
}

function require(holds, where) { if (!holds) throw new Refused("bad_member", where); }

const KEY_STATES = {
  slots: ["destroyed", "left", "unknown"],
  card: ["surrendered", "destroyed_in_presence", "missing", "left", "unknown"],
  approved_copy: ["surrendered", "destroyed", "left", "unknown"],
  memory: ["ends_with_power_off"],
};
const STEPS = ["slots_destroyed", "slots_read_back", "files_overwritten", "files_removed", "plugins_asked", "volume_scanned"];

// What no single member shows to be wrong.
function requireSense(c) {
  requireRealTimes(c);
  require(c.items.length > 0, "items");
  require(same(c.residue.map((row) => row.code), RESIDUE), "residue");
  require((c.signing.witness_key === null) === (c.people.witness === null), "signing");
  for (const row of c.residue) require((row.finding === null) === (row.state === "not_checkable"), "residue");
  for (const copy of c.key_copies) {
    require(KEY_STATES[copy.kind].includes(copy.state), "key_copies");
    require(copy.kind === "slots" || [...sectors(copy), copy.markers_left].every((n) => n === null), "key_copies");
  }
  const order = c.record.steps.map((row) => STEPS.indexOf(row.step));
  require(order.every((step, at) => at === 0 || order[at - 1] < step), "record.steps");
}

const sectors = (copy) => [copy.sectors_total, copy.sectors_overwritten, copy.sectors_read_back];
const same = (a, b) => a.length === b.length && a.every((each, at) => each === b[at]);

function requireRealTimes(value, where = "") {
  for (const [name, each] of Object.entries(value ?? {})) {
    const path = where ? `${where}.${name}` : name;
    const dated = /(^|_)at$/.test(name) || name === "receipt_date" || /(^|\.)dates\.[0-9]+$/.test(path);
    if (dated && typeof each === "string") require(existsDay(each), path);
    else if (each !== null && typeof each === "object") requireRealTimes(each, path);
  }
}

function existsDay(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}
