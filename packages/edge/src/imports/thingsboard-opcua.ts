import {
  deviceName,
  type Imported,
  type ImportedDevice,
  type ImportedPoint,
  Names,
  periodOf,
  type Refused,
} from './imported.ts'
import { type JsonObject, objectOf, objectsOf, textOf } from './json-values.ts'
import { placeOfRow } from './thingsboard-values.ts'

const NODE = /ns=\d+;[isgb]=[^}]+/
const policies: ReadonlyMap<string, string> = new Map([
  ['Basic256Sha256', 'Basic256Sha256'],
  ['Aes128Sha256RsaOaep', 'Aes128_Sha256_RsaOaep'],
  ['Aes256Sha256RsaPss', 'Aes256_Sha256_RsaPss'],
])
const modes: readonly string[] = ['Sign', 'SignAndEncrypt']

/**
 * OPC UA connector of the ThingsBoard IoT Gateway, `opcua.json`: `mapping` beside `server` with `type` and `value` (3.5.2
 * and later) or in it with `path` (before). Nodes named by their id come over; browse paths are no addresses of ours.
 */
export function fromThingsBoardOpcua(config: JsonObject): Imported {
  const server = objectOf(config['server'])
  const isOld = !Array.isArray(config['mapping'])
  const list = objectsOf(isOld ? server['mapping'] : config['mapping'])
  const names = new Names('device')
  const refused: Refused[] = []
  const notes: string[] = []
  const period = periodOf(server['pollPeriodInMillis'] ?? server['scanPeriodInMillis'])
  const devices = list.map((mapping, i): ImportedDevice => {
    const place = `${isOld ? 'server.mapping' : 'mapping'}[${i}]`
    return {
      name: names.take(deviceName(nameOf(mapping)) || place),
      driver: 'opcua',
      connection: connectionOf(server, notes),
      points: pointsOf(mapping, { place, period }, refused),
    }
  })
  const taken = devices.reduce((sum, { points }) => sum + points.length, 0)
  if (taken > 0)
    notes.push(
      `the file tells no types: ${taken} points are taken for numbers (float64); write bool or string where they are`,
    )
  return { format: 'OPC UA connector of ThingsBoard', devices, refused, notes: [...new Set(notes)] }
}

/** A name that is looked up on the server is none yet. */
function nameOf(mapping: JsonObject): string {
  const told = textOf(objectOf(mapping['deviceInfo'])['deviceNameExpression']) || textOf(mapping['deviceNamePattern'])
  return told.includes('${') ? told.replaceAll(/\$\{[^}]*\}/g, '') : told
}

function connectionOf(server: JsonObject, notes: string[]): Record<string, unknown> {
  const identity = objectOf(server['identity'])
  const url = textOf(server['url'])
  const userName = textOf(identity['username'])
  const kind = textOf(identity['type'])
  // Without a certificate the gateway speaks openly, whatever `security` says.
  const isSecure = kind === 'cert.PEM' || kind === 'certificates'
  const policy = policies.get(textOf(server['security']))
  const mode = textOf(identity['mode']) || 'SignAndEncrypt'
  if (isSecure && policy === undefined)
    notes.push(`the security ${textOf(server['security'])} is too old for us: choose another securityPolicy`)
  if (isSecure) notes.push('the edge makes a certificate of its own: let the server trust it')
  if (userName !== '') notes.push('the password was left out: give it with password: {env: NAME} or {file: path}')
  return {
    ...(url === '' ? {} : { url: url.includes('://') ? url : `opc.tcp://${url}` }),
    ...(isSecure && policy !== undefined && modes.includes(mode) ? { securityMode: mode, securityPolicy: policy } : {}),
    ...(userName === '' ? {} : { userName }),
  }
}

function pointsOf(
  mapping: JsonObject,
  { place, period }: { readonly place: string; readonly period: number | undefined },
  refused: Refused[],
): ImportedPoint[] {
  const points: ImportedPoint[] = []
  const names = new Names('point')
  const written = new Set(
    objectsOf(mapping['attributes_updates']).map((row) => textOf(row['key'] ?? row['attributeOnThingsBoard'])),
  )
  for (const section of ['attributes', 'timeseries']) {
    for (const [at, row] of objectsOf(mapping[section]).entries()) {
      const where = placeOfRow(place, section, at)
      const key = textOf(row['key'])
      const told = textOf(row['value']) || textOf(row['path'])
      // Whether it is one the driver tells.
      const node = NODE.exec(told)?.[0]
      if (node === undefined) {
        refused.push({ place: where, what: key, reason: reasonOf(told) })
        continue
      }
      points.push({
        settings: {
          name: names.take(key),
          address: node,
          type: 'float64',
          ...(period === undefined ? {} : { periodMs: period }),
          ...(written.has(key) ? { access: 'rw' } : {}),
        },
        place: where,
      })
    }
  }
  for (const [at, row] of objectsOf(mapping['rpc_methods']).entries())
    refused.push({
      place: placeOfRow(place, 'rpc_methods', at),
      what: textOf(row['method']),
      reason: 'is a method, which is called and not read',
    })
  return points
}

function reasonOf(told: string): string {
  if (told.includes('${') || told.includes('\\.'))
    return `names its node by the path ${told.slice(0, 100)}; an address of ours is its id: millrace browse shows it`
  return told === '' ? 'names no node' : `"${told.slice(0, 100)}" is a constant, no node`
}
