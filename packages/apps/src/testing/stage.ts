import { Fault, MICROS_PER_MS, microsOf } from '@millrace/core'
import '../offline/faults.ts'
import type { AppManifest } from '../manifest.ts'
import type { HttpAnswer, HttpRequest } from '../offline/host.ts'
import { type OfflineAsset, OfflinePlant, type OfflinePoint, writtenBy } from '../offline/plant.ts'
import { type Recording, readRecording } from '../offline/recording.ts'
import { constant, type Plain, recorded, type Series } from '../offline/series.ts'
import type { ServiceTest, TestAsset } from './schema.ts'

const BEGIN = '2026-01-01T00:00:00Z'
const qualities = { good: 0, uncertain: 1, bad: 2 } as const

/** When a test is, and what its plant was until then. */
export interface Stage {
  /** ms since 1970 UTC */
  readonly now: number
  readonly plant: OfflinePlant
}

type Files = ReadonlyMap<string, Uint8Array>

/** Throws `offline.recording_malformed`, `package.unfit`. */
export function stageOf(test: ServiceTest, manifest: AppManifest, files: Files): Stage {
  const named = Object.entries(test.assets ?? {})
  const recordings = new Map<string, Recording>()
  for (const { recording } of named.flatMap(([, assets]) => assets))
    if (recording !== undefined && !recordings.has(recording)) recordings.set(recording, recordingOf(files, recording))
  const last = Math.max(0, ...named.flatMap(([, assets]) => assets.flatMap(secondsOf))) * 1_000
  const begin = test.begin === undefined ? undefined : msOf(test.begin)
  const recordedTo = Math.max(...[...recordings.values()].map(({ end }) => end))
  const now =
    test.now !== undefined
      ? msOf(test.now)
      : begin !== undefined
        ? begin + last
        : Number.isFinite(recordedTo)
          ? recordedTo
          : msOf(BEGIN) + last
  const zero = begin ?? now - last
  const assets = named.map(([need, of]): [string, OfflineAsset[]] => [
    need,
    of.map((asset) => assetOf(asset, writtenBy(manifest, need), zero, recordings.get(asset.recording ?? ''))),
  ])
  return { now, plant: new OfflinePlant(manifest.id, Object.fromEntries(assets)) }
}

const msOf = (moment: string): number => (microsOf(moment) ?? Number.NaN) / MICROS_PER_MS

const secondsOf = ({ points = {} }: TestAsset): number[] =>
  Object.values(points).flatMap((told) => (Array.isArray(told) ? told.map(([seconds]) => seconds) : []))

function recordingOf(files: Files, path: string): Recording {
  const bytes = files.get(path)
  if (!bytes) throw new Fault('package.unfit', { expected: `the recording ${path}`, seen: 'no such file' })
  return readRecording(new TextDecoder().decode(bytes), path)
}

function assetOf(
  { name, id = name, points = {} }: TestAsset,
  written: ReadonlySet<string>,
  zero: number,
  recording: Recording | undefined,
): OfflineAsset {
  const series = new Map<string, Series>()
  for (const [property, samples] of recording?.points ?? []) series.set(property, recorded(samples))
  for (const [property, told] of Object.entries(points)) series.set(property, seriesOf(told, zero))
  const placed = [...series].map(([property, of]): [string, OfflinePoint] => [
    property,
    { id: `${id}/${property}`, series: of, writes: written.has(property) },
  ])
  return { id, name, points: new Map(placed) }
}

function seriesOf(told: NonNullable<TestAsset['points']>[string], zero: number): Series {
  if (!Array.isArray(told)) return constant(told)
  return recorded(
    told
      .map(([seconds, value, quality = value === null ? 'bad' : 'good']) => ({
        time: zero + seconds * 1_000,
        value: value as Plain | null,
        quality: qualities[quality],
      }))
      .sort((a, b) => a.time - b.time),
  )
}

/** What hosts outside say in a test. */
export function answering(answers: NonNullable<ServiceTest['answers']>) {
  return async ({ url, method = 'GET' }: HttpRequest): Promise<HttpAnswer> => {
    const found = answers.find(
      (one) =>
        (one.method ?? 'GET').toUpperCase() === method.toUpperCase() &&
        (one.url.endsWith('*') ? url.startsWith(one.url.slice(0, -1)) : url === one.url),
    )
    if (!found) throw new Fault('offline.answer_missing', { seen: `${method} ${url}`.slice(0, 200) })
    const { status = 200, headers = {}, body = '' } = found
    return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
  }
}
