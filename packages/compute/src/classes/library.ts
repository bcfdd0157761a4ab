import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, sayFault } from '@millrace/core'
import { sayFinding } from '@millrace/core/profiles'
import { checkClass } from './check.ts'
import type { EquipmentClass } from './class.ts'
import './faults.ts'

/** Where library/equipment lies in this installation. */
export const equipmentFolder = new URL('../../../../library/equipment/', import.meta.url)

async function read<Result>(file: string, how: (file: string) => Promise<Result>): Promise<Result> {
  try {
    return await how(file)
  } catch (reason) {
    throw new Fault('equipment.unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

/** Names of the classes of a library, as the files are named. Throws `equipment.unreadable`. */
export async function listClasses(folder = fileURLToPath(equipmentFolder)): Promise<string[]> {
  const files = await read(folder, (where) => readdir(where))
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort()
}

/** Throws `equipment.unreadable`, and `equipment.malformed` with every mistake and its line. */
export async function readClass(name: string, folder = fileURLToPath(equipmentFolder)): Promise<EquipmentClass> {
  const file = join(folder, `${name}.yaml`)
  const { equipment, findings } = checkClass(await read(file, (where) => readFile(where, 'utf8')))
  if (equipment === undefined || findings.length > 0)
    throw new Fault('equipment.malformed', { file, findings: findings.map(sayFinding).join('\n') })
  return equipment
}
