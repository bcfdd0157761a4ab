import type { ImportedDevice } from './imported.ts'
import { type JsonObject, numberOf, textOf } from './json-values.ts'
import { type NodeParams, usualParams } from './neuron-addresses.ts'

const drivers: ReadonlyMap<string, string> = new Map([
  ['modbus tcp', 'modbus-tcp'],
  ['modbus tcp qh', 'modbus-tcp'],
  ['modbus rtu', 'modbus-rtu'],
  ['modbus ascii', 'modbus-ascii'],
  ['siemens s7 isotcp', 's7'],
  ['siemens s7 isotcp for 300/400', 's7'],
  ['opc ua', 'opcua'],
])
/** Values of the settings as the plugins' schemas number them (plugins/modbus/modbus-rtu.json of Neuron 2). */
const bauds = [115_200, 57_600, 38_400, 19_200, 9_600, 4_800, 2_400, 1_800, 1_200, 600, 300, 200, 150]
const parities = ['none', 'odd', 'even']
const dataBits = [5, 6, 7, 8]
const orders32: Readonly<Record<number, string>> = { 1: 'ABCD', 2: 'BADC', 3: 'DCBA', 4: 'CDAB' }
/** 5 and 6 swap halves in ways that no order of ours does. */
const orders64: Readonly<Record<number, string>> = { 1: 'ABCD', 2: 'BADC', 3: 'DCBA', 4: 'CDAB' }
const SERVER = 1
const ETHERNET = 1

/** What a Modbus node's settings make of its addresses. */
export function paramsOf(params: JsonObject): NodeParams {
  return {
    base: numberOf(params['address_base']) === 0 ? 0 : usualParams.base,
    order32: orders32[numberOf(params['endianess']) ?? 1],
    order64: orders64[numberOf(params['endianess_64']) ?? 1],
  }
}

/** Driver and connection of a node, or why there are none. */
export function lineOfNode(
  plugin: string,
  params: JsonObject,
  notes: string[],
): Pick<ImportedDevice, 'driver' | 'connection'> | string {
  const driver = drivers.get(plugin.toLowerCase())
  if (driver === undefined)
    return `is read by Neuron's plugin "${plugin || 'none'}", whose addresses are not translated yet`
  if (driver === 'opcua') return { driver, connection: opcuaOf(params, notes) }
  if (driver === 's7') return { driver, connection: s7Of(params) }
  if (numberOf(params['connection_mode']) === SERVER)
    return 'waits for its device to call, which no driver of ours does'
  if (numberOf(params['transport_mode']) === 1) return 'is reached over UDP, which no driver of ours does'
  if (driver === 'modbus-tcp') return { driver, connection: placeOf(params, 502) }
  if (numberOf(params['link']) === ETHERNET) return { driver, connection: { tunnel: placeOf(params, 502) } }
  const parity = parities[numberOf(params['parity']) ?? 0]
  const baudRate = bauds[numberOf(params['baud']) ?? 4]
  const bits = dataBits[numberOf(params['data']) ?? 3]
  const port = textOf(params['device'])
  return {
    driver,
    connection: {
      ...(port === '' ? {} : { port }),
      ...(baudRate === undefined ? {} : { baudRate }),
      ...(bits === undefined ? {} : { dataBits: bits }),
      ...(parity === undefined ? {} : { parity }),
      stopBits: (numberOf(params['stop']) ?? 0) + 1,
    },
  }
}

function placeOf(params: JsonObject, usualPort: number): { host?: string; port: number } {
  const host = textOf(params['host'])
  return { ...(host === '' ? {} : { host }), port: numberOf(params['port']) ?? usualPort }
}

function s7Of(params: JsonObject): Record<string, unknown> {
  const [rack, slot] = [numberOf(params['rack']), numberOf(params['slot'])]
  return {
    ...placeOf(params, 102),
    ...(rack === undefined ? {} : { rack }),
    ...(slot === undefined ? {} : { slot }),
  }
}

function opcuaOf(params: JsonObject, notes: string[]): Record<string, unknown> {
  const [url, userName] = [textOf(params['url']), textOf(params['username'])]
  if (userName !== '') notes.push('the password was left out: give it with password: {env: NAME} or {file: path}')
  return { ...(url === '' ? {} : { url }), ...(userName === '' ? {} : { userName }) }
}
