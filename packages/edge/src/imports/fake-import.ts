import { edgeDrivers } from '../drivers.ts'
import { type ImportChoice, importBytes } from './import.ts'
import type { Imported } from './imported.ts'

/** Brings in text of a file of that name. */
export const fromText = (text: string, file: string, choice: ImportChoice = {}): Promise<Imported> =>
  importBytes(Buffer.from(text), file, { drivers: edgeDrivers, choice })

export const fromExcel = (bytes: Uint8Array, choice: ImportChoice = {}): Promise<Imported> =>
  importBytes(bytes, 'points.xlsx', { drivers: edgeDrivers, choice: { driver: 'modbus-tcp', ...choice } })
