// Lint finds mistakes; prettier keeps the form; dependency-cruiser keeps the arrows. None repeats
// another. This one reads the components. oxlint reads TypeScript and scripts by the same rules
// (.oxlintrc.json), those that need types too, in a tenth of the time.
import { join } from 'node:path'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { vueScriptParser } from './.scripts/vue-script-parser.mjs'

export default tseslint.config(
  {
    ignores: ['**/*.{ts,js,mjs,cjs}', 'out/**', 'dist/**', 'node_modules/**', '.cache/**'],
  },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: vueScriptParser(join(import.meta.dirname, 'tsconfig.renderer.json')),
        sourceType: 'module',
        projectService: true,
        extraFileExtensions: ['.vue'],
      },
    },
    // What needs types: a promise that nobody awaits loses its error, a kind that a switch forgets
    // is found when the kind is added.
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // A `default` is an answer for whatever comes later.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      // Index access is checked by the compiler (noUncheckedIndexedAccess); `!` says that the index
      // is known to be inside.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Prettier's field.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // Names of one word are fine for a kit (Button, Field).
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
    },
  },
)
