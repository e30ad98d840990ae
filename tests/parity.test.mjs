// `node --test tests/parity.test.mjs`, in `make audit`: the scripts say what the vectors say, without a page.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { OURS, RULES, differences } from "./parity.mjs";

const folder = new URL("cases/parity/", import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(".json", ""));

test("each file of vectors has a rule, and each rule a file", () => {
  assert.deepEqual(names.sort(), Object.keys({ ...RULES, ...OURS }).sort());
});

for (const name of names) {
  test(name, () => assert.deepEqual(differences(name, JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"))), []));
}
