import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const readsEnvironment = ['lib/config.ts', 'bench/**', 'tests/**', '*.config.ts']

export default defineConfig(
  globalIgnores([
    '.next/',
    '.node/',
    'data/',
    'genomes/',
    'templates/',
    'test-results/',
    'next-env.d.ts',
    // Patients and fixtures are broken on purpose.
    'organism/**/*.js',
    'tests/fixtures/',
    // What the healing benchmark breaks: programs and tests as anybody might write them.
    'bench/healing/corpus/',
    'bench/healing/corpus-large/',
  ]),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // `onClick={async () => …}` is how React code is written.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // An async method that happens not to wait still fulfils a port that others wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: readsEnvironment,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only lib/config.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['app/**/*.tsx', 'app/**/*.ts'],
    extends: [reactHooks.configs.flat.recommended],
    // It warns of what the React Compiler would skip; the compiler is not used here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    // Vitest's matchers and mocks are typed loosely.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
)
