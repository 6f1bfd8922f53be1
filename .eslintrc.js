// Packages have a configuration of their own; this one is for what belongs to none of them.
module.exports = {
  root: true,
  overrides: [
    {
      files: ['scripts/**', 'benchmarks/**', '.eslintrc.js'],
      extends: ['eslint:recommended', 'prettier'],
      env: { node: true, es2022: true },
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      rules: {
        'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      },
    },
  ],
};
