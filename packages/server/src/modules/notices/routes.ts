import { Type } from 'typebox'
import { type Route, route } from '../../http/route.ts'
import { ById, Id } from '../../http/schema.ts'
import * as schema from './schema.ts'
import type { NoticeService } from './service.ts'

const read = 'notice:read'
const write = 'notice:write'
const StandInId = Type.Object({ id: Id, standIn: Id })

export const routes = (notices: NoticeService): Route[] => [
  route.get(
    '/notices',
    {
      permission: read,
      summary: 'What was told, the newest first',
      query: schema.NoticeQuery,
      reply: schema.NoticePage,
    },
    ({ reach, query }) => notices.notices(reach, query),
  ),
  route.get(
    '/notice-deliveries',
    {
      permission: read,
      summary: 'Messages and what became of them, the newest first',
      query: schema.DeliveryQuery,
      reply: schema.DeliveryPage,
    },
    ({ reach, query }) => notices.deliveries(reach, query),
  ),
  route.post(
    '/notice-deliveries/:id/resending',
    { permission: write, summary: 'Send once more what was given up', params: ById, reply: schema.Delivery },
    ({ reach, params, actor }) => notices.resend(reach, params.id, actor),
  ),
  route.get(
    '/notice-channels',
    { permission: read, summary: 'The ways out; no secret is told', reply: schema.ChannelPage },
    ({ reach }) => notices.channels(reach),
  ),
  route.post(
    '/notice-channels',
    { permission: write, summary: 'Add a way out', body: schema.ChannelRequest, reply: schema.Channel, status: 201 },
    ({ reach, body, actor }) => notices.addChannel(reach, body as schema.ChannelRequest, actor),
  ),
  route.get(
    '/notice-channels/:id',
    { permission: read, summary: 'One way out', params: ById, reply: schema.Channel },
    ({ reach, params }) => notices.channel(reach, params.id),
  ),
  route.put(
    '/notice-channels/:id',
    {
      permission: write,
      summary: 'Change a way out',
      description: 'Secrets that are left out stay, unless it goes elsewhere from now on.',
      params: ById,
      body: schema.ChannelRequest,
      reply: schema.Channel,
    },
    ({ reach, params, body, actor }) => notices.changeChannel(reach, params.id, body as schema.ChannelRequest, actor),
  ),
  route.delete(
    '/notice-channels/:id',
    { permission: write, summary: 'Remove a way out that no rule uses', params: ById },
    async ({ reach, params, actor }) => {
      await notices.dropChannel(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/notice-channels/:id/test',
    {
      permission: write,
      summary: 'Send a test message and see what the other side answers',
      params: ById,
      body: schema.TestRequest,
      reply: schema.TestReply,
    },
    ({ reach, params, body, actor }) => notices.test(reach, params.id, body, actor),
  ),
  route.get('/notice-people', { permission: read, summary: 'Who can be told', reply: schema.PersonPage }, ({ reach }) =>
    notices.people(reach),
  ),
  route.post(
    '/notice-people',
    {
      permission: write,
      summary: 'Add somebody who can be told',
      body: schema.PersonRequest,
      reply: schema.Person,
      status: 201,
    },
    ({ reach, body, actor }) => notices.addPerson(reach, body, actor),
  ),
  route.put(
    '/notice-people/:id',
    {
      permission: write,
      summary: 'Change name, language or addresses',
      params: ById,
      body: schema.PersonRequest,
      reply: schema.Person,
    },
    ({ reach, params, body, actor }) => notices.changePerson(reach, params.id, body, actor),
  ),
  route.delete(
    '/notice-people/:id',
    { permission: write, summary: 'Remove somebody whom no rule and no rota names', params: ById },
    async ({ reach, params, actor }) => {
      await notices.dropPerson(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/notice-rotas',
    { permission: read, summary: 'Who is on call, now and in the weeks that follow', reply: schema.RotaPage },
    ({ reach }) => notices.rotas(reach),
  ),
  route.post(
    '/notice-rotas',
    { permission: write, summary: 'Add a rota', body: schema.RotaRequest, reply: schema.Rota, status: 201 },
    ({ reach, body, actor }) => notices.addRota(reach, body, actor),
  ),
  route.put(
    '/notice-rotas/:id',
    { permission: write, summary: 'Change a rota', params: ById, body: schema.RotaRequest, reply: schema.Rota },
    ({ reach, params, body, actor }) => notices.changeRota(reach, params.id, body, actor),
  ),
  route.delete(
    '/notice-rotas/:id',
    { permission: write, summary: 'Remove a rota that no rule names', params: ById },
    async ({ reach, params, actor }) => {
      await notices.dropRota(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/notice-rotas/:id/stand-ins',
    {
      permission: write,
      summary: 'Let somebody stand in',
      params: ById,
      body: schema.StandInRequest,
      reply: schema.Rota,
      status: 201,
    },
    ({ reach, params, body, actor }) => notices.addStandIn(reach, params.id, body, actor),
  ),
  route.delete(
    '/notice-rotas/:id/stand-ins/:standIn',
    { permission: write, summary: 'Nobody stands in any more', params: StandInId },
    async ({ reach, params, actor }) => {
      await notices.dropStandIn(reach, params.id, params.standIn, actor)
      return undefined
    },
  ),
  route.get(
    '/notice-rules',
    { permission: read, summary: 'What is told to whom, and who is told next', reply: schema.RulePage },
    ({ reach }) => notices.rules(reach),
  ),
  route.post(
    '/notice-rules',
    { permission: write, summary: 'Add a rule', body: schema.RuleRequest, reply: schema.Rule, status: 201 },
    ({ reach, body, actor }) => notices.addRule(reach, body, actor),
  ),
  route.put(
    '/notice-rules/:id',
    { permission: write, summary: 'Change a rule', params: ById, body: schema.RuleRequest, reply: schema.Rule },
    ({ reach, params, body, actor }) => notices.changeRule(reach, params.id, body, actor),
  ),
  route.delete(
    '/notice-rules/:id',
    { permission: write, summary: 'Remove a rule; what it was about to tell is not told', params: ById },
    async ({ reach, params, actor }) => {
      await notices.dropRule(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/notice-links/view',
    {
      permission: 'public',
      strict: true,
      summary: 'What the message behind a link is about; nothing is acknowledged',
      body: schema.LinkToken,
      reply: schema.LinkView,
    },
    ({ body }) => notices.link(body.token),
  ),
  route.post(
    '/notice-links/acknowledgement',
    {
      permission: 'public',
      strict: true,
      summary: 'Acknowledge by the link of a message, once',
      body: schema.LinkToken,
      reply: schema.LinkView,
    },
    ({ body, remote }) => notices.acknowledgeByLink(body.token, remote),
  ),
]
