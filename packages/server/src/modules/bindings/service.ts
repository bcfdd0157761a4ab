import { Fault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type {
  Binding,
  BindingChange,
  BindingPreview,
  BindingQuery,
  BindingRequest,
  BoundAsset,
  CalibrationList,
  CalibrationRequest,
  Comparison,
  Lineage,
} from './schema.ts'

/** Mechanism models that run at assets: bound once, for every asset of a class, as values come. */
export interface BindingService {
  list(reach: Reach, query: BindingQuery): Promise<Binding[]>
  get(reach: Reach, id: string): Promise<Binding>
  assets(reach: Reach, id: string): Promise<BoundAsset[]>
  preview(reach: Reach, request: BindingRequest): Promise<BindingPreview>
  define(reach: Reach, request: BindingRequest, actor: Actor): Promise<Binding>
  change(reach: Reach, id: string, change: BindingChange, actor: Actor): Promise<Binding>
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  pause(reach: Reach, id: string, actor: Actor): Promise<Binding>
  resume(reach: Reach, id: string, actor: Actor): Promise<Binding>
  /** A version in the shadow of the one that is in force. */
  startCanary(reach: Reach, id: string, version: string, actor: Actor): Promise<Binding>
  comparison(reach: Reach, id: string): Promise<Comparison>
  endCanary(reach: Reach, id: string, actor: Actor): Promise<Binding>
  /** The canary, or another published version, is in force from now on. */
  promote(reach: Reach, id: string, version: string, actor: Actor): Promise<Binding>
  rollBack(reach: Reach, id: string, actor: Actor): Promise<Binding>
  workBack(reach: Reach, id: string, from: string, actor: Actor): Promise<Binding>
  calibrations(reach: Reach, id: string, asset: string): Promise<CalibrationList>
  /** These parameters hold at this asset from now on; the ones before can be taken up again. */
  calibrate(
    reach: Reach,
    id: string,
    asset: string,
    request: CalibrationRequest,
    actor: Actor,
  ): Promise<CalibrationList>
  lineage(reach: Reach, query: { readonly point: string; readonly time?: string | undefined }): Promise<Lineage>
}

/** Not built yet. */
export function createBindings(): BindingService {
  const notYet = async (): Promise<never> => {
    throw new Fault('http.not_ready')
  }
  return {
    list: notYet,
    get: notYet,
    assets: notYet,
    preview: notYet,
    define: notYet,
    change: notYet,
    remove: notYet,
    pause: notYet,
    resume: notYet,
    startCanary: notYet,
    comparison: notYet,
    endCanary: notYet,
    promote: notYet,
    rollBack: notYet,
    workBack: notYet,
    calibrations: notYet,
    calibrate: notYet,
    lineage: notYet,
  }
}
