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
import { parseMemberSearch } from './pages/members/search.ts'
import { parsePointSearch } from './pages/points/search.ts'
import { parseRolesSearch } from './pages/roles/search.ts'
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

const tree = root.addChildren([
  login,
  invitation,
  recovery,
  app.addChildren([overview, assets, point, devices, device, members, member, roles]),
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
