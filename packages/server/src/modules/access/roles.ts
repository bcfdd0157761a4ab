import { type Action, actions, vocabulary } from './vocabulary.ts'

export interface Role {
  readonly name: string
  readonly title: string
  readonly actions: readonly Action[]
}

const seen = [
  'asset:read',
  'point:read',
  'energy:read',
  'device:read',
  'organisation:read',
  'library:read',
  'alarm:read',
  'production:read',
  'model:read',
  'mechanism:read',
  'flow:read',
  'component:read',
  'app:read',
  'screen:read',
  'maintenance:read',
  'event:read',
] as const
const analysed = [...seen, 'history:export', 'history:query'] as const
const energy = ['energy:manage', 'energy:approve', 'energy:factor'] as const
const written = [
  ...analysed,
  'point:write',
  'write:confirm',
  'notice:read',
  'alarm:acknowledge',
  'alarm:shelve',
  'production:enter',
  'app:use',
  'component:use',
  'maintenance:work',
] as const

/**
 * Roles that every organisation has. The last three are the separated administrators of GB/T 22239-2019 §8.1.5
 * (安全管理中心: 系统管理, 审计管理, 安全管理): none of them can do the work of another.
 */
export const standardRoles: readonly Role[] = [
  { name: 'viewer', title: 'Viewer', actions: seen },
  { name: 'analyst', title: 'Analyst', actions: analysed },
  { name: 'energy_manager', title: 'Energy manager', actions: [...analysed, ...energy] },
  { name: 'operator', title: 'Operator', actions: written },
  {
    name: 'engineer',
    title: 'Engineer',
    actions: [
      ...written,
      'asset:write',
      ...energy,
      'model:write',
      'mechanism:write',
      'mechanism:publish',
      'mechanism:bind',
      'flow:write',
      'flow:publish',
      'flow:deploy',
      'component:publish',
      'app:manage',
      'screen:write',
      'history:import',
      'device:enrol',
      'device:revoke',
      'quota:read',
      'library:contribute',
      'library:review',
      'notice:write',
      'webhook:read',
      'webhook:write',
      'alarm:remove',
      'alarm:propose',
      'alarm:approve',
      'production:manage',
      'maintenance:plan',
    ],
  },
  {
    name: 'tenant_admin',
    title: 'Administrator of the organisation',
    actions: actions.filter((action) => vocabulary[action].about !== 'platform'),
  },
  {
    name: 'auditor',
    title: 'Auditor',
    actions: [
      'audit:read',
      'audit:export',
      'organisation:read',
      'member:read',
      'grant:read',
      'access:explain',
      'event:read',
      'webhook:read',
    ],
  },
  {
    name: 'platform_operator',
    title: 'Operator of the platform',
    actions: ['platform:operate', 'organisation:read', 'quota:read'],
  },
  {
    name: 'system_admin',
    title: 'System administrator (系统管理员)',
    actions: [
      ...seen,
      'device:enrol',
      'device:revoke',
      'program:manage',
      'provider:manage',
      'quota:read',
      'organisation:manage',
    ],
  },
  {
    name: 'security_admin',
    title: 'Security administrator (安全管理员)',
    actions: [
      'organisation:read',
      'member:read',
      'member:manage',
      'role:manage',
      'grant:read',
      'grant:give',
      'access:explain',
    ],
  },
  {
    name: 'audit_admin',
    title: 'Audit administrator (审计管理员)',
    actions: ['organisation:read', 'member:read', 'audit:read', 'audit:export'],
  },
]

/** Where an organisation keeps its administrators apart, nobody does the work of two of these, by whatever roles. */
export const separated: readonly string[] = ['system_admin', 'security_admin', 'audit_admin']
export const undivided = 'tenant_admin'
/** Only in the organisation that runs the platform. */
export const operatorRole = 'platform_operator'

/**
 * Rights over people, programs and the watch over them. Whoever may give roles could give the others to somebody else anyway, but
 * never comes to hold these by standing in for their holder.
 */
export const administration: ReadonlySet<Action> = new Set<Action>([
  'member:manage',
  'role:manage',
  'grant:give',
  'program:manage',
  'provider:manage',
  'organisation:manage',
  'audit:read',
  'audit:export',
  'platform:operate',
])

/** The separated administrators whose work these actions are: by what they do, whatever the role is called. */
export const partsOf = (actions: readonly Action[]): ReadonlySet<string> =>
  new Set(
    standardRoles.flatMap((role) =>
      separated.includes(role.name) &&
      role.actions.some((action) => administration.has(action) && actions.includes(action))
        ? [role.name]
        : [],
    ),
  )
