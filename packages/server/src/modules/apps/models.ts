import { isCalled } from '@millrace/apps'
import { type Clock, Fault, MICROS_PER_MS } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { MechanismService, VersionName } from '../mechanisms/index.ts'
import type { ActingApp } from './acting.ts'
import './faults.ts'
import type { Beside } from './principals.ts'
import type { Plain } from './schema.ts'

interface ModelAsked {
  readonly name: string
  /** By input, of one row; null where there is none. */
  readonly input: Readonly<Record<string, Plain | null>>
}

/** Who waits for the answer; of a page whoever looks at it. */
type Asker = { readonly signal: AbortSignal } & Partial<Pick<Beside, 'reachFor'>>

type Answer = Awaited<ReturnType<MechanismService['call']>>

/** Models as pages and services of an app call them: one that it brought; or one that is published here, with the right to see models. */
export interface AppModels {
  /** Throws `apps.model_unknown`, `apps.not_agreed`, `http.forbidden`, `mechanisms.rows_unfit`, and as models do. */
  call(app: ActingApp, asked: ModelAsked, asker: Asker): Promise<Answer>
}

interface Needs {
  readonly mechanisms: Pick<MechanismService, 'brought' | 'list' | 'call'>
  readonly clock: Clock
}

export function createModels({ mechanisms, clock }: Needs): AppModels {
  const own = async ({ tenant, installation }: ActingApp, name: string): Promise<VersionName | undefined> =>
    (await mechanisms.brought.of(tenant, installation)).find(
      ({ folder, name: id }) => folder !== '' && isCalled(name, { folder, id }),
    )

  const published = async (app: ActingApp, name: string, { reachFor }: Asker): Promise<VersionName> => {
    const unknown = () => new Fault('apps.model_unknown', { app: app.manifest.id, seen: name.slice(0, 100) })
    // A name of a publisher is not one of the app's own folders.
    if (!name.includes('/')) throw unknown()
    const reach: Reach = app.reach('mechanism:read')
    await reachFor?.('mechanism:read')
    const { items } = await mechanisms.list(reach, { search: name, stage: 'published' })
    const found = items.find((one) => one.name === name)
    if (found?.published === undefined) throw unknown()
    return { id: found.id, version: found.published }
  }

  return {
    async call(app, { name, input }, asker) {
      const of = (await own(app, name)) ?? (await published(app, name, asker))
      const inputs = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, { values: [value] }]))
      const now = clock.now()
      const rows = { time: [now - (now % MICROS_PER_MS)], inputs }
      return mechanisms.call({ tenant: app.tenant }, of, { rows }, asker)
    },
  }
}
