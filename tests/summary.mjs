// node summary.mjs FOLDER: reads the .trx files there, names what failed and what was skipped with its reason, and ends with the
// counts. Exits 1 when a test failed, none ran, or one was skipped without saying why.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const unescape = text => text
  .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

// What the official clients found, by the store behind the server.
const conformance = new Map();
const soaks = [];
let passed = 0, failed = 0, skipped = 0, silent = 0;
const reasons = new Map();
for (const file of readdirSync(folder).filter(name => name.endsWith('.trx'))) {
  const trx = readFileSync(join(folder, file), 'utf8');
  for (const [, head, body = ''] of trx.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    for (const [, store, verdict] of body.matchAll(/^(?:.*>)?conformance (\S+): (ok|FAILED) /gm)) {
      const counts = conformance.get(store) ?? { ok: 0, FAILED: 0 };
      counts[verdict]++;
      conformance.set(store, counts);
    }
    for (const [, line] of body.matchAll(/^(?:.*>)?(soak \S+: (?:held|FAILED), .*?)(?:<.*)?\r?$/gm)) soaks.push(line);
    const name = unescape(/testName="([^"]*)"/.exec(head)[1]);
    const outcome = /outcome="([^"]*)"/.exec(head)?.[1] ?? 'Failed';
    if (outcome === 'Passed') {
      passed++;
    } else if (outcome === 'NotExecuted') {
      skipped++;
      const reason = unescape(/<(?:Message|StdOut)>([\s\S]*?)<\//.exec(body)?.[1] ?? '').trim();
      if (!reason) silent++;
      const why = reason || 'NO REASON GIVEN';
      reasons.set(why, [...(reasons.get(why) ?? []), name]);
    } else {
      failed++;
      console.log(`FAILED ${name}`);
    }
  }
}
for (const [why, names] of reasons) {
  console.log(`skipped ${names.length === 1 ? names[0] : `${names.length} tests`}: ${why}`);
}
for (const [store, { ok, FAILED }] of [...conformance].sort()) {
  console.log(`conformance on the ${store} store: ${ok} scenarios of official clients held, ${FAILED} did not`);
}
for (const line of soaks.sort()) console.log(line);
console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || silent > 0 || passed === 0 ? 1 : 0);
