export { demoAccounts } from './accounts.ts'
export { demoEdgeConfiguration } from './edge-configuration.ts'
export type { DemoPlantOptions } from './plant.ts'
