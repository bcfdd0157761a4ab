export type { OpcuaConfig } from './config.ts'
export { opcua } from './driver.ts'
export { opcuaFaults } from './faults.ts'
export { opcuaSimulator, startOpcuaSimulator } from './simulator.ts'
