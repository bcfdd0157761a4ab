import {
  type AppNeed,
  type Behaviour,
  behaviourOf,
  matchNeed,
  type OfferedPoint,
  type WantedProperty,
} from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { AssetService, Point } from '../assets/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { TelemetryService } from '../telemetry/index.ts'
import './faults.ts'
import { groupsOf, LEAST } from './groups.ts'
import type { Offer, Proposal } from './schema.ts'

/** Points that are looked at for machines that nobody made yet. */
const MOST_POINTS = 5_000
const MOST_PROPOSALS = 50
/** Told for each property. */
const MOST_OFFERS = 5
/** Points of which it is kept how they behave. */
const MOST_KEPT = 5_000
/** Of the newest hour, for the behaviour of a point: values, and the time that looking may take. */
const VALUES = 60
const LOOK_MS = 2_000
/** Of a property, from which on a group may well have it. */
const LIKELY = 0.5

interface Needs {
  readonly assets: Pick<AssetService, 'everyWithSeries' | 'asset'>
  readonly equipment: Pick<EquipmentService, 'class'>
  readonly telemetry: Pick<TelemetryService, 'buckets'>
}

/** How far whoever asks may see the plant, and values where he may. */
export interface Seeing {
  readonly plant: Reach
  readonly values: Reach | undefined
}

type Matched = Pick<Proposal, 'properties' | 'fits'> & { readonly score: number }

/** Which points may be what an app needs, with reasons. It proposes; a person decides. */
export class Proposals {
  readonly #needs: Needs
  readonly #seen = new Map<string, Behaviour>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What each property of an asset may be among points. */
  async offers(seeing: Seeing, need: AppNeed, points: readonly Point[]): Promise<Matched> {
    const wanted = await this.#wanted(need, seeing.plant)
    return this.#match(seeing, need, { wanted, points })
  }

  /** Machines among raw points, those that have most of what is needed first. `taken`: points that are of a machine already. */
  async machines(seeing: Seeing, need: AppNeed, taken: ReadonlySet<string>): Promise<Proposal[]> {
    const wanted = await this.#wanted(need, seeing.plant)
    const required = need.properties.filter(({ optional }) => !optional)
    const found: (Proposal & { readonly score: number })[] = []
    // What machines a place has is told by all that stands there, also by what is taken.
    for (const { name, place, points: all } of groupsOf(await this.#raw(seeing.plant))) {
      const points = all.filter(({ id }) => !taken.has(id))
      if (points.length < LEAST) continue
      const first = matched(need, wanted, points.map(offered))
      const likely = required.filter((one) => (first.properties[one.name]!.offers[0]?.score ?? 0) >= LIKELY)
      if (likely.length === 0 || likely.length * 2 < required.length) continue
      const [{ path = [] } = {}] = points
      found.push({
        key: `${points[0]!.deviceId} ${place} ${name ?? ''}`,
        ...(name === undefined ? { asset: place } : { parent: place }),
        name: name ?? path.at(-1) ?? '',
        path: [...path],
        points: points.length,
        ...(await this.#match(seeing, need, { wanted, points })),
      })
    }
    return found
      .sort(
        (a, b) =>
          Number(b.fits) - Number(a.fits) ||
          fifths(b.score) - fifths(a.score) ||
          a.name.localeCompare(b.name, 'en', { numeric: true }),
      )
      .slice(0, MOST_PROPOSALS)
      .map(({ score: _, ...proposal }) => proposal)
  }

  async #raw(reach: Reach): Promise<Point[]> {
    const points: Point[] = []
    for await (const page of this.#needs.assets.everyWithSeries(reach, undefined)) {
      points.push(...page.map(({ point }) => point))
      if (points.length >= MOST_POINTS) break
    }
    return points.slice(0, MOST_POINTS)
  }

  async #match(
    { plant, values }: Seeing,
    need: AppNeed,
    { wanted, points }: { readonly wanted: readonly WantedProperty[]; readonly points: readonly Point[] },
  ): Promise<Matched> {
    const plain = points.map(offered)
    const first = matched(need, wanted, plain)
    if (!values) return first
    const looked = new Set(Object.values(first.properties).flatMap(({ offers }) => offers.map(({ point }) => point)))
    const behaviours = new Map<string, Behaviour>()
    for (const { id, type } of plain) {
      const seen = looked.has(id) && type === 'number' ? await this.#behaviour(values, plant.tenant, id) : undefined
      if (seen) behaviours.set(id, seen)
    }
    return matched(
      need,
      wanted,
      plain.map((point) => {
        const behaviour = behaviours.get(point.id)
        return behaviour ? { ...point, behaviour } : point
      }),
    )
  }

  async #behaviour(reach: Reach, tenant: TenantId, point: string): Promise<Behaviour | undefined> {
    const key = `${tenant} ${point}`
    const known = this.#seen.get(key)
    if (known !== undefined) return known
    if (this.#seen.size >= MOST_KEPT) this.#seen.clear()
    try {
      const { last } = await this.#needs.telemetry.buckets(reach, {
        point,
        pixels: VALUES,
        signal: AbortSignal.timeout(LOOK_MS),
      })
      const seen = behaviourOf(last.filter((value) => value !== null))
      if (seen) this.#seen.set(key, seen)
      return seen
    } catch (thrown) {
      // How it behaves is one hint of several: what cannot be looked at now is matched without.
      if (thrown instanceof Fault) return undefined
      throw thrown
    }
  }

  /** What is known of a property: by the app, and by the class that it is of. */
  async #wanted({ equipmentClass, properties }: AppNeed, plant: Reach): Promise<WantedProperty[]> {
    const known = new Map<
      string,
      { low?: number | undefined; high?: number | undefined; counter?: boolean | undefined; unit?: string | undefined }
    >()
    if (equipmentClass !== undefined)
      try {
        for (const point of (await this.#needs.equipment.class(plant, equipmentClass)).points)
          known.set(point.name, point)
      } catch (thrown) {
        // A class that the library has not is known by what the app says of it.
        if (!(thrown instanceof Fault && thrown.code === 'equipment.class_unknown')) throw thrown
      }
    return properties.map(({ name, title, type, unit }) => {
      const { low, high, counter, unit: own } = known.get(name) ?? {}
      return {
        name,
        title,
        type,
        ...(unit === undefined ? {} : { unit }),
        ...(low === undefined || high === undefined || own !== unit ? {} : { low, high }),
        ...(counter ? { counter } : {}),
      }
    })
  }
}

const typeOf = { double: 'number', int64: 'number', boolean: 'boolean', string: 'text' } as const

const offered = ({
  id,
  name,
  description,
  type,
  unit,
  low,
  high,
}: Point): OfferedPoint & { readonly name: string } => ({
  id,
  name,
  type: typeOf[type],
  ...(description === undefined ? {} : { description }),
  ...(unit === undefined ? {} : { unit }),
  ...(low === undefined || high === undefined ? {} : { low, high }),
})

function matched(need: AppNeed, wanted: readonly WantedProperty[], points: readonly OfferedPoint[]): Matched {
  const byId = new Map(points.map((point) => [point.id, point]))
  const { matches, proposed } = matchNeed(wanted, points)
  const properties = Object.fromEntries(
    wanted.map(({ name }) => [
      name,
      {
        ...(Object.hasOwn(proposed, name) ? { point: proposed[name]! } : {}),
        offers: matches[name]!.slice(0, MOST_OFFERS).map(({ point, score, reasons }): Offer => {
          const { name: called, unit } = byId.get(point)!
          return {
            point,
            name: called,
            ...(unit === undefined ? {} : { unit }),
            score: Math.round(score * 100) / 100,
            reasons: reasons.map((one) => ({ ...one })),
          }
        }),
      },
    ]),
  )
  const required = need.properties.filter(({ optional }) => !optional)
  return {
    properties,
    fits: required.every(({ name }) => properties[name]?.point !== undefined),
    score:
      required.reduce((sum, { name }) => sum + (properties[name]?.offers[0]?.score ?? 0), 0) / required.length || 0,
  }
}

/** Less than a fifth tells nobody anything: machines that are as likely stand by their names. */
const fifths = (score: number): number => Math.round(score * 5)
