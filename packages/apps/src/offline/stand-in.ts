import { createHash } from 'node:crypto'
import type { AppManifest, AppNeed } from '../manifest.ts'
import { type OfflineAsset, OfflinePlant, type OfflinePoint, writtenBy } from './plant.ts'
import { type Recording, readRecording } from './recording.ts'
import { recorded, repeated, type Series } from './series.ts'
import { type Quantity, simulated } from './simulated.ts'

/** `recordings/<need>.csv`, or `recordings/<need>.<name of the asset>.csv`. */
const RECORDING = /^recordings\/([a-z][a-z0-9_]{0,39})(?:\.(.+))?\.csv$/
/** Assets of a need that nothing is recorded of, as far as the app takes so many. */
const ASSETS = 3

export interface StandIn {
  readonly plant: OfflinePlant
  /** Files that are played, over and over. */
  readonly recordings: readonly string[]
}

/**
 * A plant for an app that is being made: assets of each need play what was recorded, and what was not recorded is made up.
 *
 * @param known what an equipment class or thing model says of a property
 * Throws `offline.recording_malformed`.
 */
export function standIn(
  { manifest, files }: { readonly manifest: AppManifest; readonly files: ReadonlyMap<string, Uint8Array> },
  known: (need: AppNeed, property: string) => Partial<Quantity>,
): StandIn {
  const recordings = [...files].flatMap(([path, bytes]) => {
    const match = RECORDING.exec(path)
    if (!match) return []
    const [, need = '', name] = match
    return [{ path, need, name, recording: readRecording(new TextDecoder().decode(bytes), path) }]
  })
  const assets = (manifest.needs ?? []).map((need): [string, OfflineAsset[]] => {
    const own = recordings.filter((one) => one.need === need.name)
    const count = Math.min(need.most ?? ASSETS, Math.max(need.least ?? 1, ASSETS))
    const named =
      own.length > 0
        ? own.map(({ name, recording }, i) => ({ name: name ?? `${need.title.en} ${i + 1}`, recording }))
        : Array.from({ length: count }, (_, i) => ({ name: `${need.title.en} ${i + 1}`, recording: undefined }))
    return [need.name, named.map(({ name, recording }) => assetOf(manifest, need, name, recording, known))]
  })
  return {
    plant: new OfflinePlant(manifest.id, Object.fromEntries(assets)),
    recordings: recordings.map(({ path }) => path),
  }
}

function assetOf(
  manifest: AppManifest,
  need: AppNeed,
  name: string,
  recording: Recording | undefined,
  known: (need: AppNeed, property: string) => Partial<Quantity>,
): OfflineAsset {
  const written = writtenBy(manifest, need.name)
  const id = idOf(`${need.name}/${name}`)
  const points = need.properties.flatMap((property): [string, OfflinePoint][] => {
    const { name: key, type, unit, optional } = property
    const played = recording?.points.get(key)
    // A recording says what there was: what it lacks, and need not be there, was not there.
    if (recording && !played && optional) return []
    const series: Series =
      recording && played
        ? repeated(recorded(played), recording.begin, Math.max(1_000, recording.end - recording.begin))
        : simulated(
            { ...known(need, key), name: key, type, ...(unit === undefined ? {} : { unit }) },
            `${need.name}/${name}`,
          )
    return [[key, { id: idOf(`${need.name}/${name}/${key}`), series, writes: written.has(key) }]]
  })
  return { id, name, points: new Map(points) }
}

/** As ids of the platform look, the same at every start. */
function idOf(of: string): string {
  const hash = createHash('sha256').update(of).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
