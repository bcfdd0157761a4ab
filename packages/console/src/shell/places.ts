import {
  type Icon,
  IconApps,
  IconBell,
  IconBolt,
  IconBooks,
  IconBuilding,
  IconBuildingFactory,
  IconBuildingFactory2,
  IconBuildings,
  IconCertificate,
  IconCode,
  IconComponents,
  IconCube,
  IconDatabase,
  IconGauge,
  IconKey,
  IconLayoutBoard,
  IconLayoutDashboard,
  IconListCheck,
  IconMathFunction,
  IconPencilCheck,
  IconRouter,
  IconSchema,
  IconShare3,
  IconSitemap,
  IconSpeakerphone,
  IconTool,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import { type ComponentType, useMemo } from 'react'
import type { texts } from '../i18n/en/index.ts'
import type { Action } from '../platform.ts'
import { rightsQuery } from '../rights.ts'
import { AlarmCounts } from './AlarmCounts.tsx'
import { WaitingCount } from './WaitingCount.tsx'

/** A page that sidebar, palette and shortcuts lead to. */
export interface Place {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: Icon
  /** Text in `shell`. */
  readonly name: `nav.${keyof (typeof texts)['shell']['nav']}`
  /** The key after g. */
  readonly key: string
  /** `running`: what is looked at each day; `plant`: what it is made of. */
  readonly group: 'running' | 'plant' | 'organisation'
  /** Addresses at which it is the page one is on. */
  readonly under: RegExp
  /** Shown to who may do one of these; without it to everyone. */
  readonly needs?: readonly Action[]
  /** What asks for attention there, beside its name. */
  readonly mark?: ComponentType
}

export const places: readonly Place[] = [
  { to: '/', icon: IconLayoutDashboard, name: 'nav.overview', key: 'o', group: 'running', under: /^\/$/ },
  {
    to: '/screens',
    icon: IconLayoutBoard,
    name: 'nav.screens',
    key: 'z',
    group: 'running',
    under: /^\/screens/,
    needs: ['screen:read'],
  },
  {
    to: '/alarms',
    icon: IconBell,
    name: 'nav.alarms',
    key: 'e',
    group: 'running',
    under: /^\/alarms/,
    needs: ['alarm:read'],
    mark: AlarmCounts,
  },
  {
    to: '/production',
    icon: IconBuildingFactory,
    name: 'nav.production',
    key: 'p',
    group: 'running',
    under: /^\/production/,
    needs: ['production:read'],
  },
  {
    to: '/kpis',
    icon: IconGauge,
    name: 'nav.kpis',
    key: 'i',
    group: 'running',
    under: /^\/kpis/,
    needs: ['production:read'],
  },
  {
    to: '/energy',
    icon: IconBolt,
    name: 'nav.energy',
    key: 'g',
    group: 'running',
    under: /^\/energy/,
    needs: ['energy:read'],
  },
  {
    to: '/apps',
    icon: IconApps,
    name: 'nav.apps',
    key: 'j',
    group: 'running',
    // A page of an app has its own line in the menu.
    under: /^\/apps(?!\/installations\/[^/]+\/)/,
    needs: ['app:read'],
  },
  {
    to: '/mechanisms',
    icon: IconMathFunction,
    name: 'nav.mechanisms',
    key: 'x',
    group: 'running',
    under: /^\/mechanisms/,
    needs: ['mechanism:read'],
  },
  {
    to: '/flows',
    icon: IconSchema,
    name: 'nav.flows',
    key: 'j',
    group: 'running',
    under: /^\/flows/,
    needs: ['flow:read'],
  },
  {
    to: '/components',
    icon: IconComponents,
    name: 'nav.components',
    key: 'd',
    group: 'running',
    under: /^\/components/,
    needs: ['component:read'],
  },
  {
    to: '/maintenance',
    icon: IconTool,
    name: 'nav.maintenance',
    key: 'f',
    group: 'running',
    under: /^\/maintenance/,
    needs: ['maintenance:read'],
  },
  {
    to: '/notices',
    icon: IconSpeakerphone,
    name: 'nav.notices',
    key: 'n',
    group: 'running',
    under: /^\/notices/,
    needs: ['notice:read'],
  },
  {
    to: '/assets',
    icon: IconSitemap,
    name: 'nav.assets',
    key: 'a',
    group: 'plant',
    under: /^\/(assets|points|labels)/,
  },
  { to: '/devices', icon: IconRouter, name: 'nav.devices', key: 'd', group: 'plant', under: /^\/devices/ },
  {
    to: '/models',
    icon: IconCube,
    name: 'nav.models',
    key: 't',
    group: 'plant',
    under: /^\/models/,
    needs: ['model:read'],
  },
  {
    to: '/classes',
    icon: IconBuildingFactory2,
    name: 'nav.classes',
    key: 'q',
    group: 'plant',
    under: /^\/classes/,
    needs: ['library:read'],
  },
  {
    to: '/library',
    icon: IconBooks,
    name: 'nav.library',
    key: 'b',
    group: 'plant',
    under: /^\/library/,
    needs: ['library:read'],
  },
  {
    to: '/writes',
    icon: IconPencilCheck,
    name: 'nav.writes',
    key: 'w',
    group: 'plant',
    under: /^\/writes/,
    needs: ['point:read'],
    mark: WaitingCount,
  },
  {
    to: '/history',
    icon: IconDatabase,
    name: 'nav.history',
    key: 'y',
    group: 'plant',
    under: /^\/history/,
    needs: ['organisation:read', 'history:export', 'history:import', 'history:remove'],
  },
  {
    to: '/members',
    icon: IconUsers,
    name: 'nav.members',
    key: 'm',
    group: 'organisation',
    under: /^\/members/,
    needs: ['member:read'],
  },
  {
    to: '/roles',
    icon: IconUserShield,
    name: 'nav.roles',
    key: 'r',
    group: 'organisation',
    under: /^\/roles/,
    needs: ['member:read'],
  },
  {
    to: '/sharing',
    icon: IconShare3,
    name: 'nav.sharing',
    key: 'h',
    group: 'organisation',
    under: /^\/shar(ing|ed)/,
    needs: ['grant:read', 'organisation:read'],
  },
  {
    to: '/machines',
    icon: IconCertificate,
    name: 'nav.certificates',
    key: 'c',
    group: 'organisation',
    under: /^\/machines/,
    needs: ['device:read'],
  },
  {
    to: '/programs',
    icon: IconKey,
    name: 'nav.programs',
    key: 'k',
    group: 'organisation',
    under: /^\/programs/,
    needs: ['program:manage'],
  },
  {
    to: '/developer',
    icon: IconCode,
    name: 'nav.developer',
    key: 'v',
    group: 'organisation',
    under: /^\/developer/,
  },
  {
    to: '/audit',
    icon: IconListCheck,
    name: 'nav.audit',
    key: 'u',
    group: 'organisation',
    under: /^\/audit/,
    needs: ['audit:read'],
  },
  {
    to: '/organisation',
    icon: IconBuilding,
    name: 'nav.organisationSettings',
    key: 's',
    group: 'organisation',
    under: /^\/organisation$/,
    needs: ['organisation:read'],
  },
  {
    to: '/organisations',
    icon: IconBuildings,
    name: 'nav.organisations',
    key: 'l',
    group: 'organisation',
    under: /^\/organisations/,
    needs: ['platform:operate'],
  },
]

/** The places that the signed-in person may go to. */
export function usePlaces(): readonly Place[] {
  const { data } = useQuery(rightsQuery)
  return useMemo(
    () =>
      places.filter(
        ({ needs }) => needs === undefined || data?.items.some(({ action }) => needs.includes(action)) === true,
      ),
    [data],
  )
}
