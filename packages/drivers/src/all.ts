import { bacnet, bacnetDevices, bacnetSimulator } from './bacnet/index.ts'
import { csvDrop, csvDropSimulator } from './csv-drop/index.ts'
import { dlt645, dlt645Devices, dlt645Simulator } from './dlt645/index.ts'
import { ethernetIp, ethernetIpSimulator, logixDevices } from './ethernet-ip/index.ts'
import { fins, finsDevices, finsSimulator } from './fins/index.ts'
import { hj212, hj212Simulator } from './hj212/index.ts'
import { http, httpSimulator } from './http/index.ts'
import { iec104, iec104Simulator } from './iec104/index.ts'
import type { DriverFactory } from './kit/driver.ts'
import type { DeviceSimulator } from './kit/simulated-points.ts'
import type { Simulator } from './kit/simulator.ts'
import { melsec, melsecDevices, melsecSimulator } from './melsec/index.ts'
import {
  modbusAscii,
  modbusAsciiSimulator,
  modbusDevices,
  modbusRtu,
  modbusRtuDevices,
  modbusRtuSimulator,
  modbusSimulator,
  modbusTcp,
} from './modbus/index.ts'
import { mqtt, mqttSimulator } from './mqtt/index.ts'
import { mtconnect, mtconnectDevices, mtconnectSimulator } from './mtconnect/index.ts'
import { opcua, opcuaSimulator } from './opcua/index.ts'
import { s7, s7Devices, s7Simulator } from './s7/index.ts'
import { snmp, snmpDevices, snmpSimulator } from './snmp/index.ts'
import { sparkplug, sparkplugSimulator } from './sparkplug/index.ts'
import { sql, sqlSimulator } from './sql/index.ts'

/** Every protocol that we bring. */
export const allDrivers: readonly DriverFactory[] = [
  bacnet,
  csvDrop,
  dlt645,
  ethernetIp,
  fins,
  hj212,
  http,
  iec104,
  melsec,
  modbusAscii,
  modbusRtu,
  modbusTcp,
  mqtt,
  mtconnect,
  opcua,
  s7,
  snmp,
  sparkplug,
  sql,
].map((factory) => factory as DriverFactory)

/** Devices in software, for those that can be shown without hardware. */
export const allSimulators: readonly Simulator[] = [
  bacnetSimulator,
  csvDropSimulator,
  dlt645Simulator,
  ethernetIpSimulator,
  finsSimulator,
  hj212Simulator,
  httpSimulator,
  iec104Simulator,
  melsecSimulator,
  modbusAsciiSimulator,
  modbusRtuSimulator,
  modbusSimulator,
  mqttSimulator,
  mtconnectSimulator,
  opcuaSimulator,
  s7Simulator,
  snmpSimulator,
  sparkplugSimulator,
  sqlSimulator,
]

/** Devices in software that are made of any points, as a device profile has them; what is easier to reach comes first. */
export const allDeviceSimulators: readonly DeviceSimulator[] = [
  bacnetDevices,
  dlt645Devices,
  finsDevices,
  logixDevices,
  melsecDevices,
  modbusDevices,
  modbusRtuDevices,
  mtconnectDevices,
  s7Devices,
  snmpDevices,
]
