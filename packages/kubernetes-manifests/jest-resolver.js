/**
 * Lets tests load the packages with the schemas of Kubernetes, which are published as ES modules only: Jest asks
 * packages for their CommonJS entry points and would find none. The package's configuration has an `id` of its own,
 * because Jest takes the resolver of the first of all packages with the same one.
 */
module.exports = (path, options) => {
  const esModule = /kubernetes-models/.test(path) || /kubernetes-models/.test(options.basedir);
  return options.defaultResolver(path, {
    ...options,
    conditions: esModule ? ['import', 'node', 'default'] : options.conditions,
  });
};
