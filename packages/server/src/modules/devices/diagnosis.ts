import { Fault, type TenantId } from '@millrace/core'
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
}

interface Asked {
  readonly tenant: TenantId
  readonly device: Device
  readonly source: Source
  /** Which points the caller may read. */
  readonly points: Reach
}

const shape = Compile(DeviceDiagnosis)

/** Asks edges about their devices; several who look at one device at a time ask once. */
export function createDiagnoses({ assets, askEdge }: Needs): (asked: Asked) => Promise<DeviceDiagnosis> {
  const asking = new Map<string, Promise<DiagnosisAnswer>>()

  /** Frames hold the values of all points of the device. */
  const mayRead = async (device: Device, points: Reach): Promise<boolean> => {
    if (!points.below && !points.points && !points.grant) return true
    const { total = 0 } = await assets.points(points, { device: device.id, limit: 1 })
    return total >= device.pointCount
  }

  return async ({ tenant, device, source, points }) => {
    const { name } = device
    if (!(await mayRead(device, points))) throw new Fault('devices.points_hidden', { device: name })
    const answer = await (asking.get(device.id) ?? keep(asking, device.id, askEdge(tenant, source)))
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
