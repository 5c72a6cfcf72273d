// Keeps the arrows: app -> features -> {shared, ipc}. A feature never imports a feature, only
// src/ipc/index.ts knows Tauri, and no module imports itself by a detour.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const aliases = { $shared: 'shared', $ipc: 'ipc', $features: 'features' };
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

const sources = readdirSync(root, { recursive: true })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => join(root, name));

/** The file an import inside src means, or null for a package. */
function target(from, specifier) {
  const [head, ...rest] = specifier.split('/');
  const base = head in aliases ? join(root, aliases[head], ...rest) : resolve(dirname(from), specifier);
  if (!(head in aliases) && !specifier.startsWith('.')) return null;
  const candidates = [base, `${base}.ts`, `${base}.svelte.ts`, `${base}.svelte`, join(base, 'index.ts')];
  return candidates.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

const layer = (path) => relative(root, path).split('/')[0];
const feature = (path) => (layer(path) === 'features' ? relative(root, path).split('/')[1] : null);

function forbidden(from, specifier, to) {
  const where = relative(root, from);
  if (specifier.startsWith('@tauri-apps') && where !== 'ipc/index.ts') return 'only ipc/index.ts may import Tauri';
  if (!to) return null;
  if (layer(from) === 'features' && feature(to) && feature(to) !== feature(from)) return 'a feature never imports a feature';
  if (layer(from) === 'features' && layer(to) === 'app') return 'a feature never imports the app';
  if (['shared', 'ipc'].includes(layer(from)) && ['features', 'app'].includes(layer(to))) return `${layer(from)} is below ${layer(to)}`;
  if (layer(from) === 'ipc' && layer(to) === 'shared') return 'ipc stands alone';
  return null;
}

const graph = new Map();
const problems = [];
for (const from of sources) {
  const edges = [];
  for (const [statement, specifier] of readFileSync(from, 'utf8').matchAll(importPattern)) {
    const to = target(from, specifier);
    const why = forbidden(from, specifier, to);
    if (why) problems.push(`${relative(root, from)}: ${statement} — ${why}`);
    if (to) edges.push(to);
  }
  graph.set(from, edges);
}

/** Depth-first search; a file met again on its own path closes a cycle. */
function visit(file, path, done) {
  if (path.includes(file)) {
    problems.push(`cycle: ${[...path.slice(path.indexOf(file)), file].map((name) => relative(root, name)).join(' -> ')}`);
    return;
  }
  if (done.has(file)) return;
  for (const next of graph.get(file) ?? []) visit(next, [...path, file], done);
  done.add(file);
}
const done = new Set();
for (const file of sources) visit(file, [], done);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`imports: ${sources.length} files, every arrow points the right way`);
