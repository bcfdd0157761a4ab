import { fuzzers as bacnetFuzzers } from './bacnet/fuzzed.ts'
import { bacnet, bacnetDevices, bacnetSimulator } from './bacnet/index.ts'
import { fuzzers as csvDropFuzzers } from './csv-drop/fuzzed.ts'
import { csvDrop, csvDropSimulator } from './csv-drop/index.ts'
import { fuzzers as dlt645Fuzzers } from './dlt645/fuzzed.ts'
import { dlt645, dlt645Devices, dlt645Simulator } from './dlt645/index.ts'
import { fuzzers as ethernetIpFuzzers } from './ethernet-ip/fuzzed.ts'
import { ethernetIp, ethernetIpSimulator, logixDevices } from './ethernet-ip/index.ts'
import { fuzzers as finsFuzzers } from './fins/fuzzed.ts'
import { fins, finsDevices, finsSimulator } from './fins/index.ts'
import { fuzzers as hj212Fuzzers } from './hj212/fuzzed.ts'
import { hj212, hj212Simulator } from './hj212/index.ts'
import { fuzzers as httpFuzzers } from './http/fuzzed.ts'
import { http, httpSimulator } from './http/index.ts'
import { fuzzers as iec104Fuzzers } from './iec104/fuzzed.ts'
import { iec104, iec104Simulator } from './iec104/index.ts'
import type { DriverFactory } from './kit/driver.ts'
import type { Fuzzed } from './kit/fuzz.ts'
import type { DeviceSimulator } from './kit/simulated-points.ts'
import type { Simulator } from './kit/simulator.ts'
import { fuzzers as melsecFuzzers } from './melsec/fuzzed.ts'
import { melsec, melsecDevices, melsecSimulator } from './melsec/index.ts'
import {
  modbusAscii,
  modbusAsciiSimulator,
  modbusDevices,
  modbusFuzzers,
  modbusRtu,
  modbusRtuDevices,
  modbusRtuSimulator,
  modbusSimulator,
  modbusTcp,
} from './modbus/index.ts'
import { fuzzers as mqttFuzzers } from './mqtt/fuzzed.ts'
import { mqtt, mqttSimulator } from './mqtt/index.ts'
import { fuzzers as mtconnectFuzzers } from './mtconnect/fuzzed.ts'
import { mtconnect, mtconnectDevices, mtconnectSimulator } from './mtconnect/index.ts'
import { fuzzers as opcuaFuzzers } from './opcua/fuzzed.ts'
import { opcua, opcuaSimulator } from './opcua/index.ts'
import { fuzzers as s7Fuzzers } from './s7/fuzzed.ts'
import { s7, s7Devices, s7Simulator } from './s7/index.ts'
import { fuzzers as snmpFuzzers } from './snmp/fuzzed.ts'
import { snmp, snmpDevices, snmpSimulator } from './snmp/index.ts'
import { fuzzers as sparkplugFuzzers } from './sparkplug/fuzzed.ts'
import { sparkplug, sparkplugSimulator } from './sparkplug/index.ts'
import { fuzzers as sqlFuzzers } from './sql/fuzzed.ts'
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

/** Everything that reads bytes from the field. */
export const allFuzzers: readonly Fuzzed[] = [
  ...bacnetFuzzers,
  ...csvDropFuzzers,
  ...dlt645Fuzzers,
  ...ethernetIpFuzzers,
  ...finsFuzzers,
  ...hj212Fuzzers,
  ...httpFuzzers,
  ...iec104Fuzzers,
  ...melsecFuzzers,
  ...modbusFuzzers,
  ...mqttFuzzers,
  ...mtconnectFuzzers,
  ...opcuaFuzzers,
  ...s7Fuzzers,
  ...snmpFuzzers,
  ...sparkplugFuzzers,
  ...sqlFuzzers,
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
