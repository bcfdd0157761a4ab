import type { AppManifest, Asked } from '@millrace/apps'
import { type AssetId, Fault, type TenantId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import { type Action, vocabulary } from '../access/index.ts'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import type { Plain } from './schema.ts'
import { AppUnits } from './units.ts'

/** An asset as an app sees it: points by the names of its manifest. */
export interface BoundAsset {
  readonly id: string
  readonly name: string
  /** Missing where there is none. */
  readonly points: Record<string, string>
}

interface Installed {
  readonly tenant: TenantId
  readonly installation: string
  readonly manifest: AppManifest
  readonly settings: Readonly<Record<string, Plain>>
  readonly secrets: Readonly<Record<string, string>>
  readonly limits: Readonly<Record<string, number>>
  readonly agreed: readonly Asked[]
  readonly assets: Readonly<Record<string, readonly BoundAsset[]>>
  /** By point, where it has one. */
  readonly units: ReadonlyMap<string, string>
}

/** An installation as it acts: by itself, with what was agreed to on what is bound, whoever looks at its pages. */
export class ActingApp {
  readonly tenant: TenantId
  readonly installation: string
  readonly manifest: AppManifest
  /** Without secrets. */
  readonly settings: Readonly<Record<string, Plain>>
  /** By need. */
  readonly assets: Readonly<Record<string, readonly BoundAsset[]>>
  /** What points say and are told, in the units of the manifest. */
  readonly units: AppUnits
  /** What an administrator set of what it may use, by kind. */
  readonly limits: Readonly<Record<string, number>>
  readonly agreed: readonly Asked[]
  readonly #secrets: Readonly<Record<string, string>>
  /** By point: the needs and properties that it is. */
  readonly #places = new Map<string, { readonly need: string; readonly property: string }[]>()

  constructor({ tenant, installation, manifest, settings, secrets, limits, agreed, assets, units }: Installed) {
    this.tenant = tenant
    this.installation = installation
    this.manifest = manifest
    this.settings = settings
    this.assets = assets
    this.units = new AppUnits(manifest, assets, units)
    this.#secrets = secrets
    this.limits = limits
    this.agreed = agreed
    for (const [need, bound] of Object.entries(assets))
      for (const { points } of bound)
        for (const [property, point] of Object.entries(points))
          this.#places.set(point, [...(this.#places.get(point) ?? []), { need, property }])
  }

  /** Who the audit names. @param beside who had it do it */
  actor(beside?: Actor): Actor {
    const by = beside && { kind: beside.kind, id: beside.id, name: beside.name }
    return {
      kind: 'app',
      id: this.installation,
      name: this.manifest.id,
      ...(by ? { beside: by } : {}),
      ...(beside?.remote === undefined ? {} : { remote: beside.remote }),
    }
  }

  /** How far it may do something. Throws `apps.not_agreed`. */
  reach(action: Action): Reach {
    const asked = this.agreed.filter((one) => one.kind === 'action' && one.action === action)
    if (asked.length === 0) throw this.#notAgreed(action)
    // What is not about a place is held for the organisation, as people hold it.
    const isWhole = asked.some((one) => one.kind === 'action' && one.on === 'organisation')
    if (isWhole || vocabulary[action].about !== 'plant') return { tenant: this.tenant }
    return this.#bound()
  }

  /** How far it may write this point, which is a property that it said it writes. Throws `apps.not_agreed`. */
  writeReach(point: string): Reach {
    const places = this.#places.get(point) ?? []
    const isAgreed = this.agreed.some(
      (one) =>
        one.kind === 'write' && places.some(({ need, property }) => need === one.need && property === one.property),
    )
    if (!isAgreed) throw this.#notAgreed(`write ${point}`)
    return this.reach('point:write')
  }

  /** Throws `apps.not_agreed` for a host that nobody agreed to. */
  mustReach(host: string): void {
    if (!this.agreed.some((one) => one.kind === 'host' && one.host === host)) throw this.#notAgreed(`host ${host}`)
  }

  hears(event: string): boolean {
    return this.agreed.some((one) => one.kind === 'event' && one.event === event)
  }

  /** Throws `apps.secret_unknown`. */
  secret(name: string): string {
    const secret = Object.hasOwn(this.#secrets, name) ? this.#secrets[name] : undefined
    if (secret === undefined) throw new Fault('apps.secret_unknown', { app: this.manifest.id, seen: name })
    return secret
  }

  #bound(): Reach {
    const ids = new Set(Object.values(this.assets).flatMap((bound) => bound.map(({ id }) => id as AssetId)))
    return { tenant: this.tenant, below: [...ids] }
  }

  #notAgreed(seen: string): Fault {
    return new Fault('apps.not_agreed', { app: this.manifest.id, seen: seen.slice(0, 200) })
  }
}
