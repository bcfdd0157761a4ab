import type { KeyObject } from 'node:crypto'
import {
  type AssetId,
  type Clock,
  type Closable,
  Fault,
  type Log,
  Owned,
  type PointId,
  type TenantId,
} from '@millrace/core'
import { ArrowReading, type HistoryStore, type Sql } from '@millrace/history'
import { openModelHost } from '@millrace/runtime'
import type { Database, TenantTx } from '../database/index.ts'
import type { Gate } from '../http/auth.ts'
import '../http/faults.ts'
import type { Route } from '../http/route.ts'
import type { Sender, Source, Watch } from '../ingest/needs.ts'
import type { LatestValues } from '../live/latest.ts'
import type { Outgoing } from '../outgoing/index.ts'
import type { Vault } from '../secrets/index.ts'
import { type AccessService, LINK_PREFIX, type Subjects } from './access/index.ts'
import { routes as accessRoutes, createAccess } from './access/module.ts'
import { alarmEvents } from './alarm-events.ts'
import { workBy } from './alarm-maintenance.ts'
import { acknowledgedIn, announceBy } from './alarm-notices.ts'
import type { AlarmService } from './alarms/index.ts'
import { routes as alarmRoutes, createAlarms } from './alarms/module.ts'
import type { AnalysisService } from './analysis/index.ts'
import { routes as analysisRoutes, createAnalysis } from './analysis/module.ts'
import type { AppServices } from './app-services/index.ts'
import { routes as appServiceRoutes, createAppServices } from './app-services/module.ts'
import type { AppService } from './apps/index.ts'
import { routes as appRoutes, createApps } from './apps/module.ts'
import type { AssetService, Drawing, PhysicalAssets, Sheets } from './assets/index.ts'
import {
  routes as assetRoutes,
  createAssets,
  createDrawing,
  createPhysicalAssets,
  createSheets,
  physicalRoutes,
  sheetRoutes,
} from './assets/module.ts'
import type { AuditService } from './audit/index.ts'
import { routes as auditRoutes, createAudit } from './audit/module.ts'
import type { BackupService, HoldPlatform } from './backups/index.ts'
import { routes as backupRoutes, createBackups } from './backups/module.ts'
import type { BindingService } from './bindings/index.ts'
import { routes as bindingRoutes, createBindings } from './bindings/module.ts'
import type { CommandService, Deliver } from './commands/index.ts'
import { routes as commandRoutes, createCommands } from './commands/module.ts'
import type { ComponentService } from './components/index.ts'
import { routes as componentRoutes, createComponents } from './components/module.ts'
import type { DerivedService } from './derived/index.ts'
import { createDerived, routes as derivedRoutes } from './derived/module.ts'
import type { AskEdge, DeviceService } from './devices/index.ts'
import { createDevices, routes as deviceRoutes } from './devices/module.ts'
import type { EnergyService } from './energy/index.ts'
import { createEnergy, routes as energyRoutes } from './energy/module.ts'
import type { EquipmentService } from './equipment/index.ts'
import { createEquipment, routes as equipmentRoutes } from './equipment/module.ts'
import type { EventService } from './events/index.ts'
import { createEvents, routes as eventRoutes } from './events/module.ts'
import type { FactorService, RelyingParty } from './factors/index.ts'
import { createFactors, routes as factorRoutes } from './factors/module.ts'
import type { FederationService } from './federation/index.ts'
import { createFederation, routes as federationRoutes } from './federation/module.ts'
import type { Assign, FlowService } from './flows/index.ts'
import { createFlows, routes as flowRoutes } from './flows/module.ts'
import { actorOf, type IdentityService, type Organisation, type Principal } from './identity/index.ts'
import { createIdentity, routes as identityRoutes } from './identity/module.ts'
import type { Bring, ImportService } from './imports/index.ts'
import { createImports, routes as importRoutes } from './imports/module.ts'
import type { HistoryProgress, KpiService } from './kpis/index.ts'
import { createKpis, routes as kpiRoutes } from './kpis/module.ts'
import type { Authority, MachineService } from './machines/index.ts'
import { createMachines, routes as machineRoutes } from './machines/module.ts'
import type { MaintenanceService } from './maintenance/index.ts'
import { createMaintenance, routes as maintenanceRoutes } from './maintenance/module.ts'
import type { MechanismService } from './mechanisms/index.ts'
import { createMechanisms, routes as mechanismRoutes } from './mechanisms/module.ts'
import type { MemberService } from './members/index.ts'
import { createMembers, routes as memberRoutes } from './members/module.ts'
import type { NoticeService } from './notices/index.ts'
import { createNotices, routes as noticeRoutes } from './notices/module.ts'
import type { PairingService } from './pairing/index.ts'
import { createPairing, routes as pairingRoutes } from './pairing/module.ts'
import type { ProductionService, StandingService } from './production/index.ts'
import { createProduction, createStanding, routes as productionRoutes } from './production/module.ts'
import type { ProfileService } from './profiles/index.ts'
import { createProfiles, routes as profileRoutes } from './profiles/module.ts'
import { isAppKey, isProgramToken, type ProgramService } from './programs/index.ts'
import { createPrograms, routes as programRoutes } from './programs/module.ts'
import type { QueryService } from './queries/index.ts'
import { createQueries, routes as queryRoutes } from './queries/module.ts'
import type { QuotaService } from './quotas/index.ts'
import { createQuotas, routes as quotaRoutes } from './quotas/module.ts'
import type { ScreenService } from './screens/index.ts'
import { createScreens, routes as screenRoutes } from './screens/module.ts'
import type { StorageService } from './storage/index.ts'
import { createStorage, routes as storageRoutes } from './storage/module.ts'
import type { StudyService } from './studies/index.ts'
import { createStudies, createWork, routes as studyRoutes } from './studies/module.ts'
import { Tally } from './tally.ts'
import type { TelemetryService } from './telemetry/index.ts'
import { createTelemetry, routes as telemetryRoutes } from './telemetry/module.ts'
import type { ThingService } from './things/index.ts'
import { createThings, routes as thingRoutes } from './things/module.ts'
import type { WebhookService } from './webhooks/index.ts'
import { createWebhooks, routes as webhookRoutes } from './webhooks/module.ts'

/** Looking through a grant, and a machine that goes astray, is told at once, and what follows once an hour. */
const QUIET_MS = 3_600_000

/** The capabilities of the platform, by name. */
export interface Services {
  readonly audit: AuditService
  readonly identity: IdentityService
  readonly factors: FactorService
  readonly access: AccessService
  readonly members: MemberService
  readonly federation: FederationService
  readonly pairing: PairingService
  readonly quotas: QuotaService
  readonly machines: MachineService
  readonly programs: ProgramService
  readonly assets: AssetService
  readonly drawing: Drawing
  readonly physicalAssets: PhysicalAssets
  readonly sheets: Sheets
  readonly things: ThingService
  readonly devices: DeviceService
  readonly commands: CommandService
  readonly storage: StorageService
  readonly telemetry: TelemetryService
  readonly analysis: AnalysisService
  readonly alarms: AlarmService
  readonly energy: EnergyService
  readonly backups: BackupService
  readonly queries: QueryService
  readonly imports: ImportService
  readonly profiles: ProfileService
  readonly notices: NoticeService
  readonly production: ProductionService
  readonly standing: StandingService
  readonly kpis: KpiService
  readonly derived: DerivedService
  readonly equipment: EquipmentService
  readonly maintenance: MaintenanceService
  readonly mechanisms: MechanismService
  readonly bindings: BindingService
  readonly studies: StudyService
  readonly events: EventService
  readonly webhooks: WebhookService
  readonly components: ComponentService
  readonly flows: FlowService
  readonly apps: AppService
  readonly screens: ScreenService
  readonly appServices: AppServices
}

/** Every route of every module. Nothing is called until a request comes, so they can be described without services. */
export const routesOf = (services: Services): Route[] => [
  ...identityRoutes(services.identity),
  ...factorRoutes(services.factors),
  ...accessRoutes(services.access),
  ...memberRoutes(services.members),
  ...federationRoutes(services.federation),
  ...pairingRoutes(services.pairing),
  ...quotaRoutes(services.quotas, services.members),
  ...auditRoutes(services.audit),
  ...machineRoutes(services.machines),
  ...programRoutes(services.programs),
  ...telemetryRoutes(services.telemetry),
  ...analysisRoutes(services.analysis),
  ...energyRoutes(services.energy),
  ...queryRoutes(services.queries),
  ...importRoutes(services.imports),
  ...assetRoutes(services.assets, services.drawing),
  ...physicalRoutes(services.physicalAssets),
  ...sheetRoutes(services.sheets),
  ...thingRoutes(services.things),
  ...deviceRoutes(services.devices),
  ...commandRoutes(services.commands),
  ...storageRoutes(services.storage),
  ...profileRoutes(services.profiles),
  ...noticeRoutes(services.notices),
  ...alarmRoutes(services.alarms),
  ...productionRoutes(services.production, services.standing),
  ...kpiRoutes(services.kpis),
  ...derivedRoutes(services.derived),
  ...equipmentRoutes(services.equipment),
  ...maintenanceRoutes(services.maintenance),
  ...mechanismRoutes(services.mechanisms),
  ...bindingRoutes(services.bindings),
  ...studyRoutes(services.studies),
  ...componentRoutes(services.components),
  ...flowRoutes(services.flows),
  ...appRoutes(services.apps),
  ...screenRoutes(services.screens),
  ...appServiceRoutes(services.appServices),
  ...backupRoutes(services.backups),
  ...eventRoutes(services.events),
  ...webhookRoutes(services.webhooks),
]

export interface ModuleNeeds {
  readonly database: Database
  readonly history: HistoryStore
  /** How far it has what the journal has. */
  readonly progress: HistoryProgress
  /** Where its files lie. */
  readonly historyFolder: string
  /** Runs queries in SQL over the history. */
  readonly sql: Pick<Sql, 'query'>
  readonly latest: LatestValues
  readonly vault: Vault
  /** Ed25519; signs the audit, and models that are published. What is signed says what it is. */
  readonly signingKey: KeyObject
  /** Gives machines their certificates. */
  readonly authority: Authority
  readonly relyingParty: () => RelyingParty
  /** Where browsers find the platform, without a slash at the end. */
  readonly publicUrl: () => string
  readonly outgoing: Outgoing
  readonly clock: Clock
  readonly log: Log
  /** Where JSON that came over HTTP goes. */
  readonly receive: (sender: Sender, body: Uint8Array) => Promise<void>
  /** Where samples of imports go. */
  readonly bring: Bring
  /** Where files of imports lie. */
  readonly importFolder: string
  /** Where environments of models in Python lie. */
  readonly runtimeFolder: string
  /** The way to the machines. */
  readonly deliver: Deliver
  /** The way to the edges, for questions about devices. */
  readonly askEdge: AskEdge
  /** Puts on the topic of an edge node what it is to run. */
  readonly assign: Assign
  /** Holds the whole platform as it is, to be copied. */
  readonly hold: HoldPlatform
  /** Binds a checksum to the platform's keys. */
  readonly sealChecksum: (sha256: string) => string
}

export interface Modules extends Services, Closable {
  readonly gate: Gate
  readonly watch: Watch
  /** An organisation that is there when the platform starts, or is made: what is kept for each begins. */
  begin(tenant: TenantId): Promise<void>
}

/** The modules, each made from what it needs; closed in reverse. */
export function startModules(needs: ModuleNeeds): Modules {
  const {
    database,
    history,
    progress,
    historyFolder,
    sql,
    latest,
    vault,
    signingKey,
    authority,
    outgoing,
    publicUrl,
    relyingParty,
    clock,
    log,
    receive,
    bring,
    importFolder,
    runtimeFolder,
    deliver,
    askEdge,
    assign,
    hold,
    sealChecksum,
  } = needs
  const owned = new Owned()
  const { tenants, house } = database
  const events: EventService = owned.add(createEvents({ tenants, audit: () => audit, publicUrl, clock, log }))
  const audit: AuditService = owned.add(createAudit({ tenants, signingKey, heard: events.heard, clock, log }))
  const factors: FactorService = createFactors({
    house,
    vault,
    audit,
    relyingParty,
    clock,
    log,
    raise: async (user, entry) => {
      const [first] = await identity.organisationsOf(user)
      if (first) await audit.note(first.id, entry)
    },
  })
  const identity = createIdentity({
    tenants,
    house,
    factors,
    audit,
    clock,
    stillMayRecover: (maker, user) => members.stillMayRecover(maker, user),
  })
  const assets = createAssets({ tenants, clock, latest })
  const drawn = { tenants, audit, clock, changed: () => identity.changed() }
  const drawing = createDrawing(drawn)
  const sheets = createSheets(drawn)
  const physicalAssets = createPhysicalAssets({ tenants, audit, clock })
  const things = createThings({
    tenants,
    assets,
    drawing,
    audit,
    publicUrl,
    changed: async (tenant) => {
      await bindings.follow(tenant)
      await flows.follow(tenant)
    },
    clock,
  })
  const organisation = (tx: TenantTx): Promise<Organisation> => identity.organisation(tx)
  const pairing = createPairing({ identity, audit, publicUrl, clock })
  const access = createAccess({ tenants, house, identity, audit, subjects: subjectsOf(assets), organisation, clock })
  const quotas: QuotaService = owned.add(
    createQuotas({
      tenants,
      audit,
      events,
      clock,
      log,
      storedBytes: history.storedBytes.bind(history),
      taken: latest.taken.bind(latest),
      apps: (tenant) => appServices.limits.together(tenant),
    }),
  )
  const machines = owned.add(createMachines({ tenants, house, organisations: identity, audit, authority, clock, log }))
  const programs = owned.add(createPrograms({ tenants, house, identity, access, audit, clock, log }))
  const devices = owned.add(
    createDevices({
      tenants,
      machines,
      assets,
      events,
      quotas,
      askEdge,
      pointsChanged: async (tenant, points) => {
        await derived.pointsChanged(tenant, points)
        await bindings.pointsChanged(tenant, points)
        await flows.pointsChanged(tenant, points)
        await alarms.pointsChanged(tenant, points)
      },
      clock,
      log,
    }),
  )
  const commands = owned.add(
    createCommands({
      tenants,
      access,
      assets,
      devices,
      audit,
      latest,
      deliver,
      appMay: (tenant, installation, point) => apps.principals.may(tenant, installation, { point }),
      clock,
      log,
    }),
  )
  const notices = owned.add(createNotices({ tenants, assets, vault, outgoing, audit, publicUrl, clock, log }))
  const tell = announceBy(notices)
  const alarms = owned.add(
    createAlarms({
      tenants,
      assets,
      latest,
      audit,
      announce: async (tx, happened) => {
        await tell(tx, happened)
        await workBy(maintenance)(tx, happened)
      },
      events,
      clock,
      log,
    }),
  )
  notices.onAcknowledged(acknowledgedIn(alarms))
  const storage = owned.add(createStorage({ tenants, assets, history, historyFolder, latest, audit, clock, log }))
  const maintenance = owned.add(
    createMaintenance({
      tenants,
      assets,
      latest,
      notices,
      audit,
      effectOf: (reach, kpi, span) => kpis.over(reach, kpi, span),
      clock,
      log,
    }),
  )
  const begin = async (tenant: TenantId): Promise<void> => {
    await quotas.begin(tenant)
    await devices.begin(tenant)
    await commands.begin(tenant)
    await notices.begin(tenant)
    await alarms.begin(tenant)
    maintenance.begin(tenant)
    storage.begin(tenant)
    kpis.begin(tenant)
    derived.begin(tenant)
    await bindings.begin(tenant)
    await studies.begin(tenant)
    events.begin(tenant)
    await webhooks.begin(tenant)
    await flows.begin(tenant)
    await apps.begin(tenant)
    appServices.begin(tenant)
  }
  const members: MemberService = createMembers({ tenants, house, identity, factors, access, audit, clock, begin })
  const federation = createFederation({
    tenants,
    house,
    vault,
    access,
    dropRolesOf: access.dropRolesOf,
    audit,
    publicUrl,
    clock,
    outgoing,
    admitFederated: members.admitFederated,
  })
  const telemetry = createTelemetry({ assets, devices, history, latest, audit, quotas, clock, receive })
  const imports = owned.add(createImports({ tenants, assets, audit, bring, folder: importFolder, clock, log }))
  const analysis = createAnalysis({ assets, history, quotas, clock, events: [alarmEvents(alarms)] })
  const energy = createEnergy({ tenants, assets, history, quotas, audit, clock })
  const backups = createBackups({ audit, hold, sealChecksum, log })
  const profiles = owned.add(createProfiles({ tenants, access, audit, clock, log }))
  const production = createProduction({ tenants, assets, audit, clock })
  const standing = createStanding({ assets, production, history, clock })
  const kpis = owned.add(createKpis({ tenants, assets, production, history, progress, latest, audit, clock, log }))
  const derived = owned.add(
    createDerived({
      tenants,
      assets,
      history,
      progress,
      latest,
      quotas,
      audit,
      bring,
      otherwise: (tenant, point) => alarms.pointsChanged(tenant, [point as PointId]),
      clock,
      log,
    }),
  )
  const equipment = createEquipment({ tenants, assets, things, production, alarms, kpis, audit, clock, log })
  const models = owned.add(openModelHost({ folder: runtimeFolder, clock, log }))
  const mechanisms: MechanismService = owned.add(
    createMechanisms({
      tenants,
      assets,
      history,
      quotas,
      audit,
      host: models,
      tables: owned.add(new ArrowReading(clock)),
      signingKey,
      used: (tenant) => bindings.used(tenant),
      drawn: async (tenant, of, without) => [
        ...(await flows.naming(tenant, of, without)),
        ...(await components.holding(tenant, `${of.id}@${of.version}`)),
      ],
      clock,
      log,
    }),
  )
  const bindings = owned.add(
    createBindings({
      tenants,
      assets,
      things,
      equipment,
      mechanisms,
      host: models,
      history,
      progress,
      latest,
      quotas,
      audit,
      events,
      bring,
      clock,
      log,
    }),
  )
  const studies = owned.add(
    createStudies({
      tenants,
      assets,
      bindings,
      mechanisms,
      audit,
      events,
      work: createWork({ assets, bindings, mechanisms, history, host: models }),
      clock,
      log,
    }),
  )
  const webhooks = owned.add(
    createWebhooks({ tenants, access, assets, events, notices, vault, outgoing, audit, clock, log }),
  )
  const components: ComponentService = owned.add(
    createComponents({
      tenants,
      audit,
      flows: {
        models: (tenant, document) => flows.around.models(tenant, document),
        secondPerson: (tx) => flows.around.secondPerson(tx),
        users: (tx, name) => flows.around.users(tx, name),
        run: (tenant, document) => flows.around.run(tenant, document),
      },
      apps: {
        service: (tenant, of) => appServices.pooled.service(tenant, of),
        isTried: (tenant, installation) => appServices.pooled.isTried(tenant, installation),
        call: (tenant, of, call) => appServices.pooled.call(tenant, of, call),
      },
      clock,
      log,
    }),
  )
  const flows: FlowService = owned.add(
    createFlows({
      components,
      tenants,
      access,
      alarms,
      events,
      assets,
      things,
      equipment,
      history,
      progress,
      latest,
      quotas,
      audit,
      notices,
      maintenance,
      mechanisms,
      commands,
      outgoing,
      vault,
      appMay: async (tenant, { by, name }, what) => {
        const may = await apps.principals.may(tenant, by.id, what)
        if (!may) appServices.flowRefused(tenant, { installation: by.id, app: by.name, flow: name.en, ...what })
        return may
      },
      keepRow: (tenant, of, rowFor) => apps.keepRow(tenant, of, rowFor),
      signingKey,
      devices,
      assign,
      bring,
      clock,
      log,
    }),
  )
  const screens = createScreens({ tenants, assets, equipment, audit, clock })
  const apps: AppService = owned.add(
    createApps({
      tenants,
      house,
      onChange: identity.onChange,
      tableBytes: (tenant) => quotas.limit(tenant, 'app_table_bytes'),
      drawing,
      screens,
      components,
      access,
      telemetry,
      flows,
      log,
      assets,
      things,
      equipment,
      mechanisms,
      alarms,
      maintenance,
      commands,
      vault,
      outgoing,
      audit,
      clock,
    }),
  )
  const appServices: AppServices = owned.add(
    createAppServices({
      tenants,
      apps,
      assets,
      telemetry,
      kpis,
      alarms,
      events,
      outgoing,
      lease: flows.lease,
      organisation: quotas,
      audit,
      clock,
      log,
    }),
  )
  // What is open with a key of an app is looked at again.
  apps.principals.onChange(() => identity.changed())
  const queries = createQueries({ assets, sql, audit, quotas, clock })
  identity.onChange(() => assets.forget())
  const refusals = owned.add(new Tally({ audit, clock, log }, { name: 'refusals', quietMs: 0 }))
  const uses = owned.add(new Tally({ audit, clock, log }, { name: 'uses of a grant', quietMs: QUIET_MS }))
  const rogues = owned.add(new Tally({ audit, clock, log }, { name: 'rogue machines', quietMs: QUIET_MS }))
  const services = {
    audit,
    identity,
    pairing,
    factors,
    access,
    members,
    federation,
    quotas,
    machines,
    programs,
    assets,
    drawing,
    physicalAssets,
    sheets,
    things,
    devices,
    commands,
    storage,
    telemetry,
    analysis,
    alarms,
    energy,
    backups,
    queries,
    imports,
    profiles,
    notices,
    production,
    standing,
    kpis,
    derived,
    equipment,
    maintenance,
    mechanisms,
    bindings,
    studies,
    events,
    webhooks,
    components,
    flows,
    apps,
    screens,
    appServices,
  }
  return {
    ...services,
    begin,
    gate: gateOf(services, { refusals, uses }),
    watch: watchOf(rogues),
    close: () => owned.close(),
  }
}

const nameOf = ({ group, node, device }: Source): string =>
  [group, node, device].filter((part) => part !== undefined && part !== '').join('/')

const watchOf = (rogues: Tally): Watch => ({
  rogue(tenant, source, { reason, detail }) {
    const name = nameOf(source)
    const actor = { kind: 'device', id: name, name } as const
    rogues.tell(tenant, `${name} ${reason}`, {
      actor,
      action: 'machine.refused',
      outcome: 'refused',
      detail: { reason, detail },
    })
  },
})

const subjectsOf = (assets: AssetService): Subjects => ({
  assetName: async (reach, id) => (await assets.asset(reach, id)).name,
  assetNameIn: async (tx, id) => (await assets.assetIn(tx, id)).name,
  pointName: async (reach, id) => (await assets.point(reach, id)).name,
  lineage: (reach, id: AssetId) => assets.lineage(reach, id),
})

function gateOf(
  { identity, access, machines, programs, quotas, apps, appServices }: Services,
  { refusals, uses }: { refusals: Tally; uses: Tally },
): Gate {
  const principal = async (token: string, remote: string): Promise<Principal | undefined> => {
    const colon = token.indexOf(':')
    if (colon >= 0) {
      const sender = await machines.verify(token.slice(0, colon), token.slice(colon + 1))
      return sender && { kind: 'device', tenant: sender.tenant, sender }
    }
    if (token.startsWith(LINK_PREFIX)) return access.linkHolder(token)
    if (isAppKey(token)) return apps.keys.principal(token, remote)
    if (isProgramToken(token)) return programs.principal(token, remote)
    return identity.principal(token)
  }
  return {
    async principal(token, remote) {
      const who = await principal(token, remote)
      if (who && who.kind !== 'device') quotas.call(who.tenant)
      return who
    },
    async machine({ fingerprint, problem }, remote) {
      if (problem !== undefined) throw new Fault('http.certificate_refused', { seen: problem })
      const known = await machines.verifyCertificate({ fingerprint, remote })
      if ('refused' in known) throw new Fault('http.certificate_refused', { seen: `one that is ${known.refused}` })
      return { kind: 'device', tenant: known.sender.tenant, sender: known.sender }
    },
    reach: (who, action) => (who.kind === 'app' ? appServices.outside.reach(who, action) : access.reach(who, action)),
    through: access.through,
    onChange: identity.onChange,
    refused(who, permission, route, remote) {
      if (who.kind === 'device') return
      const actor = actorOf(who, remote)
      const detail = { permission, route }
      if (who.kind === 'app') appServices.outside.counted(who)
      refusals.tell(who.tenant, `${actor.id} ${route}`, { actor, action: 'access.refused', outcome: 'refused', detail })
    },
    looked(who, { tenant, grant }, remote) {
      if (!grant) return
      const actor = actorOf(who, remote)
      const entry = { actor, action: 'grant.used', target: { kind: 'grant', id: grant.id } }
      uses.tell(tenant, `${grant.id} ${actor.id} ${remote}`, entry)
      if (grant.guest) uses.tell(grant.guest, `${grant.id} ${actor.id} ${remote}`, entry)
    },
  }
}
