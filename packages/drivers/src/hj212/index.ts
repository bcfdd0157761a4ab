export { type Hj212Config, hj212 } from './driver.ts'
export { hj212Faults } from './faults.ts'
export { hj212Simulator } from './simulator.ts'
