export { type Identifier, type OpcuaAddress, parseAddress as parseOpcuaAddress } from './address.ts'
export type { OpcuaConfig, OpcuaSecurityPolicy } from './config.ts'
export { opcua } from './driver.ts'
export { opcuaFaults } from './faults.ts'
