export type { HttpConfig } from './config.ts'
export { http } from './driver.ts'
export { httpFaults } from './faults.ts'
export { HttpSimulator, httpSimulator } from './simulator.ts'
