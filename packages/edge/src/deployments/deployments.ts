import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, type Closable, Fault, type Log, sayFault, type Timer } from '@millrace/core'
import type { FlowPackage } from '@millrace/flows'
import { readIfThere, replaceDurably } from '../buffer/state-file.ts'
import { flowDevice } from '../config/check-flows.ts'
import type { DeploymentsConfiguration } from '../config/config.ts'
import type { DeviceConfiguration } from '../config/device.ts'
import { type KnownPoints, pointsByName } from '../config/known-points.ts'
import { flowOf } from '../flows/load.ts'
import '../faults.ts'
import { type AssignedFlow, type Assignment, readAssignment } from './assignment.ts'
import { type Asker, fetchArchive } from './fetch.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** How a flow that the platform wants here stands. */
export interface DeploymentStanding {
  readonly id: string
  readonly digest: string
  readonly state: 'fetching' | 'running' | 'failed'
  readonly says?: string
}

export interface DeploymentsNeeds {
  readonly settings: DeploymentsConfiguration
  /** Of the buffer. */
  readonly folder: string
  readonly asker: () => Promise<Asker>
  /** Devices of the edge's own file, as they are now. */
  readonly own: () => readonly DeviceConfiguration[]
  /** Other devices than before are to run. */
  readonly changed: () => Promise<void>
  /** Why a device is away; undefined while it runs. */
  readonly troubleOf: (device: string) => string | undefined
  readonly tell: () => void
  readonly clock: Clock
  readonly log: Log
}

/** What the platform wants this node to run: kept on disk with its archives, so that a start without a network runs it. */
export class Deployments implements Closable {
  readonly #needs: DeploymentsNeeds
  readonly #folder: string
  #assignment: Assignment = { format: 'millrace-deployments/1', flows: [] }
  #devices: readonly DeviceConfiguration[] = []
  #faults = new Map<string, string>()
  #missing = false
  #pause = FIRST_PAUSE_MS
  #timer: Timer | undefined
  #working: Promise<void> = Promise.resolve()
  #told = ''
  #closed = false

  constructor(needs: DeploymentsNeeds) {
    this.#needs = needs
    this.#folder = join(needs.folder, 'deployments')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
  }

  get devices(): readonly DeviceConfiguration[] {
    return this.#devices
  }

  /** What was kept, before the edge starts; what of it is damaged is fetched again. */
  async open(): Promise<void> {
    const kept = readIfThere(this.#file)
    try {
      if (kept) this.#assignment = readAssignment(kept)
    } catch (reason) {
      this.#needs.log.warn('what the platform deployed is not readable', { reason: sayFault(reason) })
    }
    await this.#make(false)
    if (this.#missing) this.#tryLater()
  }

  /** What stands on the node's topic. */
  take(payload: Uint8Array): void {
    let assignment: Assignment
    try {
      assignment = readAssignment(payload)
    } catch (reason) {
      this.#needs.log.warn('a deployment of the platform is refused', { reason: sayFault(reason) })
      return
    }
    if (JSON.stringify(assignment) === JSON.stringify(this.#assignment)) return
    this.#assignment = assignment
    this.#pause = FIRST_PAUSE_MS
    replaceDurably(this.#file, JSON.stringify(assignment))
    this.work()
  }

  /** Its own devices are others than before, or something is to be tried again. */
  work(): void {
    this.#working = this.#working.then(async () => {
      if (this.#closed) return
      await this.#make(true)
      await this.#needs.changed()
      this.#forget()
      this.look()
      if (this.#missing) this.#tryLater()
    })
    this.#working = this.#working.catch((reason: unknown) =>
      this.#needs.log.error('deployments of the platform not taken', { reason: sayFault(reason) }),
    )
  }

  /** Tells how each stands, where that is another than was told. */
  look(): void {
    if (this.standings !== this.#told) this.#needs.tell()
  }

  /** JSON; what is asked for it was told. */
  get standings(): string {
    const standings = this.#assignment.flows.map(({ id, name, digest }): DeploymentStanding => {
      const fault = this.#faults.get(name)
      if (fault !== undefined) return { id, digest, state: 'failed', says: fault }
      const made = this.#devices.some((device) => device.name === name)
      if (!made) return { id, digest, state: 'fetching' }
      const trouble = this.#needs.troubleOf(name)
      return trouble === undefined ? { id, digest, state: 'running' } : { id, digest, state: 'failed', says: trouble }
    })
    return JSON.stringify({ flows: standings })
  }

  told(text: string): void {
    this.#told = text
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    await this.#working
  }

  get #file(): string {
    return join(this.#folder, 'assignment.json')
  }

  async #make(mayFetch: boolean): Promise<void> {
    const devices: DeviceConfiguration[] = []
    const own = this.#needs.own()
    const known: KnownPoints = new Map(own.map((device) => [device.name, pointsByName(device)]))
    this.#faults = new Map()
    this.#missing = false
    for (const assigned of this.#assignment.flows)
      try {
        if (known.has(assigned.name))
          throw new Fault('edge.deployment_unfit', { seen: `a device ${assigned.name} already` })
        const flow = await this.#flowOf(assigned, mayFetch)
        if (!flow) continue
        const device = await flowDevice(assigned, flow, known, (at, reason) => {
          throw new Fault('edge.deployment_unfit', { seen: `${at.join('/')} ${reason}` })
        })
        devices.push(device)
        known.set(assigned.name, pointsByName(device))
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        this.#needs.log.warn('a deployment of the platform does not run', {
          flow: assigned.name,
          reason: thrown.message,
        })
        this.#faults.set(assigned.name, thrown.message)
        if (thrown.code === 'edge.archive_unreachable') this.#missing = true
      }
    this.#devices = devices
  }

  /** Undefined: it has yet to be fetched. What does not hold is thrown away, so that it is fetched anew. */
  async #flowOf({ name, digest }: AssignedFlow, mayFetch: boolean): Promise<FlowPackage | undefined> {
    const { settings, asker } = this.#needs
    const file = join(this.#folder, fileOf(digest))
    const expected = { digest, ...(settings.trusts ? { keys: settings.trusts } : {}) }
    const kept = readIfThere(file)
    if (kept)
      try {
        return await flowOf(name, kept, expected)
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        rmSync(file, { force: true })
      }
    if (!mayFetch) {
      this.#missing = true
      return undefined
    }
    const bytes = await fetchArchive(settings.from, digest, await asker())
    const flow = await flowOf(name, bytes, expected)
    replaceDurably(file, bytes)
    return flow
  }

  #tryLater(): void {
    this.#timer?.cancel()
    this.#timer = this.#needs.clock.after(this.#pause, () => this.work())
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2)
  }

  /** Archives that nothing asks for any more. */
  #forget(): void {
    const kept = new Set(['assignment.json', ...this.#assignment.flows.map(({ digest }) => fileOf(digest))])
    for (const name of readdirSync(this.#folder)) if (!kept.has(name)) rmSync(join(this.#folder, name), { force: true })
  }
}

const fileOf = (digest: string): string => `${digest.slice('sha256:'.length)}.zip`
