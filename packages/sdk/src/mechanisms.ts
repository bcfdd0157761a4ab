import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import { type ModelInputs, type ModelRun, type ModelRunOptions, rowsOf, runOf } from './model-run.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Mechanism = Schemas['Mechanism']
export type MechanismCall = Schemas['MechanismCallRequest']
export type MechanismCallAnswer = Schemas['MechanismCallAnswer']
export type MechanismCaseResult = Schemas['MechanismCaseResult']
export type MechanismCheck = Schemas['MechanismCheck']
export type MechanismDifferences = Schemas['MechanismDifferences']
export type MechanismFile = Schemas['MechanismDraftRequest']['files'][number]
export type MechanismFinding = Schemas['MechanismFinding']
export type MechanismKey = Schemas['MechanismKeyList']['items'][number]
export type MechanismLibraryModel = Schemas['MechanismLibrary']['items'][number]
export type MechanismListed = Schemas['MechanismListed']
export type MechanismManifest = Schemas['MechanismManifest']
export type MechanismResults = Schemas['MechanismResults']
export type MechanismTry = Schemas['MechanismTryRequest']
export type MechanismTryAnswer = Schemas['MechanismTryAnswer']
export type MechanismVersion = Schemas['MechanismVersion']
export type MechanismQuery = NonNullable<QueryOf<'/api/v1/mechanisms'>>

/** Mechanism models: know-how that runs, and says when it must not be believed. */
export class MechanismsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  readonly list = listOf<MechanismQuery, MechanismListed>((query, signal) =>
    this.#connection.json('GET', '/mechanisms', { query, signal }),
  )

  /** Models that the platform brings along. */
  async library(signal?: AbortSignal): Promise<MechanismLibraryModel[]> {
    return (await this.#connection.json<Schemas['MechanismLibrary']>('GET', '/mechanism-library', { signal })).items
  }

  /** Into the registry; its reference cases are run first. */
  takeFromLibrary(folder: string): Promise<MechanismVersion> {
    return this.#connection.json('POST', '/mechanism-library', { body: { folder } })
  }

  /** A package as it was packed; one that was tampered with is refused. */
  bringIn(archive: Uint8Array): Promise<MechanismVersion> {
    return this.#connection.json('POST', '/mechanisms/packages', { octets: archive })
  }

  read(id: string, signal?: AbortSignal): Promise<Mechanism> {
    return this.#connection.json('GET', `/mechanisms/${segment(id)}`, { signal })
  }

  version(id: string, version: string, signal?: AbortSignal): Promise<MechanismVersion> {
    return this.#connection.json('GET', this.#path(id, version), { signal })
  }

  /** The package of a version, a zip. */
  async archive(id: string, version: string, signal?: AbortSignal): Promise<Blob> {
    const path = `${this.#path(id, version)}/package`
    return (await this.#connection.ask('GET', path, { accept: 'application/zip', signal })).blob()
  }

  differences(id: string, from: string, to: string, signal?: AbortSignal): Promise<MechanismDifferences> {
    return this.#connection.json('GET', `/mechanisms/${segment(id)}/differences`, { query: { from, to }, signal })
  }

  /** Keeps a version as it is written; one that is not published yet is replaced. */
  draft(files: readonly MechanismFile[]): Promise<MechanismVersion> {
    return this.#connection.json('POST', '/mechanisms/drafts', { body: { files } })
  }

  /** Every mistake of what is written; nothing is kept. */
  check(files: readonly MechanismFile[], signal?: AbortSignal): Promise<MechanismCheck> {
    return this.#connection.json('POST', '/mechanisms/check', { body: { files }, signal })
  }

  /** What is written over rows or the history of points; nothing is kept. */
  try(request: MechanismTry, signal?: AbortSignal): Promise<MechanismTryAnswer> {
    return this.#connection.json('POST', '/mechanisms/try', { body: request, signal })
  }

  /** Runs its reference cases there. */
  test(id: string, version: string): Promise<MechanismVersion> {
    return this.#connection.json('POST', `${this.#path(id, version)}/test`)
  }

  /** As a second person. */
  review(id: string, version: string, comment?: string): Promise<MechanismVersion> {
    return this.#step(id, version, 'review', comment)
  }

  /** From then on it is never changed, and can be bound. */
  publish(id: string, version: string, comment?: string): Promise<MechanismVersion> {
    return this.#step(id, version, 'publish', comment)
  }

  deprecate(id: string, version: string, request: Schemas['MechanismDeprecateRequest']): Promise<MechanismVersion> {
    return this.#connection.json('POST', `${this.#path(id, version)}/deprecate`, { body: request })
  }

  /** Forgets a version that was never published. */
  remove(id: string, version: string): Promise<void> {
    return this.#connection.done('DELETE', this.#path(id, version))
  }

  /** Runs a version over rows. */
  call(id: string, version: string, call: MechanismCall, signal?: AbortSignal): Promise<MechanismCallAnswer> {
    return this.#connection.json('POST', `${this.#path(id, version)}/call`, { body: call, signal })
  }

  /** The same in columns: numbers in, numbers with their quality out. Without `version` the newest that is published. */
  async run(id: string, inputs: ModelInputs, options: ModelRunOptions = {}): Promise<ModelRun> {
    const { version = await this.#published(id, options.signal), time, parameters, signal } = options
    const rows = rowsOf(inputs, time)
    return runOf(await this.call(id, version, { rows, ...(parameters ? { parameters } : {}) }, signal))
  }

  /** Keys whose packages are trusted. */
  async keys(signal?: AbortSignal): Promise<MechanismKey[]> {
    return (await this.#connection.json<Schemas['MechanismKeyList']>('GET', '/mechanism-keys', { signal })).items
  }

  async trust(request: Schemas['MechanismKeyRequest']): Promise<MechanismKey[]> {
    return (await this.#connection.json<Schemas['MechanismKeyList']>('POST', '/mechanism-keys', { body: request }))
      .items
  }

  distrust(fingerprint: string): Promise<void> {
    return this.#connection.done('DELETE', `/mechanism-keys/${segment(fingerprint)}`)
  }

  async #published(id: string, signal: AbortSignal | undefined): Promise<string> {
    const { published, newest } = await this.read(id, signal)
    return published ?? newest.version
  }

  #path(id: string, version: string): string {
    return `/mechanisms/${segment(id)}/versions/${segment(version)}`
  }

  #step(id: string, version: string, step: string, comment: string | undefined): Promise<MechanismVersion> {
    return this.#connection.json('POST', `${this.#path(id, version)}/${step}`, { body: comment ? { comment } : {} })
  }
}
