export { type MqttConfig, mqtt } from './driver.ts'
export { mqttFaults } from './faults.ts'
