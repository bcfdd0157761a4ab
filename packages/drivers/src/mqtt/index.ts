export { type MqttConfig, mqtt } from './driver.ts'
export { mqttFaults } from './faults.ts'
export { mqttSimulator } from './simulator.ts'
