// passwords.mjs FROM TO: the list of a package as lines, in lower case, each once.
import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const words = new Set(JSON.parse(readFileSync(from, 'utf8')).map((word) => word.toLowerCase()));
if (words.size < 10_000) throw new Error(`${from} holds only ${words.size} passwords`);
writeFileSync(to, [...words].sort().join('\n') + '\n');
