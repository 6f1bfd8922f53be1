const PORTS = [8080, 9090, 3000];

/**
 * Writes Score files of workloads as they are in practice: one to three containers with variables, files, probes and
 * resources, a service, placeholders and escapes. They ask for no resources, so that what is measured is parsing,
 * validating and rendering, and not how resources are made. The same files each time.
 *
 * @returns pairs of a file name and its text
 */
export function scoreFiles(count) {
  return Array.from({ length: count }, (_, index) => {
    const name = `workload-${String(index).padStart(5, '0')}`;
    return { name: `${name}.yaml`, text: scoreFile(name, index) };
  });
}

function scoreFile(name, index) {
  const ports = PORTS.slice(0, 1 + (index % PORTS.length));
  const containers = ['main', 'proxy', 'agent'].slice(0, 1 + (index % 3));
  return `apiVersion: score.dev/v1b1
metadata:
  name: ${name}
  version: 1.${index}.0
  annotations:
    example.com/team: team-${index % 17}
service:
  ports:
${ports.map((port, place) => `    port-${place}:\n      port: ${80 + place}\n      targetPort: ${port}\n      protocol: TCP`).join('\n')}
containers:
${containers.map((container, place) => containerOf(container, place, index)).join('\n')}
`;
}

function containerOf(name, place, index) {
  return `  ${name}:
    image: registry.example.com/team-${index % 17}/${name}:1.${index}.0
    command: ["/bin/${name}"]
    args: ["--listen", "0.0.0.0:${PORTS[place]}", "--verbose"]
    variables:
      NAME: \${metadata.name}
      VERSION: "v\${metadata.version}"
      PRICE: "$$\{not.a.placeholder} costs 5$"
${Array.from({ length: 6 }, (_, variable) => `      SETTING_${variable}: value-${index}-${variable}`).join('\n')}
    files:
      /etc/${name}/config.yaml:
        mode: "0644"
        content: |
          name: \${metadata.name}
          listen: 0.0.0.0:${PORTS[place]}
          features:
${Array.from({ length: 10 }, (_, feature) => `            - feature-${feature}-of-${index}`).join('\n')}
      /usr/share/${name}/banner.txt:
        noExpand: true
        content: "Welcome to \${this} number ${index}"
    resources:
      requests: { cpu: 100m, memory: 128Mi }
      limits: { cpu: "1", memory: 512Mi }
    livenessProbe:
      httpGet: { path: /live, port: ${PORTS[place]}, scheme: HTTP }
    readinessProbe:
      httpGet:
        path: /ready
        port: ${PORTS[place]}
        httpHeaders: [{ name: X-Probe, value: "yes" }]`;
}
