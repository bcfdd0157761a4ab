import { type AppManifest, filesOfModel, type UnpackedApp, unpackApp } from '@millrace/apps'
import { Fault } from '@millrace/core'
import { modelOf } from '@millrace/runtime'
import type { Read } from '../closed-reading.ts'
import { readBrought, type Shipped } from '../equipment/index.ts'
import { isStorable } from '../storable.ts'
import './faults.ts'
import type { Brings } from './schema.ts'

/** Of an archive that is kept. */
export const MOST_BYTES = 32 * 1_048_576

/** A package with what it brings to the organisation. */
export interface ReadApp extends UnpackedApp {
  readonly classes: readonly Shipped[]
  readonly brings: Brings
}

/** For the thread that reads archives. */
export async function answer(archive: Uint8Array): Promise<Read<ReadApp>> {
  try {
    const unpacked = await unpackApp(archive)
    const { manifest, files } = unpacked.app
    if (!isStorable(manifest))
      throw new Fault('app.malformed', { file: 'app.yaml', findings: '  a text with U+0000 or half a character' })
    const classes = (manifest.classes ?? []).map((file) => readBrought(file, textOf(files.get(file))))
    mustBeOnce(classes.map(({ equipment }) => equipment.class))
    if (!isStorable(classes))
      throw new Fault('equipment.malformed', { file: 'classes', findings: '  a text with U+0000 or half a character' })
    return { is: { ...unpacked, classes, brings: bringsOf(manifest, files, classes) } }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { fault: { code: thrown.code, facts: thrown.facts } }
  }
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

function mustBeOnce(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined)
    throw new Fault('equipment.malformed', { file: 'classes', findings: `  the class ${twice} in two files` })
}

/** Throws `model.malformed`. */
const bringsOf = (
  { flows = [], models = [] }: AppManifest,
  files: ReadonlyMap<string, Uint8Array>,
  classes: readonly Shipped[],
): Brings => ({
  flows: flows.map(({ name, title }) => ({ name, title })),
  models: models.map((folder) => {
    const { id, version, title } = modelOf(filesOfModel(files, folder)).manifest
    return { folder, name: id, version, title: { en: title.en, zh: title.zh } }
  }),
  classes: classes.map(({ equipment: { class: name, version, title, kpis, alarms } }) => ({
    name,
    version,
    title: { en: title.en, zh: title.zh },
    kpis: kpis.length,
    alarms: alarms.length,
  })),
})
