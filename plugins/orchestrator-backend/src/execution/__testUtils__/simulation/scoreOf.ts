import type { WorkloadShape } from './Scenario';

/** The Score file of a workload of a scenario, without its name. */
export function scoreOf(workload: WorkloadShape): string {
  const keys = Object.keys(workload.resources).sort();
  const resources = keys.map(key => {
    const { type, size, salt, shared, uses } = workload.resources[key];
    const first = keys[0];
    const takes =
      uses && !shared && key !== first && workload.resources[first].type !== 'grant'
        ? `\${resources.${first}.host}`
        : '';
    const params = {
      postgres: `params: { size: ${size}, database: "${salt}${takes}" }`,
      cache: `params: { size: ${size}, label: "${salt}${takes}" }`,
      grant: '',
    }[type];
    // What is shared is asked for by everybody in the same way.
    const fields = shared ? [`id: shared-${type}`] : [params];
    return `  ${key}: { ${[`type: ${type}`, ...fields].filter(Boolean).join(', ')} }`;
  });
  return [
    `containers: { main: { image: "app:${workload.image}" } }`,
    ...(resources.length > 0 ? ['resources:', ...resources] : []),
  ].join('\n');
}
