import { type Clock, Fault, type TenantId } from '@millrace/core'
import { Compile } from 'typebox/compile'
import type { Reach } from '../../database/index.ts'
import type { DiagnosisAnswer, Source } from '../../ingest/index.ts'
import type { AssetService } from '../assets/index.ts'
import './faults.ts'
import { type Device, DeviceDiagnosis } from './schema.ts'

/** The way to the edge of a device: resolves within 5 s. */
export type AskEdge = (tenant: TenantId, source: Source) => Promise<DiagnosisAnswer>

interface Needs {
  readonly assets: Pick<AssetService, 'points'>
  readonly askEdge: AskEdge
  readonly clock: Clock
}

/** Between two questions to one edge, ms: an answer costs it some 10 ms, over the link that its values take. */
const PAUSE_MS = 100

interface Asked {
  readonly tenant: TenantId
  readonly device: Device
  readonly source: Source
  /** Which points the caller may read. */
  readonly points: Reach
}

const shape = Compile(DeviceDiagnosis)

/** Asks edges about their devices, each one thing at a time; several who look at one device at a time ask once. */
export function createDiagnoses({ assets, askEdge, clock }: Needs): (asked: Asked) => Promise<DeviceDiagnosis> {
  const asking = new Map<string, Promise<DiagnosisAnswer>>()
  /** By edge: resolves when it may be asked again. */
  const turns = new Map<string, Promise<void>>()

  const inTurn = (tenant: TenantId, source: Source): Promise<DiagnosisAnswer> => {
    const edge = JSON.stringify([tenant, source.group, source.node])
    const answer = (turns.get(edge) ?? Promise.resolve()).then(() => askEdge(tenant, source))
    const free = answer
      .then(
        () => undefined,
        // Whoever asked has the failure.
        () => undefined,
      )
      .then(() => clock.sleep(PAUSE_MS))
      .finally(() => {
        if (turns.get(edge) === free) turns.delete(edge)
      })
    turns.set(edge, free)
    return answer
  }

  /** Frames hold the values of all points of the device. */
  const mayRead = async (device: Device, points: Reach): Promise<boolean> => {
    if (!points.below && !points.points && !points.grant) return true
    const { total = 0 } = await assets.points(points, { device: device.id, limit: 1 })
    return total >= device.pointCount
  }

  return async ({ tenant, device, source, points }) => {
    const { name } = device
    if (!(await mayRead(device, points))) throw new Fault('devices.points_hidden', { device: name })
    const answer = await (asking.get(device.id) ?? keep(asking, device.id, inTurn(tenant, source)))
    switch (answer.is) {
      case 'foreign':
        throw new Fault('devices.not_behind_edge', { device: name })
      case 'unreachable':
        throw new Fault('devices.edge_away', { device: name })
      case 'silent':
        throw new Fault('devices.edge_silent', { device: name })
      case 'retired':
        throw new Fault('devices.retired', { device: name })
      case 'told': {
        const { diagnosis } = answer
        if (shape.Check(diagnosis)) return diagnosis
        const [wrong] = shape.Errors(diagnosis)
        throw new Fault('devices.diagnosis_unreadable', { device: name, place: wrong?.instancePath || 'its beginning' })
      }
    }
  }
}

function keep<Key, T>(running: Map<Key, Promise<T>>, key: Key, work: Promise<T>): Promise<T> {
  const kept = work.finally(() => running.delete(key))
  running.set(key, kept)
  return kept
}
