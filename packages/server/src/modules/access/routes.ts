import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  ActionList,
  Assignment,
  AssignmentList,
  AssignmentQuery,
  AssignmentRequest,
  ByRole,
  Explanation,
  Grant,
  GrantPage,
  GrantQuery,
  GrantRequest,
  HeldRoles,
  Question,
  Rights,
  RoleList,
  RoleRequest,
  RoleView,
} from './schema.ts'
import type { AccessService } from './service.ts'
import { actions, vocabulary } from './vocabulary.ts'

export const routes = (access: AccessService): Route[] => [
  route.get('/me/rights', { permission: 'person', summary: 'What you may do', reply: Rights }, async ({ who }) => ({
    items: await access.rights(who),
  })),
  route.get('/me/roles', { permission: 'person', summary: 'Roles you hold', reply: HeldRoles }, async ({ who }) => ({
    items: await access.ownRoles(who),
  })),
  route.get('/actions', { permission: 'person', summary: 'The vocabulary of rights', reply: ActionList }, () => ({
    items: actions.map((action) => ({ action, ...vocabulary[action] })),
  })),
  route.get(
    '/roles',
    { permission: 'member:read', summary: 'Roles, standard and own', reply: RoleList },
    async ({ reach }) => ({ items: await access.roles(reach) }),
  ),
  route.post(
    '/roles',
    { permission: 'role:manage', summary: 'Make a role', body: RoleRequest, reply: RoleView, status: 201 },
    ({ reach, body, actor }) => access.addRole(reach, body, actor),
  ),
  route.delete(
    '/roles/:name',
    { permission: 'role:manage', summary: 'Drop a role that nobody holds', params: ByRole },
    async ({ reach, params, actor }) => {
      await access.dropRole(reach, params.name, actor)
      return undefined
    },
  ),
  route.get(
    '/assignments',
    { permission: 'member:read', summary: 'Who holds which role where', query: AssignmentQuery, reply: AssignmentList },
    async ({ reach, query }) => ({ items: await access.assignments(reach, query) }),
  ),
  route.post(
    '/assignments',
    {
      permission: 'role:manage',
      summary: 'Give a member or program a role',
      body: AssignmentRequest,
      reply: Assignment,
      status: 201,
    },
    ({ who, reach, body, actor }) => access.assign(who, reach, body, actor),
  ),
  route.delete(
    '/assignments/:id',
    { permission: 'role:manage', summary: 'Take a role away', params: ById },
    async ({ who, reach, params, actor }) => {
      await access.unassign(who, reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/access/explanation',
    {
      permission: 'access:explain',
      summary: 'Why somebody may do something, or not',
      body: Question,
      reply: Explanation,
    },
    ({ reach, body }) => access.explain(reach, body),
  ),
  route.post(
    '/grants',
    {
      permission: 'grant:give',
      summary: 'Share a subtree or a point',
      description: 'With an organisation on the platform, or with whoever holds the link that is told once.',
      body: GrantRequest,
      reply: Grant,
      status: 201,
    },
    ({ who, reach, body, actor }) => access.giveGrant(who, reach, body, actor),
  ),
  route.get(
    '/grants/given',
    { permission: 'grant:read', summary: 'What this organisation shares', query: GrantQuery, reply: GrantPage },
    ({ reach, query }) => access.grantsGiven(reach, query),
  ),
  route.get(
    '/grants/received',
    {
      permission: 'organisation:read',
      summary: 'What others share with this organisation',
      query: GrantQuery,
      reply: GrantPage,
    },
    ({ reach, query }) => access.grantsReceived(reach, query),
  ),
  route.get(
    '/grants/received/:id',
    {
      permission: 'organisation:read',
      summary: 'One grant that this organisation received',
      params: ById,
      reply: Grant,
    },
    ({ reach, params }) => access.grantReceived(reach, params.id),
  ),
  route.get('/grants/held', { permission: 'link', summary: 'What the link you hold opens', reply: Grant }, ({ who }) =>
    access.grantHeld(who),
  ),
  route.get(
    '/grants/:id',
    { permission: 'grant:read', summary: 'One grant, given or received', params: ById, reply: Grant },
    ({ reach, params }) => access.grant(reach, params.id),
  ),
  route.delete(
    '/grants/:id',
    {
      permission: 'grant:give',
      summary: 'Stop sharing',
      description: 'At once: open streams through the grant end.',
      params: ById,
    },
    async ({ reach, params, actor }) => {
      await access.revokeGrant(reach, params.id, actor)
      return undefined
    },
  ),
]
