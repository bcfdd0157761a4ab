import { fileURLToPath } from 'node:url'

export { demoAccounts } from './accounts.ts'
export { demoEdgeConfiguration } from './edge-configuration.ts'
export type { DemoPlantOptions } from './plant.ts'

/** Module to run as the demo plant's own process; its options come as JSON in MILLRACE_DEMO. */
export const demoEntry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
)
