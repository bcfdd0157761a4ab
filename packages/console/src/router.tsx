import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router'
import type { LiveValues } from './live/live-values.ts'
import { parseAccountSearch } from './pages/account/search.ts'
import { parseAlarmSearch, parseDefinitionSearch, parsePerformanceSearch } from './pages/alarms/search.ts'
import { parseAppSearch, parseAppVersion } from './pages/apps/search.ts'
import { parseAssetSearch } from './pages/assets/search.ts'
import { parseAuditSearch } from './pages/audit/search.ts'
import { parseApplySearch } from './pages/classes/search.ts'
import { parseDerivedSearch } from './pages/derived/search.ts'
import { parseApiSearch, parseEventSearch, parseSampleSearch } from './pages/developer/search.ts'
import { parseDeviceSearch } from './pages/devices/search.ts'
import { parseEnergySearch } from './pages/energy/search.ts'
import { parseEditorSearch, parseFlowSearch, parseSecretSearch } from './pages/flows/search.ts'
import { parseHistorySearch } from './pages/history/search.ts'
import { parseKpiSearch } from './pages/kpis/search.ts'
import { scannedAsset } from './pages/labels/scanned.ts'
import { parseLabelSearch } from './pages/labels/search.ts'
import { parseLibrarySearch } from './pages/library/search.ts'
import { parseLoginSearch } from './pages/login/search.ts'
import { parseMachineSearch } from './pages/machines/search.ts'
import { parseMaintenanceSearch } from './pages/maintenance/search.ts'
import {
  parseMechanismSearch,
  parseOfVersion,
  parseStudySearch,
  parseVersionSearch,
} from './pages/mechanisms/search.ts'
import { parseMemberSearch } from './pages/members/search.ts'
import { parseModelSearch } from './pages/models/search.ts'
import { parseNoticeSearch } from './pages/notices/search.ts'
import { parseOrganisationSearch } from './pages/organisation/search.ts'
import { parsePairingSearch } from './pages/pairing/search.ts'
import { parsePointSearch } from './pages/points/search.ts'
import { parseProductionSearch, parseSetupSearch } from './pages/production/search.ts'
import { parseRolesSearch } from './pages/roles/search.ts'
import { parseLookSearch, parseScreenSearch } from './pages/screens/search.ts'
import { parseSharingSearch } from './pages/sharing/search.ts'
import { parseWriteSearch } from './pages/writes/search.ts'
import { FaultView } from './parts/FaultView.tsx'
import { PlatformFault, platform } from './platform.ts'
import { sessionQuery } from './session.ts'
import { AppFrame } from './shell/AppFrame.tsx'
import { NotFound } from './shell/NotFound.tsx'

export interface RouterContext {
  queries: QueryClient
  live: LiveValues
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: ({ error, reset }) => <FaultView fault={error} retry={reset} />,
  notFoundComponent: NotFound,
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: parseLoginSearch,
  component: lazyRouteComponent(() => import('./pages/login/LoginPage.tsx'), 'LoginPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    search['token'] === undefined || search['token'] === '' ? {} : { token: String(search['token']) },
  component: lazyRouteComponent(() => import('./pages/login/InvitationPage.tsx'), 'InvitationPage'),
})

const recovery = createRoute({
  getParentRoute: () => root,
  path: '/recovery',
  component: lazyRouteComponent(() => import('./pages/login/RecoveryPage.tsx'), 'RecoveryPage'),
})

const acknowledge = createRoute({
  getParentRoute: () => root,
  path: '/acknowledge',
  component: lazyRouteComponent(() => import('./pages/notices/AcknowledgePage.tsx'), 'AcknowledgePage'),
})

/** Nothing opens for who is not signed in, and lets what was asked for be come back to. */
async function mustBeSignedIn({
  context,
  location,
}: {
  context: RouterContext
  location: ParsedLocation
}): Promise<void> {
  try {
    const session = await context.queries.ensureQueryData(sessionQuery)
    // Until the second step that the organisation asks for is given, nothing else opens.
    if (session.secondFactor === 'needed' && location.pathname !== '/account')
      throw redirect({ to: '/account', search: {} })
  } catch (fault) {
    if (fault instanceof PlatformFault && fault.status === 401)
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } })
    throw fault
  }
}

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: mustBeSignedIn,
  component: AppFrame,
  errorComponent: ({ error, reset }) => <FaultView fault={error} retry={reset} />,
})

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall/$id/$page',
  beforeLoad: mustBeSignedIn,
  component: lazyRouteComponent(() => import('./pages/apps/PageOfApp.tsx'), 'WallPage'),
})

const overview = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/OverviewPage.tsx'), 'OverviewPage'),
})
const apps = createRoute({
  getParentRoute: () => app,
  path: '/apps',
  validateSearch: parseAppSearch,
  component: lazyRouteComponent(() => import('./pages/apps/AppsPage.tsx'), 'AppsPage'),
})
const appInstallation = createRoute({
  getParentRoute: () => app,
  path: '/apps/installations/$id',
  component: lazyRouteComponent(() => import('./pages/apps/InstallationPage.tsx'), 'InstallationPage'),
})
const pageOfApp = createRoute({
  getParentRoute: () => app,
  path: '/apps/installations/$id/$page',
  component: lazyRouteComponent(() => import('./pages/apps/PageOfApp.tsx'), 'PageOfApp'),
})
const appPage = createRoute({
  getParentRoute: () => app,
  path: '/apps/$publisher/$name',
  validateSearch: parseAppVersion,
  component: lazyRouteComponent(() => import('./pages/apps/AppPage.tsx'), 'AppPage'),
})
const installApp = createRoute({
  getParentRoute: () => app,
  path: '/apps/$publisher/$name/install',
  validateSearch: parseAppVersion,
  component: lazyRouteComponent(() => import('./pages/apps/InstallPage.tsx'), 'InstallPage'),
})
const alarms = createRoute({
  getParentRoute: () => app,
  path: '/alarms',
  validateSearch: parseAlarmSearch,
  component: lazyRouteComponent(() => import('./pages/alarms/AlarmsPage.tsx'), 'AlarmsPage'),
})
const alarmDatabase = createRoute({
  getParentRoute: () => app,
  path: '/alarms/database',
  validateSearch: parseDefinitionSearch,
  component: lazyRouteComponent(() => import('./pages/alarms/DatabasePage.tsx'), 'DatabasePage'),
})
const alarmPerformance = createRoute({
  getParentRoute: () => app,
  path: '/alarms/performance',
  validateSearch: parsePerformanceSearch,
  component: lazyRouteComponent(() => import('./pages/alarms/PerformancePage.tsx'), 'PerformancePage'),
})
const alarm = createRoute({
  getParentRoute: () => app,
  path: '/alarms/$id',
  component: lazyRouteComponent(() => import('./pages/alarms/AlarmPage.tsx'), 'AlarmPage'),
})
const assets = createRoute({
  getParentRoute: () => app,
  path: '/assets',
  validateSearch: parseAssetSearch,
  component: lazyRouteComponent(() => import('./pages/assets/AssetsPage.tsx'), 'AssetsPage'),
})
const point = createRoute({
  getParentRoute: () => app,
  path: '/points/$id',
  validateSearch: parsePointSearch,
  component: lazyRouteComponent(() => import('./pages/points/PointPage.tsx'), 'PointPage'),
})
const derived = createRoute({
  getParentRoute: () => app,
  path: '/derived',
  validateSearch: parseDerivedSearch,
  component: lazyRouteComponent(() => import('./pages/derived/DerivedPage.tsx'), 'DerivedPage'),
})
const devices = createRoute({
  getParentRoute: () => app,
  path: '/devices',
  validateSearch: parseDeviceSearch,
  component: lazyRouteComponent(() => import('./pages/devices/DevicesPage.tsx'), 'DevicesPage'),
})
const device = createRoute({
  getParentRoute: () => app,
  path: '/devices/$id',
  component: lazyRouteComponent(() => import('./pages/devices/DevicePage.tsx'), 'DevicePage'),
})
/** Where a scanned label leads. */
const scanned = createRoute({
  getParentRoute: () => app,
  path: '/id/$id',
  beforeLoad: async ({ params }) => {
    const asset = await scannedAsset(params.id, { physical: (id) => platform.physical.read(id) })
    throw redirect({ to: '/assets', search: { view: 'about', ...(asset ? { asset } : {}) }, replace: true })
  },
})
const labels = createRoute({
  getParentRoute: () => app,
  path: '/labels',
  validateSearch: parseLabelSearch,
  component: lazyRouteComponent(() => import('./pages/labels/LabelsPage.tsx'), 'LabelsPage'),
})
const models = createRoute({
  getParentRoute: () => app,
  path: '/models',
  validateSearch: parseModelSearch,
  component: lazyRouteComponent(() => import('./pages/models/ModelsPage.tsx'), 'ModelsPage'),
})
const model = createRoute({
  getParentRoute: () => app,
  path: '/models/$id',
  component: lazyRouteComponent(() => import('./pages/models/ModelPage.tsx'), 'ModelPage'),
})
const mechanisms = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms',
  validateSearch: parseMechanismSearch,
  component: lazyRouteComponent(() => import('./pages/mechanisms/MechanismsPage.tsx'), 'MechanismsPage'),
})
const studio = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/studio',
  validateSearch: parseOfVersion,
  component: lazyRouteComponent(() => import('./pages/mechanisms/studio/StudioPage.tsx'), 'StudioPage'),
})
const mechanism = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/$id',
  validateSearch: parseVersionSearch,
  component: lazyRouteComponent(() => import('./pages/mechanisms/MechanismPage.tsx'), 'MechanismPage'),
})
const bindMechanism = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/bind',
  validateSearch: parseOfVersion,
  component: lazyRouteComponent(() => import('./pages/mechanisms/bindings/BindPage.tsx'), 'BindPage'),
})
const binding = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/bindings/$id',
  component: lazyRouteComponent(() => import('./pages/mechanisms/bindings/BindingPage.tsx'), 'BindingPage'),
})
const newStudy = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/studies/new',
  validateSearch: parseStudySearch,
  component: lazyRouteComponent(() => import('./pages/mechanisms/studies/NewStudyPage.tsx'), 'NewStudyPage'),
})
const study = createRoute({
  getParentRoute: () => app,
  path: '/mechanisms/studies/$id',
  component: lazyRouteComponent(() => import('./pages/mechanisms/studies/StudyPage.tsx'), 'StudyPage'),
})
const flows = createRoute({
  getParentRoute: () => app,
  path: '/flows',
  validateSearch: parseFlowSearch,
  component: lazyRouteComponent(() => import('./pages/flows/FlowsPage.tsx'), 'FlowsPage'),
})
const flowSecrets = createRoute({
  getParentRoute: () => app,
  path: '/flows/secrets',
  validateSearch: parseSecretSearch,
  component: lazyRouteComponent(() => import('./pages/flows/secrets/SecretsPage.tsx'), 'SecretsPage'),
})
const flow = createRoute({
  getParentRoute: () => app,
  path: '/flows/$id',
  validateSearch: parseEditorSearch,
  component: lazyRouteComponent(() => import('./pages/flows/FlowPage.tsx'), 'FlowPage'),
})
const screens = createRoute({
  getParentRoute: () => app,
  path: '/screens',
  validateSearch: parseScreenSearch,
  component: lazyRouteComponent(() => import('./pages/screens/ScreensPage.tsx'), 'ScreensPage'),
})
const screen = createRoute({
  getParentRoute: () => app,
  path: '/screens/$id',
  validateSearch: parseLookSearch,
  component: lazyRouteComponent(() => import('./pages/screens/ScreenPage.tsx'), 'ScreenPage'),
})
const screenEditor = createRoute({
  getParentRoute: () => app,
  path: '/screens/$id/edit',
  validateSearch: parseLookSearch,
  component: lazyRouteComponent(() => import('./pages/screens/EditorPage.tsx'), 'EditorPage'),
})
const classes = createRoute({
  getParentRoute: () => app,
  path: '/classes',
  component: lazyRouteComponent(() => import('./pages/classes/ClassesPage.tsx'), 'ClassesPage'),
})
const applyClass = createRoute({
  getParentRoute: () => app,
  path: '/classes/apply',
  validateSearch: parseApplySearch,
  component: lazyRouteComponent(() => import('./pages/classes/ApplyPage.tsx'), 'ApplyPage'),
})
const equipmentClass = createRoute({
  getParentRoute: () => app,
  path: '/classes/$class',
  component: lazyRouteComponent(() => import('./pages/classes/ClassPage.tsx'), 'ClassPage'),
})
const library = createRoute({
  getParentRoute: () => app,
  path: '/library',
  validateSearch: parseLibrarySearch,
  component: lazyRouteComponent(() => import('./pages/library/LibraryPage.tsx'), 'LibraryPage'),
})
const profile = createRoute({
  getParentRoute: () => app,
  path: '/library/$id',
  component: lazyRouteComponent(() => import('./pages/library/ProfilePage.tsx'), 'ProfilePage'),
})
const writes = createRoute({
  getParentRoute: () => app,
  path: '/writes',
  validateSearch: parseWriteSearch,
  component: lazyRouteComponent(() => import('./pages/writes/WritesPage.tsx'), 'WritesPage'),
})
const writeRules = createRoute({
  getParentRoute: () => app,
  path: '/writes/rules',
  component: lazyRouteComponent(() => import('./pages/writes/RulesPage.tsx'), 'RulesPage'),
})
const write = createRoute({
  getParentRoute: () => app,
  path: '/writes/$id',
  component: lazyRouteComponent(() => import('./pages/writes/WritePage.tsx'), 'WritePage'),
})
const history = createRoute({
  getParentRoute: () => app,
  path: '/history',
  validateSearch: parseHistorySearch,
  component: lazyRouteComponent(() => import('./pages/history/HistoryPage.tsx'), 'HistoryPage'),
})
const maintenance = createRoute({
  getParentRoute: () => app,
  path: '/maintenance',
  validateSearch: parseMaintenanceSearch,
  component: lazyRouteComponent(() => import('./pages/maintenance/MaintenancePage.tsx'), 'MaintenancePage'),
})
const workOrder = createRoute({
  getParentRoute: () => app,
  path: '/maintenance/$id',
  component: lazyRouteComponent(() => import('./pages/maintenance/WorkOrderPage.tsx'), 'WorkOrderPage'),
})
const maintenancePlans = createRoute({
  getParentRoute: () => app,
  path: '/maintenance/plans',
  component: lazyRouteComponent(() => import('./pages/maintenance/PlansPage.tsx'), 'PlansPage'),
})
const notices = createRoute({
  getParentRoute: () => app,
  path: '/notices',
  validateSearch: parseNoticeSearch,
  component: lazyRouteComponent(() => import('./pages/notices/NoticesPage.tsx'), 'NoticesPage'),
})
const energy = createRoute({
  getParentRoute: () => app,
  path: '/energy',
  validateSearch: parseEnergySearch,
  component: lazyRouteComponent(() => import('./pages/energy/EnergyPage.tsx'), 'EnergyPage'),
})
const newBaseline = createRoute({
  getParentRoute: () => app,
  path: '/energy/baselines/new',
  component: lazyRouteComponent(() => import('./pages/energy/NewBaselinePage.tsx'), 'NewBaselinePage'),
})
const baseline = createRoute({
  getParentRoute: () => app,
  path: '/energy/baselines/$id',
  component: lazyRouteComponent(() => import('./pages/energy/BaselinePage.tsx'), 'BaselinePage'),
})
const production = createRoute({
  getParentRoute: () => app,
  path: '/production',
  validateSearch: parseProductionSearch,
  component: lazyRouteComponent(() => import('./pages/production/ProductionPage.tsx'), 'ProductionPage'),
})
const productionUnit = createRoute({
  getParentRoute: () => app,
  path: '/production/$asset',
  component: lazyRouteComponent(() => import('./pages/production/UnitPage.tsx'), 'UnitPage'),
})
const productionSetup = createRoute({
  getParentRoute: () => app,
  path: '/production/setup',
  validateSearch: parseSetupSearch,
  component: lazyRouteComponent(() => import('./pages/production/SetupPage.tsx'), 'SetupPage'),
})
const workCalendar = createRoute({
  getParentRoute: () => app,
  path: '/production/calendars/$id',
  component: lazyRouteComponent(() => import('./pages/production/CalendarPage.tsx'), 'CalendarPage'),
})
const kpis = createRoute({
  getParentRoute: () => app,
  path: '/kpis',
  validateSearch: parseKpiSearch,
  component: lazyRouteComponent(() => import('./pages/kpis/KpisPage.tsx'), 'KpisPage'),
})
const kpiDefinitions = createRoute({
  getParentRoute: () => app,
  path: '/kpis/definitions',
  component: lazyRouteComponent(() => import('./pages/kpis/DefinitionsPage.tsx'), 'DefinitionsPage'),
})
const newKpi = createRoute({
  getParentRoute: () => app,
  path: '/kpis/new',
  component: lazyRouteComponent(() => import('./pages/kpis/DefinitionPage.tsx'), 'DefinitionPage'),
})
const kpiDefinition = createRoute({
  getParentRoute: () => app,
  path: '/kpis/definitions/$key',
  component: lazyRouteComponent(() => import('./pages/kpis/DefinitionPage.tsx'), 'DefinitionPage'),
})
const members = createRoute({
  getParentRoute: () => app,
  path: '/members',
  validateSearch: parseMemberSearch,
  component: lazyRouteComponent(() => import('./pages/members/MembersPage.tsx'), 'MembersPage'),
})
const member = createRoute({
  getParentRoute: () => app,
  path: '/members/$id',
  component: lazyRouteComponent(() => import('./pages/members/MemberPage.tsx'), 'MemberPage'),
})
const roles = createRoute({
  getParentRoute: () => app,
  path: '/roles',
  validateSearch: parseRolesSearch,
  component: lazyRouteComponent(() => import('./pages/roles/RolesPage.tsx'), 'RolesPage'),
})
const sharing = createRoute({
  getParentRoute: () => app,
  path: '/sharing',
  validateSearch: parseSharingSearch,
  component: lazyRouteComponent(() => import('./pages/sharing/SharingPage.tsx'), 'SharingPage'),
})
const shared = createRoute({
  getParentRoute: () => app,
  path: '/shared/$grant',
  component: lazyRouteComponent(() => import('./pages/shared/SharedPage.tsx'), 'SharedPage'),
})
const sharedStart = createRoute({
  getParentRoute: () => shared,
  path: '/',
  validateSearch: parseAssetSearch,
  component: lazyRouteComponent(() => import('./pages/shared/SharedStart.tsx'), 'SharedStart'),
})
const sharedPoint = createRoute({
  getParentRoute: () => shared,
  path: '/points/$id',
  validateSearch: parsePointSearch,
  component: lazyRouteComponent(() => import('./pages/points/PointPage.tsx'), 'PointPage'),
})
const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('./pages/shared/LinkPage.tsx'), 'LinkPage'),
})
const linkStart = createRoute({
  getParentRoute: () => link,
  path: '/',
  validateSearch: parseAssetSearch,
  component: lazyRouteComponent(() => import('./pages/shared/SharedStart.tsx'), 'SharedStart'),
})
const linkPoint = createRoute({
  getParentRoute: () => link,
  path: '/points/$id',
  validateSearch: parsePointSearch,
  component: lazyRouteComponent(() => import('./pages/points/PointPage.tsx'), 'PointPage'),
})
const machines = createRoute({
  getParentRoute: () => app,
  path: '/machines',
  validateSearch: parseMachineSearch,
  component: lazyRouteComponent(() => import('./pages/machines/MachinesPage.tsx'), 'MachinesPage'),
})
const programs = createRoute({
  getParentRoute: () => app,
  path: '/programs',
  component: lazyRouteComponent(() => import('./pages/programs/ProgramsPage.tsx'), 'ProgramsPage'),
})
const program = createRoute({
  getParentRoute: () => app,
  path: '/programs/$id',
  component: lazyRouteComponent(() => import('./pages/programs/ProgramPage.tsx'), 'ProgramPage'),
})
const developer = createRoute({
  getParentRoute: () => app,
  path: '/developer',
  validateSearch: parseApiSearch,
  component: lazyRouteComponent(() => import('./pages/developer/api/ApiPage.tsx'), 'ApiPage'),
})
const developerSamples = createRoute({
  getParentRoute: () => app,
  path: '/developer/samples',
  validateSearch: parseSampleSearch,
  component: lazyRouteComponent(() => import('./pages/developer/samples/SamplesPage.tsx'), 'SamplesPage'),
})
const developerEvents = createRoute({
  getParentRoute: () => app,
  path: '/developer/events',
  validateSearch: parseEventSearch,
  component: lazyRouteComponent(() => import('./pages/developer/events/EventsPage.tsx'), 'EventsPage'),
})
const webhooks = createRoute({
  getParentRoute: () => app,
  path: '/developer/webhooks',
  component: lazyRouteComponent(() => import('./pages/developer/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
})
const webhook = createRoute({
  getParentRoute: () => app,
  path: '/developer/webhooks/$id',
  component: lazyRouteComponent(() => import('./pages/developer/webhooks/WebhookPage.tsx'), 'WebhookPage'),
})
const developerChangelog = createRoute({
  getParentRoute: () => app,
  path: '/developer/changelog',
  component: lazyRouteComponent(() => import('./pages/developer/changelog/ChangelogPage.tsx'), 'ChangelogPage'),
})
const audit = createRoute({
  getParentRoute: () => app,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
})
const organisation = createRoute({
  getParentRoute: () => app,
  path: '/organisation',
  validateSearch: parseOrganisationSearch,
  component: lazyRouteComponent(() => import('./pages/organisation/OrganisationPage.tsx'), 'OrganisationPage'),
})
const organisations = createRoute({
  getParentRoute: () => app,
  path: '/organisations',
  component: lazyRouteComponent(() => import('./pages/organisations/OrganisationsPage.tsx'), 'OrganisationsPage'),
})
const pairing = createRoute({
  getParentRoute: () => app,
  path: '/device',
  validateSearch: parsePairingSearch,
  component: lazyRouteComponent(() => import('./pages/pairing/PairingPage.tsx'), 'PairingPage'),
})
const account = createRoute({
  getParentRoute: () => app,
  path: '/account',
  validateSearch: parseAccountSearch,
  component: lazyRouteComponent(() => import('./pages/account/AccountPage.tsx'), 'AccountPage'),
})

const tree = root.addChildren([
  wall,
  login,
  invitation,
  recovery,
  acknowledge,
  link.addChildren([linkStart, linkPoint]),
  app.addChildren([
    overview,
    apps,
    appInstallation,
    pageOfApp,
    installApp,
    appPage,
    alarms,
    alarmDatabase,
    alarmPerformance,
    alarm,
    assets,
    point,
    derived,
    devices,
    device,
    scanned,
    labels,
    models,
    model,
    flows,
    flowSecrets,
    flow,
    screens,
    screen,
    screenEditor,
    mechanisms,
    studio,
    mechanism,
    bindMechanism,
    binding,
    newStudy,
    study,
    classes,
    applyClass,
    equipmentClass,
    library,
    profile,
    writes,
    writeRules,
    write,
    history,
    maintenance,
    workOrder,
    maintenancePlans,
    notices,
    energy,
    newBaseline,
    baseline,
    production,
    productionUnit,
    productionSetup,
    workCalendar,
    kpis,
    kpiDefinitions,
    newKpi,
    kpiDefinition,
    members,
    member,
    roles,
    sharing,
    shared.addChildren([sharedStart, sharedPoint]),
    machines,
    programs,
    program,
    developer,
    developerSamples,
    developerEvents,
    webhooks,
    webhook,
    developerChangelog,
    audit,
    organisation,
    organisations,
    account,
    pairing,
  ]),
])

export const createConsoleRouter = (context: RouterContext) =>
  createRouter({
    routeTree: tree,
    context,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
