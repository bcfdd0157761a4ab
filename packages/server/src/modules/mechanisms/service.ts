import { Fault } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import type { Page, Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type {
  CallAnswer,
  CallRequest,
  Check,
  DeprecateRequest,
  Differences,
  DraftRequest,
  KeyList,
  KeyRequest,
  LibraryList,
  Mechanism,
  MechanismListed,
  MechanismQuery,
  MechanismVersion,
  TryAnswer,
  TryRequest,
} from './schema.ts'

export interface VersionName {
  readonly id: string
  readonly version: string
}

/** A version as whoever runs it needs it. */
export interface StoredVersion {
  readonly mechanism: string
  readonly name: string
  readonly version: string
  readonly stage: MechanismVersion['stage']
  readonly model: ModelPackage
}

/** Mechanism models: what know-how there is, how far each version may be believed, and calls of it. */
export interface MechanismService {
  list(reach: Reach, query: MechanismQuery): Promise<Page<MechanismListed>>
  library(reach: Reach): Promise<LibraryList>
  /** Into the registry, tested and published at once: the platform's makers reviewed it. */
  takeFromLibrary(reach: Reach, folder: string, actor: Actor): Promise<MechanismVersion>
  /** A package as {@link packModel} makes them. Refuses one that was tampered with. */
  take(reach: Reach, archive: Uint8Array, actor: Actor): Promise<MechanismVersion>
  get(reach: Reach, id: string): Promise<Mechanism>
  version(reach: Reach, of: VersionName, actor: Actor): Promise<MechanismVersion>
  archive(reach: Reach, of: VersionName): Promise<{ readonly name: string; readonly bytes: Uint8Array }>
  draft(reach: Reach, request: DraftRequest, actor: Actor): Promise<MechanismVersion>
  check(reach: Reach, request: DraftRequest): Promise<Check>
  attempt(reach: Reach, request: TryRequest): Promise<TryAnswer>
  test(reach: Reach, of: VersionName, actor: Actor): Promise<MechanismVersion>
  review(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<MechanismVersion>
  publish(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<MechanismVersion>
  deprecate(reach: Reach, of: VersionName, request: DeprecateRequest, actor: Actor): Promise<MechanismVersion>
  /** A draft or a tested one that nothing is bound to. */
  remove(reach: Reach, of: VersionName, actor: Actor): Promise<void>
  differences(reach: Reach, id: string, query: { readonly from: string; readonly to: string }): Promise<Differences>
  call(reach: Reach, of: VersionName, request: CallRequest): Promise<CallAnswer>
  keys(reach: Reach): Promise<KeyList>
  trust(reach: Reach, request: KeyRequest, actor: Actor): Promise<KeyList>
  distrust(reach: Reach, fingerprint: string, actor: Actor): Promise<void>
  /** For modules that run it. Throws `mechanisms.unknown`. */
  stored(reach: Reach, of: VersionName): Promise<StoredVersion>
}

/** Not built yet. */
export function createMechanisms(): MechanismService {
  const notYet = async (): Promise<never> => {
    throw new Fault('http.not_ready')
  }
  return {
    list: notYet,
    library: notYet,
    takeFromLibrary: notYet,
    take: notYet,
    get: notYet,
    version: notYet,
    archive: notYet,
    draft: notYet,
    check: notYet,
    attempt: notYet,
    test: notYet,
    review: notYet,
    publish: notYet,
    deprecate: notYet,
    remove: notYet,
    differences: notYet,
    call: notYet,
    keys: notYet,
    trust: notYet,
    distrust: notYet,
    stored: notYet,
  }
}
