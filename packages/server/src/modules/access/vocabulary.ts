/**
 * What can be done on the platform: the one list that routes, roles, grants, scopes of programs and the policy tester
 * speak in. `plant`: about a place in the asset tree, so it can be held for a subtree; `organisation`: about the organisation
 * as a whole; `platform`: above organisations. `shared`: a grant may give it to another organisation.
 */
export const vocabulary = {
  'asset:read': { about: 'plant', shared: true, says: 'See assets' },
  'asset:write': { about: 'plant', shared: false, says: 'Draw the plant: make, change and move assets' },
  'point:read': { about: 'plant', shared: true, says: 'See points, their values and history' },
  'point:write': { about: 'plant', shared: true, says: 'Write to machines' },
  'write:confirm': { about: 'plant', shared: false, says: 'Confirm what another wants to write' },
  'history:export': { about: 'plant', shared: true, says: 'Take history out in bulk' },
  'history:import': { about: 'plant', shared: false, says: 'Bring history in from files' },
  'history:query': { about: 'plant', shared: false, says: 'Ask the history in SQL' },
  'history:remove': { about: 'plant', shared: false, says: 'Remove history for good' },
  'alarm:read': { about: 'plant', shared: true, says: 'See alarms and what happened to them' },
  'alarm:acknowledge': { about: 'plant', shared: false, says: 'Acknowledge and reset alarms, leave notes' },
  'alarm:shelve': { about: 'plant', shared: false, says: 'Shelve alarms for a time' },
  'alarm:remove': { about: 'plant', shared: false, says: 'Take alarms out of service and back' },
  'alarm:propose': { about: 'plant', shared: false, says: 'Propose alarms and their changes' },
  'alarm:approve': { about: 'plant', shared: false, says: 'Approve what others propose about alarms' },
  'production:read': { about: 'plant', shared: false, says: 'See calendars, orders, downtimes and KPIs' },
  'production:enter': { about: 'plant', shared: false, says: 'Enter orders, and why machines stand' },
  'production:manage': {
    about: 'organisation',
    shared: false,
    says: 'Set up calendars, products, reasons, work units',
  },
  'energy:read': { about: 'plant', shared: false, says: 'See meters, energy indicators, baselines and savings' },
  'energy:manage': { about: 'plant', shared: false, says: 'Make meters, indicators and baselines, and adjust them' },
  'energy:approve': { about: 'plant', shared: false, says: 'Approve energy baselines of others, and retire them' },
  'energy:factor': { about: 'organisation', shared: false, says: 'Set factors of standard coal and carbon' },
  'device:read': { about: 'plant', shared: false, says: 'See edge nodes and devices' },
  'device:enrol': { about: 'organisation', shared: false, says: 'Give devices an identity' },
  'device:revoke': { about: 'organisation', shared: false, says: 'Take the identity of a device away' },
  'model:read': { about: 'organisation', shared: false, says: 'See thing models' },
  'model:write': { about: 'organisation', shared: false, says: 'Draft, publish and retire thing models' },
  'mechanism:read': { about: 'organisation', shared: false, says: 'See mechanism models, and call them' },
  'mechanism:write': { about: 'organisation', shared: false, says: 'Draft, test and bring in mechanism models' },
  'mechanism:publish': {
    about: 'organisation',
    shared: false,
    says: 'Review, publish and deprecate mechanism models, and trust keys',
  },
  'mechanism:bind': { about: 'plant', shared: false, says: 'Run mechanism models at assets, and study them' },
  'app:read': { about: 'organisation', shared: false, says: 'See apps, and what is installed' },
  'app:use': { about: 'organisation', shared: false, says: 'Work with apps that are installed' },
  'app:manage': {
    about: 'organisation',
    shared: false,
    says: 'Bring apps in, install, change and uninstall them',
  },
  'flow:read': { about: 'organisation', shared: false, says: 'See flows, where they run and what they did' },
  'flow:write': { about: 'organisation', shared: false, says: 'Draw flows, test them and replay them' },
  'flow:publish': {
    about: 'organisation',
    shared: false,
    says: 'Publish versions of flows, and agree to those of others',
  },
  'flow:deploy': { about: 'plant', shared: false, says: 'Run flows at assets' },
  'component:read': { about: 'organisation', shared: false, says: 'See the pool of components, and who uses what' },
  'component:use': { about: 'organisation', shared: false, says: 'Call services of the pool' },
  'component:publish': {
    about: 'organisation',
    shared: false,
    says: 'Publish, deprecate and remove components, and agree to those of others',
  },
  'screen:read': { about: 'plant', shared: false, says: 'See screens' },
  'screen:write': { about: 'organisation', shared: false, says: 'Make screens, and change them' },
  'library:read': { about: 'organisation', shared: false, says: 'See device profiles and equipment classes' },
  'library:contribute': { about: 'organisation', shared: false, says: 'Contribute device profiles' },
  'library:review': { about: 'organisation', shared: false, says: 'Try, publish and reject device profiles of others' },
  'maintenance:read': { about: 'plant', shared: false, says: 'See work orders and maintenance plans' },
  'maintenance:work': { about: 'plant', shared: false, says: 'Work on work orders' },
  'maintenance:plan': { about: 'plant', shared: false, says: 'Set up maintenance plans' },
  'notice:read': { about: 'organisation', shared: false, says: 'See notices, and whether they arrived' },
  'notice:write': { about: 'organisation', shared: false, says: 'Set up who is told of what' },
  'event:read': { about: 'plant', shared: false, says: 'Follow events of what one may see' },
  'webhook:read': { about: 'organisation', shared: false, says: 'See webhooks, and what was delivered' },
  'webhook:write': { about: 'organisation', shared: false, says: 'Set up webhooks for events one may see' },
  'member:read': { about: 'organisation', shared: false, says: 'See members and what they hold' },
  'member:manage': { about: 'organisation', shared: false, says: 'Invite, suspend and remove members' },
  'role:manage': { about: 'organisation', shared: false, says: 'Make roles, give and take them' },
  'grant:read': { about: 'organisation', shared: false, says: 'See what is shared, both ways' },
  'grant:give': { about: 'organisation', shared: false, says: 'Share with others, and stop it' },
  'program:manage': { about: 'organisation', shared: false, says: 'Make keys for programs, rotate and end them' },
  'provider:manage': { about: 'organisation', shared: false, says: 'Connect a sign-in provider' },
  'audit:read': { about: 'organisation', shared: false, says: 'Read and verify the audit' },
  'audit:export': { about: 'organisation', shared: false, says: 'Take the audit out' },
  'access:explain': { about: 'organisation', shared: false, says: 'Ask why somebody may do something' },
  'quota:read': { about: 'organisation', shared: false, says: 'See quotas and what is used' },
  'organisation:read': { about: 'organisation', shared: false, says: 'See the organisation' },
  'organisation:manage': { about: 'organisation', shared: false, says: 'Change the rules of the organisation' },
  'platform:operate': { about: 'platform', shared: false, says: 'Make organisations, set quotas, suspend' },
} as const satisfies Readonly<
  Record<`${string}:${string}`, { about: 'plant' | 'organisation' | 'platform'; shared: boolean; says: string }>
>

export type Action = keyof typeof vocabulary

export const actions = Object.keys(vocabulary) as readonly Action[]

export const isAction = (text: string): text is Action => Object.hasOwn(vocabulary, text)
