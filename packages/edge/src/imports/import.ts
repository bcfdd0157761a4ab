import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import type { DriverFactory } from '@millrace/drivers'
import { isPointsHead, pointsFromTable } from '../profiles/from-table.ts'
import { checkImported, deviceName, type Imported } from './imported.ts'
import { isObject, readJson } from './json-values.ts'
import { fromNeuronJson, fromNeuronTable, isTagsHead } from './neuron.ts'
import { type Table, tableFromCsv } from './table.ts'
import { fromThingsBoardModbus } from './thingsboard-modbus.ts'
import { fromThingsBoardOpcua } from './thingsboard-opcua.ts'
import './faults.ts'

const MOST_BYTES = 64 * 1024 * 1024

export interface ImportChoice {
  /** For lists that do not tell it. */
  readonly driver?: string
  /** Of a workbook; its first one unless told. */
  readonly sheet?: string
}

/**
 * Reads a list of points or a configuration of another program, as it is known by its content, and holds each point against
 * its driver. Throws `edge_import.*`, and `profile.table_malformed` for a table of our own columns.
 */
export async function importFile(
  file: string,
  drivers: readonly DriverFactory[],
  choice: ImportChoice = {},
): Promise<Imported> {
  return importBytes(await readBytes(file), file, { drivers, choice })
}

interface Needs {
  readonly drivers: readonly DriverFactory[]
  readonly choice: ImportChoice
}

/** {@link importFile} of what was read already; `file` names it and its kind. */
export async function importBytes(bytes: Uint8Array, file: string, { drivers, choice }: Needs): Promise<Imported> {
  const imported = await readAny(bytes, file, { drivers, choice })
  return checkImported(imported, drivers)
}

async function readAny(bytes: Uint8Array, file: string, needs: Needs): Promise<Imported> {
  const kind = extname(file).toLowerCase()
  if (kind === '.xml') {
    const { fromNodeSet } = await import('./nodeset.ts')
    return fromNodeSet(bytes, file)
  }
  if (kind === '.json') return fromJson(textIn(bytes, file), file, needs.choice)
  return fromTable(await tableOf(bytes, file, needs.choice.sheet), file, needs)
}

/** A table of a CSV file or of a workbook. Throws `edge_import.*`. */
export async function tableOf(bytes: Uint8Array, file: string, sheet?: string): Promise<Table> {
  const kind = extname(file).toLowerCase()
  if (kind === '.csv') return tableFromCsv(textIn(bytes, file))
  if (kind !== '.xlsx' && kind !== '.xlsm')
    throw new Fault('edge_import.unknown_format', { file, seen: kind || 'no ending' })
  const { tableFromWorkbook } = await import('./workbook.ts')
  return tableFromWorkbook(bytes, file, {
    ...(sheet === undefined ? {} : { sheet }),
    isHead: (names) => isPointsHead(names) || isTagsHead(names),
  })
}

/** Throws `edge_import.unreadable`, `edge_import.too_large`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES)
      throw new Fault('edge_import.too_large', { file, limit: `${MOST_BYTES} bytes`, seen: `${size}` })
    return await readFile(file)
  } catch (reason) {
    if (reason instanceof Fault) throw reason
    throw new Fault('edge_import.unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

function textIn(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Fault('edge_import.malformed', { file, expected: 'UTF-8', seen: 'bytes that are none; save it as UTF-8' })
  }
}

const nameOf = (file: string): string => deviceName(basename(file, extname(file))) || 'device'

function fromJson(text: string, file: string, { driver }: ImportChoice): Imported {
  const config = readJson(text, file)
  if (!isObject(config)) throw new Fault('edge_import.unknown_format', { file, seen: 'JSON that is no object' })
  const { master, server, mapping } = config
  if (isObject(master) || (isObject(server) && Array.isArray(server['devices']))) return fromThingsBoardModbus(config)
  if (isObject(server) && (Array.isArray(mapping) || Array.isArray(server['mapping'])))
    return fromThingsBoardOpcua(config)
  if (Array.isArray(config['nodes']) || Array.isArray(config['tags'])) {
    if (!Array.isArray(config['nodes']) && driver === undefined) throw new Fault('edge_import.driver_needed', { file })
    return fromNeuronJson(config, driver, nameOf(file))
  }
  throw new Fault('edge_import.unknown_format', {
    file,
    seen: `an object of ${Object.keys(config).slice(0, 10).join(', ') || 'nothing'}`,
  })
}

async function fromTable(table: Table, file: string, { drivers, choice }: Needs): Promise<Imported> {
  const factory = drivers.find(({ kind }) => kind === choice.driver)
  if (!factory) throw new Fault('edge_import.driver_needed', { file })
  if (isTagsHead(table.names)) return fromNeuronTable(table, factory.kind, nameOf(file))
  const points = await pointsFromTable(table, file, factory)
  return {
    format: 'table of points',
    devices: [
      {
        name: nameOf(file),
        driver: factory.kind,
        connection: {},
        points: points.map(({ factor, offset, counter, states: _states, exponent: _exponent, en, zh, ...point }) => {
          const scale = { ...(factor === undefined ? {} : { factor }), ...(offset === undefined ? {} : { offset }) }
          return {
            settings: { ...point, ...(Object.keys(scale).length > 0 ? { scale } : {}), description: en },
            place: point.name,
            zh,
            ...(counter === undefined ? {} : { counter }),
          }
        }),
      },
    ],
    refused: [],
    notes: table.notes,
  }
}
