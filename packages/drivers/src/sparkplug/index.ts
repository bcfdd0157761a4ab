export { type SparkplugConfig, sparkplug } from './driver.ts'
export { sparkplugFaults } from './faults.ts'
export { sparkplugSimulator } from './simulator.ts'
