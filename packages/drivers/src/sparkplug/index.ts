export type { SparkplugConfig } from './config.ts'
export { sparkplug } from './driver.ts'
export { sparkplugFaults } from './faults.ts'
export { sparkplugSimulator } from './simulator.ts'
