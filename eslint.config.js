import importX from 'eslint-plugin-import-x';
import {defineConfig, globalIgnores} from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The arrows between folders (docs/architecture.md): pipeline.ts → experiments → stages → src. What stands in
 * src knows nothing of the paper; the pipeline and its store know nothing of what they run.
 */
const forbid = (targets, from, except) =>
  targets.map((target) => ({
    target: `./src/${target}`,
    from,
    ...(except && {except}),
    message: 'This arrow points the wrong way; see docs/architecture.md.',
  }));
const onlyImports = (target, allowed) =>
  forbid(
    [target],
    './src',
    [target, ...allowed].map((folder) => `./${folder}`),
  ).concat(
    ['./stages', './experiments', './pipeline.ts'].flatMap((from) => forbid([target], from)),
  );
const zones = [
  ...onlyImports('system', []),
  ...onlyImports('store', ['system']),
  ...onlyImports('pipeline', ['store', 'system']),
  ...onlyImports('compute', ['system']),
  ...onlyImports('data', ['compute', 'system']),
  ...onlyImports('stats', ['compute']),
  ...onlyImports('theory', ['stats', 'compute']),
  ...onlyImports('models', ['compute', 'system']),
  ...onlyImports('training', ['models', 'compute', 'data', 'system']),
  ...onlyImports('curvature', ['training', 'models', 'compute', 'stats']),
  ...onlyImports('tables', []),
  ...onlyImports('judging', ['stats', 'tables']),
  ...onlyImports('report', ['judging', 'tables', 'stats', 'pipeline', 'store', 'system']),
  ...onlyImports('study', [
    'training',
    'models',
    'curvature',
    'data',
    'judging',
    'tables',
    'report',
    'pipeline',
    'system',
  ]),
  ...onlyImports('cli', ['pipeline', 'store', 'system', 'compute', 'data', 'judging', 'report']),
  ...['./pipeline.ts', './experiments', './src/cli'].map((from) => ({target: './stages', from})),
  ...['./pipeline.ts', './src/cli'].map((from) => ({target: './experiments', from})),
];

/** The edges: the only places that may read the clock, the environment or the network, or print. */
const edges = [
  'src/cli/**',
  'src/compute/engine/**',
  'src/data/sources/**',
  'stages/acquire-data/body.ts',
  'bench/**',
  'test/**',
  'data/**',
  '*.config.*',
];

const onlyEdges = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only the edges read the clock.',
  },
  {
    selector: 'ImportExpression:not([source.type="Literal"])',
    message: 'A computed import escapes the key.',
  },
];

/** Words that only who tests this paper may say: its title, authors, experiments. */
const ofThePaper = String.raw`/Three Factors|Jastrz|1711\.04623|\b[Tt]alk\b|\b[Tt]he slides\b|^[ETX][1-9]\b/`;
const noPaper = ['Literal[value=%]', 'TemplateElement[value.raw=%]', 'JSXText[value=%]'].map(
  (selector) => ({
    selector: selector.replace('%', ofThePaper),
    message: 'What is said of the paper stands in experiments/story/; see docs/architecture.md.',
  }),
);

/**
 * tsx takes tsconfig.json from the working directory, so a module with JSX says itself how it is compiled: the project
 * is run from anywhere.
 */
const pragma = '@jsxRuntime automatic @jsxImportSource preact';
const jsxPragma = {
  create: (context) => ({
    Program(node) {
      const comments = context.sourceCode.getAllComments();
      if (!comments.some(({value}) => value.includes(pragma))) {
        context.report({node, message: `Begin with /** ${pragma} */`});
      }
    },
  }),
};

export default defineConfig(
  globalIgnores(['artifacts/', 'reports/', 'node_modules/', 'coverage/', '.scratch/']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: {'import-x': importX},
    languageOptions: {parserOptions: {projectService: true}},
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', {assertionStyle: 'never'}],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {allowNumber: true, allowBoolean: true},
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      // Numeric loops index several arrays in step.
      '@typescript-eslint/prefer-for-of': 'off',
      'import-x/no-restricted-paths': ['error', {basePath: import.meta.dirname, zones}],
      'import-x/no-cycle': ['error', {ignoreExternal: true}],
      'max-lines': ['error', {max: 300, skipBlankLines: true, skipComments: true}],
      'no-console': 'error',
      eqeqeq: 'error',
    },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({extensions: ['.ts', '.tsx', '.js']})],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: edges,
    rules: {
      'no-restricted-properties': [
        'error',
        {object: 'process', property: 'env', message: 'Only the edges read the environment.'},
        {object: 'Date', property: 'now', message: 'Only the edges read the clock.'},
        {
          object: 'Math',
          property: 'random',
          message: 'Use a seeded stream of src/compute/random.ts.',
        },
      ],
      'no-restricted-syntax': ['error', ...onlyEdges],
      'no-restricted-globals': [
        'error',
        {name: 'fetch', message: 'Only the edges use the network.'},
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {'no-restricted-syntax': ['error', ...noPaper]},
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: edges,
    rules: {'no-restricted-syntax': ['error', ...onlyEdges, ...noPaper]},
  },
  {
    files: ['{src,stages,experiments,bench,.ci}/**/*.{ts,tsx}', 'pipeline.ts'],
    rules: {
      'max-lines-per-function': ['error', {max: 60, skipBlankLines: true, skipComments: true}],
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: {own: {rules: {'jsx-pragma': jsxPragma}}},
    rules: {'own/jsx-pragma': 'error'},
  },
  {files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked]},
);
