// Build, dev server and unit tests of the window.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Short names for the classes that keep each component's styles to itself: they are half of the CSS.
  plugins: [svelte({ compilerOptions: { cssHash: ({ hash, css }) => `s${hash(css).slice(0, 4)}` } })],
  resolve: {
    alias: { $shared: folder('src/shared'), $ipc: folder('src/ipc'), $features: folder('src/features') },
    // The tests mount components in a DOM, so they need Svelte's client half.
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  build: {
    outDir: 'dist',
    target: 'safari18',
    // The content security policy allows fonts from the app's own files only, never data: URLs.
    assetsInlineLimit: 0,
    // Slower than what Vite has built in, and smaller.
    minify: 'terser',
    terserOptions: { module: true, compress: { passes: 6, pure_getters: true } },
    modulePreload: { polyfill: false },
    // Left alone, the bundler puts what a dialog and the start share into a chunk of its own. Few large
    // chunks compress better: one for the start, one for the dialogs, which share most of what they need.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }, { name: 'dialogs', test: /Dialog\.svelte$/ }] } } },
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/british.setup.ts', 'src/browser.setup.ts'],
    // Far above what a test takes, so that only a hanging one meets it, on a busy computer too.
    testTimeout: 20_000,
    env: { TZ: 'Europe/Berlin' },
  },
});
