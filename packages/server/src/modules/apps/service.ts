import type { AppTable } from '@millrace/apps'
import { type Clock, type Closable, Fault, type Log, type TenantId } from '@millrace/core'
import type { House, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AccessService } from '../access/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { CommandService } from '../commands/index.ts'
import type { ComponentService } from '../components/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import type { ScreenService } from '../screens/index.ts'
import type { TelemetryService } from '../telemetry/index.ts'
import { type Asks, createAsks } from './asks.ts'
import { AssetBinding, type BindingNeeds } from './binding.ts'
import { AppChanges } from './changes.ts'
import './events.ts'
import './faults.ts'
import type { FlowService } from '../flows/index.ts'
import { Brought } from './brought.ts'
import { BroughtLibrary } from './brought-library.ts'
import { Carried } from './carried.ts'
import { ClassMoves } from './class-moves.ts'
import { createFrames, type Frames } from './frames.ts'
import { createInstallations } from './installations.ts'
import { type AppKeys, createKeys } from './keys.ts'
import { type AppLimits, createLimits, keepWithin } from './limits.ts'
import { MadeAssets, type MadeNeeds } from './made.ts'
import { Mirrors } from './mirrors.ts'
import { type AppModels, createModels } from './models.ts'
import { type AppPrincipals, createPrincipals } from './principals.ts'
import { Proposals } from './proposals.ts'
import { listRows, putRows, removeRows } from './rows.ts'
import type { Row, RowQuery } from './schema.ts'
import { Sealed } from './sealed.ts'
import { createShelf, type Shelf } from './shelf.ts'
import * as store from './store.ts'
import { TestRuns } from './test-runs.ts'
import { createTrials } from './trials.ts'
import { withBrought } from './with-brought.ts'
import { type WithCarried, withCarried } from './with-carried.ts'
import { type WithTrials, withTrials } from './with-trials.ts'
import { Works } from './works.ts'

/** A table of an installation, as a path names it. */
export interface TableName {
  readonly id: string
  readonly table: string
}

/** Industrial apps: what there is, what is installed, and the rows of their tables. */
export interface AppService extends Closable {
  readonly shelf: Omit<Shelf, 'close'>
  readonly tests: Pick<TestRuns, 'of' | 'again'>
  readonly mirrors: Omit<Mirrors, 'begin' | 'close'>
  /** For an organisation that is there: what a stop cut off goes on. */
  begin(tenant: TenantId): Promise<void>
  readonly installations: Omit<WithTrials, 'close'>
  readonly principals: AppPrincipals
  readonly frames: Frames
  readonly asks: Asks
  readonly models: AppModels
  readonly keys: AppKeys
  readonly limits: AppLimits
  /** Throws `apps.installation_unknown`, `table_unknown`, as those below; `where_malformed`, `order_unfit`, `column_unknown`, `row_unfit`. */
  rows(reach: Reach, of: TableName, query: RowQuery): Promise<{ items: Row[]; next?: string }>
  /** By key: new, or in place of what is there. Throws `apps.suspended`, `row_unfit`, `column_unknown`, `key_twice`, `table_full`. */
  putRows(reach: Reach, of: TableName, rows: readonly Row[]): Promise<number>
  /**
   * The same for other modules, for a row that is made for the table as it is: of an installation by its id, or of the one of an app.
   * Throws as `putRows`, and `apps.installation_unknown` where an app is installed not once.
   */
  keepRow(
    tenant: TenantId,
    of: { readonly installation?: string; readonly app?: string; readonly table: string },
    rowFor: (table: AppTable) => Row,
  ): Promise<void>
  /** Throws `apps.suspended`, `where_malformed`, `column_unknown`, `row_unfit`. */
  removeRows(reach: Reach, of: TableName, where: string): Promise<number>
}

interface Needs extends Omit<BindingNeeds, 'proposals'>, Omit<MadeNeeds, 'works'> {
  readonly assets: BindingNeeds['assets'] & MadeNeeds['assets'] & Pick<AssetService, 'everyWithSeries'>
  readonly things: BindingNeeds['things'] & MadeNeeds['things']
  readonly equipment: BindingNeeds['equipment'] &
    MadeNeeds['equipment'] &
    Pick<EquipmentService, 'assetsOf' | 'classed' | 'brought' | 'isTouched'>
  readonly screens: ScreenService
  readonly tenants: TenantDb
  readonly house: House
  /** Told when organisations are suspended, and the like. */
  readonly onChange: (listener: () => void) => void
  /** Bytes of tables that all apps of an organisation may have together. */
  readonly tableBytes: (tenant: TenantId) => number | undefined
  readonly mechanisms: Pick<MechanismService, 'keys' | 'list' | 'call' | 'brought'>
  readonly access: Pick<AccessService, 'reach'>
  readonly telemetry: Pick<TelemetryService, 'latest' | 'buckets'>
  readonly flows: FlowService
  readonly components: Pick<ComponentService, 'ofInstallation'>
  readonly log: Log
  readonly vault: Vault
  readonly outgoing: Outgoing
  readonly commands: Pick<CommandService, 'ask'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

export function createApps(needs: Needs): AppService {
  const { tenants } = needs
  const changes = new AppChanges()
  const sealed = new Sealed(needs.vault)
  const binding = new AssetBinding({ ...needs, proposals: new Proposals(needs) })
  const works: Works = new Works({
    ...needs,
    holder: needs.flows.lease.holder,
    left: (tenant, id) => installed.takeUp(tenant, id),
  })
  const made = new MadeAssets({ ...needs, works })
  const tests = new TestRuns(needs)
  const shelf = createShelf({ ...needs, binding, tests })
  const installed: WithCarried = withCarried({
    ...needs,
    works,
    installations: withBrought({
      ...needs,
      works,
      made,
      installations: createInstallations({ ...needs, binding, sealed, changes, works }),
      brought: new Brought(needs.flows),
      library: new BroughtLibrary({ ...needs, works }),
      moves: new ClassMoves({ ...needs, works }),
      files: shelf.files,
      binding,
      changes,
    }),
    carried: new Carried({ ...needs, binding }),
    made,
    files: shelf.files,
  })
  const installations = withTrials({
    ...needs,
    works,
    installations: installed,
    trials: createTrials({ ...needs, binding, sealed, changes }),
  })
  const principals = createPrincipals({ ...needs, binding, sealed, changes, files: shelf.files })
  const frames = createFrames({ ...needs, principals })
  const mirrors = new Mirrors({ ...needs, shelf })
  const models = createModels(needs)
  const keys = createKeys({ ...needs, binding, changes })
  const asks = createAsks({ ...needs, binding, principals, models })

  /** Runs over a table that stays as long as this takes. */
  const withTable = <T>(
    reach: Reach,
    { id, table }: TableName,
    run: (
      tx: TenantTx,
      place: { readonly number: number; readonly table: AppTable },
      row: store.InstallationRow,
    ) => Promise<T>,
  ): Promise<T> =>
    tenants.within(reach, async (tx) => {
      const row = await store.hold(tx, id, 'share')
      if (!row) throw new Fault('apps.installation_unknown', { id })
      const version = await store.byVersion(tx, row)
      const found = version?.manifest.tables?.find(({ name }) => name === table)
      if (!found) throw new Fault('apps.table_unknown', { app: row.app, seen: table })
      return run(tx, { number: row.number, table: found }, row)
    })
  const mustRun = ({ state, app }: store.InstallationRow): void => {
    if (state !== 'active') throw new Fault('apps.suspended', { app })
  }

  return {
    shelf,
    tests,
    mirrors,
    async begin(tenant) {
      await installations.begin(tenant)
      await works.begin(tenant)
      await tests.begin(tenant)
      await mirrors.begin(tenant)
    },
    installations,
    principals,
    frames,
    asks,
    models,
    keys,
    limits: createLimits(changes),
    rows: (reach, of, query) => withTable(reach, of, (tx, place) => listRows(tx, place, query)),
    putRows: (reach, of, rows) =>
      withTable(reach, of, async (tx, place, row) => {
        mustRun(row)
        await putRows(tx, place, rows)
        await keepWithin(tx, { ...row, together: needs.tableBytes(reach.tenant) })
        return rows.length
      }),
    async keepRow(tenant, { installation, app = '', table }, rowFor) {
      const named = await tenants.within(tenant, store.installations)
      const [only, second] = named.filter(({ id, app: of, trialOf }) =>
        installation ? id === installation : of === app && trialOf === null,
      )
      if (!only || second) throw new Fault('apps.installation_unknown', { id: installation ?? app })
      await withTable({ tenant }, { id: only.id, table }, async (tx, place, row) => {
        mustRun(row)
        await putRows(tx, place, [rowFor(place.table)])
        await keepWithin(tx, { ...row, together: needs.tableBytes(tenant) })
      })
    },
    removeRows: (reach, of, where) =>
      withTable(reach, of, (tx, place, row) => {
        mustRun(row)
        return removeRows(tx, place, where)
      }),
    async close() {
      await installations.close()
      await works.close()
      await mirrors.close()
      await tests.close()
      await shelf.close()
    },
  }
}
