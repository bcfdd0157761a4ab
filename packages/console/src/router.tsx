import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { LiveValues } from './live/live-values.ts'
import { parseAssetSearch } from './pages/assets/search.ts'
import { parseDeviceSearch } from './pages/devices/search.ts'
import { parsePointSearch } from './pages/points/search.ts'
import { parseSharingSearch } from './pages/sharing/search.ts'
import { parseWriteSearch } from './pages/writes/search.ts'
import { FaultView } from './parts/FaultView.tsx'
import { PlatformFault } from './platform.ts'
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
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search['to'] === 'string' && /^\/(?!\/)/.test(search['to']) ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('./pages/login/LoginPage.tsx'), 'LoginPage'),
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery)
    } catch (fault) {
      if (fault instanceof PlatformFault && fault.status === 401)
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } })
      throw fault
    }
  },
  component: AppFrame,
  errorComponent: ({ error, reset }) => <FaultView fault={error} retry={reset} />,
})

const overview = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/OverviewPage.tsx'), 'OverviewPage'),
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
const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('./pages/shared/LinkPage.tsx'), 'LinkPage'),
})
const sharedStart = createRoute({
  getParentRoute: () => shared,
  path: '/',
  validateSearch: parseAssetSearch,
  component: lazyRouteComponent(() => import('./pages/shared/SharedStart.tsx'), 'SharedStart'),
})
const linkStart = createRoute({
  getParentRoute: () => link,
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
const linkPoint = createRoute({
  getParentRoute: () => link,
  path: '/points/$id',
  validateSearch: parsePointSearch,
  component: lazyRouteComponent(() => import('./pages/points/PointPage.tsx'), 'PointPage'),
})

const tree = root.addChildren([
  login,
  link.addChildren([linkStart, linkPoint]),
  app.addChildren([
    overview,
    assets,
    point,
    devices,
    device,
    writes,
    writeRules,
    write,
    sharing,
    shared.addChildren([sharedStart, sharedPoint]),
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
