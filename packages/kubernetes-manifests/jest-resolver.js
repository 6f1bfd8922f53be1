const { create } = require('enhanced-resolve');

// A resolver of its own: the one of Jest keeps, in a process that has run tests of other packages, what it found with
// their conditions.
const resolveEsModule = create.sync({
  conditionNames: ['import', 'node', 'default'],
  extensions: ['.js', '.mjs', '.json'],
});

/**
 * Lets tests load the packages with the schemas of Kubernetes, which are published as ES modules only: Jest asks
 * packages for their CommonJS entry points and would find none.
 */
module.exports = (path, options) => {
  const isEsModule = /kubernetes-models/.test(path) || /kubernetes-models/.test(options.basedir);
  return isEsModule
    ? resolveEsModule(options.basedir, path)
    : options.defaultResolver(path, options);
};
