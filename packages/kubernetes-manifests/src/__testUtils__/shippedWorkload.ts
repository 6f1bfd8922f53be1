import type { JsonValue } from '@tutti/score';

/** A Score file that uses everything which ends up in Kubernetes objects. */
export const SHIPPED_WORKLOAD = `
apiVersion: score.dev/v1b1
metadata:
  name: web
  annotations:
    example.com/team: front
service:
  ports:
    http: { port: 80, targetPort: 8080 }
    metrics: { port: 9090 }
    a-name-that-is-too-long: { port: 9000, protocol: UDP }
containers:
  web:
    image: registry.example/web:1
    command: [serve]
    args: ["--greeting", "$(HOME) costs 5$"]
    variables:
      ORDERS: http://orders
      PASSWORD: \${resources.db.password}
    files:
      /etc/web/config.json: { content: '{"a":1}', mode: "0640" }
      /etc/web/logo.bin: { binaryContent: AAEC }
      /etc/web/secret.conf: { content: 'token=\${resources.db.password}' }
    volumes:
      /var/cache: { source: "\${resources.cache}", path: /sub/path, readOnly: true }
    resources:
      limits: { cpu: "0.5", memory: 0.1Gi }
      requests: { memory: 500K }
    livenessProbe: { httpGet: { path: /live, port: 8080, httpHeaders: [{ name: A, value: b }] } }
    readinessProbe: { exec: { command: [check] } }
  migrate: { image: registry.example/web:1, before: { web: { ready: complete } } }
  proxy:
    image: registry.example/proxy:1
    readinessProbe: { httpGet: { path: "", port: 9090 } }
    before: { migrate: { ready: healthy }, web: { ready: started } }
resources:
  db: { type: postgres }
  cache: { type: volume }
`;

/** Outputs of its resources. */
export const SHIPPED_RESOURCES: Record<string, JsonValue> = {
  db: { password: { $secret: [{ store: 'ledger', key: 'db-uid', property: 'password' }] } },
  cache: { source: { emptyDir: {} } },
};
