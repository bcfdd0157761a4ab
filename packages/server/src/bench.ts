export { hasDebianServer, startDebianServer, startTestServer } from './database/testing.ts'
export { Cedar, policiesOf } from './modules/access/index.ts'
export { timeRowSecurity } from './row-security.ts'
