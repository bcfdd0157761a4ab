import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { RecoveryMade, replyOf, Session } from '../identity/index.ts'
import * as schema from './schema.ts'
import type { MemberService } from './service.ts'

export const routes = (members: MemberService): Route[] => [
  route.get(
    '/members',
    {
      permission: 'member:read',
      summary: 'Members and what they hold',
      query: schema.MemberQuery,
      reply: schema.MemberPage,
    },
    ({ reach, query }) => members.members(reach, query),
  ),
  route.get(
    '/members/:id',
    { permission: 'member:read', summary: 'One member', params: ById, reply: schema.Member },
    ({ reach, params }) => members.member(reach, params.id),
  ),
  route.post(
    '/members/:id/suspension',
    { permission: 'member:manage', summary: 'Suspend a member: their sessions here end', params: ById },
    async ({ who, reach, params, actor }) => {
      await members.suspend(who, reach, params.id, true, actor)
      return undefined
    },
  ),
  route.delete(
    '/members/:id/suspension',
    { permission: 'member:manage', summary: 'Restore a member', params: ById },
    async ({ who, reach, params, actor }) => {
      await members.suspend(who, reach, params.id, false, actor)
      return undefined
    },
  ),
  route.delete(
    '/members/:id/sessions',
    { permission: 'member:manage', summary: 'Sign a member out everywhere in this organisation', params: ById },
    async ({ reach, params, actor }) => {
      await members.endSessions(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/members/:id/recovery',
    {
      permission: 'member:manage',
      summary: 'A way back in for a member of yours alone; the token is shown once',
      params: ById,
      body: schema.RecoveryRequest,
      reply: RecoveryMade,
      status: 201,
    },
    ({ who, reach, params, body, actor }) => members.recover(who, reach, { id: params.id, ...body }, actor),
  ),
  route.post(
    '/people/recovery',
    {
      permission: 'platform:operate',
      summary: 'A way back in for anybody on the platform; the token is shown once',
      body: schema.PersonRecovery,
      reply: RecoveryMade,
      status: 201,
    },
    ({ who, body, actor }) => members.recoverAnybody(who, body, actor),
  ),
  route.post(
    '/people/recovery/operator',
    {
      permission: 'person',
      summary: 'A way back in for who runs the platform, for the owner of its machine alone (millrace recover-admin)',
      body: schema.OperatorRecovery,
      reply: RecoveryMade,
      status: 201,
    },
    ({ who, body, remote }) => members.recoverOperator(who, body, remote),
  ),
  route.delete(
    '/members/:id',
    { permission: 'member:manage', summary: 'Remove a member', params: ById },
    async ({ who, reach, params, actor }) => {
      await members.remove(who, reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/invitations',
    { permission: 'member:read', summary: 'Invitations that are open', reply: schema.InvitationList },
    async ({ reach }) => ({ items: await members.invitations(reach) }),
  ),
  route.post(
    '/invitations',
    {
      permission: 'member:manage',
      summary: 'Invite somebody; the token is shown once',
      body: schema.InvitationRequest,
      reply: schema.Invitation,
      status: 201,
    },
    ({ who, reach, body, actor }) => members.invite(who, reach, body, actor),
  ),
  route.delete(
    '/invitations/:id',
    { permission: 'member:manage', summary: 'Withdraw an invitation', params: ById },
    async ({ reach, params, actor }) => {
      await members.withdraw(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/invitations/offer',
    {
      permission: 'public',
      strict: true,
      summary: 'Who invites, and until when',
      body: schema.InvitationToken,
      reply: schema.InvitationOffer,
    },
    ({ body }) => members.offer(body.token),
  ),
  route.post(
    '/invitations/acceptance',
    {
      permission: 'public',
      strict: true,
      summary: 'Accept an invitation, with a new account or your own',
      body: schema.Acceptance,
      reply: schema.AcceptanceReply,
      status: 201,
    },
    ({ body, remote }) => members.accept(body, remote),
  ),
  route.post(
    '/invitations/acceptance/second-step',
    {
      permission: 'public',
      strict: true,
      summary: 'Accept with your own account by its second factor, and be signed in there',
      body: schema.ProvenAcceptance,
      reply: Session,
      status: 201,
    },
    async (exchange) => replyOf(await members.acceptProven(exchange.body, exchange), exchange),
  ),
  route.get(
    '/organisation',
    { permission: 'organisation:read', summary: 'Your organisation and its rules', reply: schema.Organisation },
    ({ reach }) => members.organisation(reach),
  ),
  route.post(
    '/organisation',
    {
      permission: 'organisation:manage',
      summary: 'Change its name or rules',
      body: schema.OrganisationChange,
      reply: schema.Organisation,
    },
    ({ reach, body, actor }) => members.changeOrganisation(reach, body, actor),
  ),
  route.get(
    '/organisations',
    { permission: 'platform:operate', summary: 'Every organisation on the platform', reply: schema.OrganisationList },
    async () => ({ items: await members.organisations() }),
  ),
  route.post(
    '/organisations',
    {
      permission: 'platform:operate',
      summary: 'Make an organisation, with an invitation for its administrator',
      body: schema.OrganisationRequest,
      reply: schema.OrganisationMade,
      status: 201,
    },
    ({ reach, body, actor }) => members.addOrganisation(reach, body, actor),
  ),
  route.post(
    '/organisations/:id/suspension',
    {
      permission: 'platform:operate',
      summary: 'Suspend an organisation: nobody and nothing of it gets in',
      params: ById,
    },
    async ({ reach, params, actor }) => {
      await members.suspendOrganisation(reach, params.id, true, actor)
      return undefined
    },
  ),
  route.delete(
    '/organisations/:id/suspension',
    { permission: 'platform:operate', summary: 'Restore an organisation', params: ById },
    async ({ reach, params, actor }) => {
      await members.suspendOrganisation(reach, params.id, false, actor)
      return undefined
    },
  ),
]
