import { Content, EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  ActionPage,
  ActionQuery,
  ByDigest,
  BySecret,
  ByToken,
  ByVersion,
  Catalogue,
  Check,
  CheckRequest,
  Deployment,
  DeploymentList,
  DeploymentQuery,
  DeploymentRequest,
  DifferenceQuery,
  Differences,
  DraftRequest,
  Flow,
  FlowInbox,
  FlowPage,
  FlowQuery,
  FlowRequest,
  FlowSecret,
  FlowSecretList,
  FlowSecretRequest,
  FlowSettings,
  FlowVersion,
  InboxBody,
  LiveQuery,
  PublishRequest,
  RecomputeRequest,
  Replay,
  ReplayRequest,
  ReviewRequest,
  RunList,
  TestAnswer,
  TestRequest,
  UpgradeRequest,
} from './schema.ts'
import type { FlowService } from './service.ts'

const read = 'flow:read'
const write = 'flow:write'
const publish = 'flow:publish'
const deploy = 'flow:deploy'
/** A document, and what stands around it. */
const bytes = 1_048_576 + 65_536

async function* piece(bytes: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await bytes
}

export const routes = (flows: FlowService): Route[] => [
  route.get(
    '/edge-flows/:digest',
    {
      permission: 'device',
      summary: 'The archive of a flow that this edge node is to run',
      params: ByDigest,
      also: { 'application/zip': 'A package of a flow, signed by the platform' },
    },
    async ({ who, params }) => {
      const archive = await flows.edges.archive(who.sender, `sha256:${params.digest}`)
      return new Content('application/zip', piece(Promise.resolve(archive)))
    },
  ),
  route.get(
    '/flow-nodes',
    { permission: read, summary: 'Kinds of nodes: ports, settings, help', reply: Catalogue },
    async () => ({ items: flows.nodes() }),
  ),
  route.get('/flows', { permission: read, summary: 'Flows', query: FlowQuery, reply: FlowPage }, ({ reach, query }) =>
    flows.list(reach, query),
  ),
  route.post(
    '/flows',
    { permission: write, summary: 'Begin a flow', body: FlowRequest, bytes, reply: Flow, status: 201 },
    ({ reach, body, actor }) => flows.create(reach, body.document, actor),
  ),
  route.post(
    '/flows/check',
    {
      permission: write,
      summary: 'Every mistake of a document, and what each port carries; nothing is kept',
      body: CheckRequest,
      bytes,
      reply: Check,
    },
    async ({ reachFor, body }) => flows.check(await reachFor('point:read'), body),
  ),
  route.post(
    '/flows/test',
    { permission: write, summary: 'Run the tests of a document', body: TestRequest, bytes, reply: TestAnswer },
    ({ reach, body }) => flows.test(reach.tenant, body.document),
  ),
  route.post(
    '/flows/replay',
    {
      permission: write,
      summary: 'Run a document over the history',
      description: 'Answered within seconds; one that takes longer is asked for by its id. Nothing is written or done.',
      body: ReplayRequest,
      bytes,
      reply: Replay,
      status: 201,
    },
    async ({ reach, reachFor, body, actor }) => flows.replay(reach, await reachFor('point:read'), body, actor),
  ),
  route.get(
    '/flows/replays/:id',
    { permission: write, summary: 'How far a replay is, and what came of it', params: ById, reply: Replay },
    async ({ reach, params, actor }) => flows.replayOf(reach, params.id, actor),
  ),
  route.delete(
    '/flows/replays/:id',
    { permission: write, summary: 'Cancel a replay, or forget it', params: ById },
    async ({ reach, params, actor }) => {
      flows.endReplay(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/flow-settings',
    { permission: read, summary: 'How versions of flows are published', reply: FlowSettings },
    ({ reach }) => flows.settings(reach),
  ),
  route.put(
    '/flow-settings',
    {
      permission: 'organisation:manage',
      summary: 'Set how versions of flows are published',
      body: FlowSettings,
      reply: FlowSettings,
    },
    ({ reach, body, actor }) => flows.setSettings(reach, body, actor),
  ),
  route.get(
    '/flow-secrets',
    {
      permission: write,
      summary: 'Headers that requests of flows bear; their values are told to nobody',
      reply: FlowSecretList,
    },
    async ({ reach }) => ({ items: await flows.secrets(reach) }),
  ),
  route.put(
    '/flow-secrets/:name',
    {
      permission: write,
      summary: 'Set a header by name, for one origin',
      description: 'A node out.http names it; requests to another origin are refused.',
      params: BySecret,
      body: FlowSecretRequest,
      reply: FlowSecret,
    },
    ({ reach, params, body, actor }) => flows.setSecret(reach, params.name, body, actor),
  ),
  route.delete(
    '/flow-secrets/:name',
    { permission: write, summary: 'Remove a header', params: BySecret },
    async ({ reach, params, actor }) => {
      await flows.removeSecret(reach, params.name, actor)
      return undefined
    },
  ),
  route.get(
    '/flows/deployments',
    { permission: read, summary: 'Where flows run', query: DeploymentQuery, reply: DeploymentList },
    async ({ reachFor, query }) => ({ items: await flows.deployments(await reachFor('asset:read'), query) }),
  ),
  route.get(
    '/flows/deployments/:id',
    { permission: read, summary: 'A deployment', params: ById, reply: Deployment },
    async ({ reachFor, params }) => flows.deployment(await reachFor('asset:read'), params.id),
  ),
  route.get(
    '/flows/deployments/:id/runs',
    { permission: read, summary: 'How it stands at each asset', params: ById, reply: RunList },
    async ({ reachFor, params }) => ({ items: await flows.runs(await reachFor('asset:read'), params.id) }),
  ),
  route.get(
    '/flows/deployments/:id/actions',
    {
      permission: read,
      summary: 'What it asked for beside points, and what became of it; newest first',
      params: ById,
      query: ActionQuery,
      reply: ActionPage,
    },
    async ({ reachFor, params, query }) => flows.actions(await reachFor('asset:read'), params.id, query),
  ),
  route.get(
    '/flows/deployments/:id/live',
    {
      permission: read,
      summary: 'Values on the wires of one run, as they come',
      description: 'Events `wires`: by node.port the newest sample, five times a second at most.',
      params: ById,
      query: LiveQuery,
      also: { 'text/event-stream': 'events `wires`' },
    },
    async ({ reachFor, params, query }) => {
      const open = await flows.live(await reachFor('point:read'), params.id, query)
      return new EventStream(({ send }) => open((wires) => send('wires', wires)))
    },
  ),
  route.get(
    '/flows/deployments/:id/inbox',
    {
      permission: deploy,
      summary: 'Addresses at which it takes bodies from outside',
      params: ById,
      reply: FlowInbox,
    },
    async ({ reach, params }) => ({ items: await flows.inbox(reach, params.id) }),
  ),
  route.post(
    '/flow-inbox/:token',
    {
      permission: 'public',
      summary: 'Send a body to a flow',
      description: 'JSON, of at most 64 KiB, to the address of a webhook in a flow. Answered when it is durable.',
      params: ByToken,
      body: InboxBody,
      rawBody: true,
      bytes: 65_536,
    },
    async ({ params, body }) => {
      await flows.receive(params.token, body)
      return undefined
    },
  ),
  route.delete(
    '/flows/deployments/:id',
    { permission: deploy, summary: 'Run it no more; its points and their history stay', params: ById },
    async ({ reach, params, actor }) => {
      await flows.undeploy(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/flows/deployments/:id/pause',
    { permission: deploy, summary: 'Give nothing until it is resumed', params: ById, reply: Deployment },
    ({ reach, params, actor }) => flows.pause(reach, params.id, actor),
  ),
  route.post(
    '/flows/deployments/:id/resume',
    { permission: deploy, summary: 'Go on with what comes from now on', params: ById, reply: Deployment },
    ({ reach, params, actor }) => flows.resume(reach, params.id, actor),
  ),
  route.post(
    '/flows/deployments/:id/upgrade',
    {
      permission: deploy,
      summary: 'Put another published version in force',
      description:
        'It acts with the rights of who does so from then on. What nodes remember is kept where all that remember are the same in both.',
      params: ById,
      body: UpgradeRequest,
      reply: Deployment,
    },
    async ({ reach, reachFor, params, body, actor }) =>
      flows.upgrade({ reach, seeing: await reachFor('point:read'), actor }, params.id, body.version),
  ),
  route.post(
    '/flows/deployments/:id/rollback',
    {
      permission: deploy,
      summary: 'Back to the version before',
      description: 'It acts with the rights of who does so from then on.',
      params: ById,
      reply: Deployment,
    },
    async ({ reach, reachFor, params, actor }) =>
      flows.rollBack({ reach, seeing: await reachFor('point:read'), actor }, params.id),
  ),
  route.post(
    '/flows/deployments/:id/recompute',
    {
      permission: deploy,
      summary: 'Give its points anew out of the history, from a moment on',
      description: 'Nothing is done a second time: actions of the past stay as they were.',
      params: ById,
      body: RecomputeRequest,
      reply: Deployment,
    },
    ({ reach, params, body, actor }) => flows.recompute(reach, params.id, body.from, actor),
  ),
  route.get(
    '/flows/:id',
    { permission: read, summary: 'A flow: its draft and its versions', params: ById, reply: Flow },
    ({ reach, params, actor }) => flows.get(reach, params.id, actor),
  ),
  route.delete(
    '/flows/:id',
    { permission: write, summary: 'Remove a flow that runs nowhere', params: ById },
    async ({ reach, params, actor }) => {
      await flows.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.put(
    '/flows/:id/draft',
    {
      permission: write,
      summary: 'Keep the draft',
      description: 'Refused where somebody saved another since it was read: nothing is overwritten.',
      params: ById,
      body: DraftRequest,
      bytes,
      reply: Flow,
    },
    ({ reach, params, body, actor }) => flows.draft(reach, params.id, body, actor),
  ),
  route.post(
    '/flows/:id/versions',
    {
      permission: publish,
      summary: 'Publish the draft',
      description:
        'Every test of it passes here first. Where the organisation asks for it, it waits for a second person.',
      params: ById,
      body: PublishRequest,
      reply: FlowVersion,
      status: 201,
    },
    ({ reach, params, body, actor }) => flows.publish(reach, params.id, body, actor),
  ),
  route.get(
    '/flows/:id/versions/:version',
    { permission: read, summary: 'A version of a flow', params: ByVersion, reply: FlowVersion },
    ({ reach, params, actor }) => flows.version(reach, params.id, params.version, actor),
  ),
  route.post(
    '/flows/:id/versions/:version/review',
    {
      permission: publish,
      summary: 'Agree to a version that waits, or reject it',
      params: ByVersion,
      body: ReviewRequest,
      reply: FlowVersion,
    },
    ({ reach, params, body, actor }) => flows.review(reach, params.id, params.version, body, actor),
  ),
  route.get(
    '/flows/:id/diff',
    {
      permission: read,
      summary: 'What differs between two versions, or a version and the draft',
      params: ById,
      query: DifferenceQuery,
      reply: Differences,
    },
    ({ reach, params, query }) => flows.differences(reach, params.id, query.a, query.b),
  ),
  route.post(
    '/flows/:id/deployments',
    {
      permission: deploy,
      summary: 'Run a published version at assets, or once',
      description: 'It acts with the rights of who deploys it. Answered when it is in force.',
      params: ById,
      body: DeploymentRequest,
      reply: Deployment,
      status: 201,
    },
    async ({ reach, reachFor, params, body, actor }) =>
      flows.deploy(reach, await reachFor('point:read'), { ...body, flow: params.id }, actor),
  ),
]
