// Lint rules. The arrows between folders are checked by scripts/check-imports.mjs.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      // Text from the server is data: nothing is ever put into the page as markup.
      'svelte/no-at-html-tags': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      // TypeScript knows every name; the rule does not know ambient types.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A longer file or function usually has a second reason to exist.
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 40],
    },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
);
