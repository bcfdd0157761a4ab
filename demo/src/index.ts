export { demoAccounts } from './accounts.ts'
export { demoEdgeConfiguration } from './edge-configuration.ts'
export { type DemoPorts, preferredPorts } from './machines/ports.ts'
export type { DemoPlantOptions } from './plant.ts'
