export type { SnmpConfig } from './config.ts'
export { snmp } from './driver.ts'
export { snmpFaults } from './faults.ts'
export { type SimulatedObject, SnmpSimulator, snmpSimulator } from './simulator.ts'
