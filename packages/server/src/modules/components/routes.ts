import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { csvLine } from '../assets/index.ts'
import {
  ByName,
  ByNumber,
  CallAnswer,
  CallRequest,
  Component,
  ComponentPage,
  ComponentQuery,
  ComponentVersion,
  ComponentWhole,
  DeprecateRequest,
  Proposal,
  ProposalRequest,
  PublishRequest,
  PublishServiceRequest,
  ReviewRequest,
  Trial,
  TrialRequest,
  Use,
  UseQuery,
  type UseRow,
} from './schema.ts'
import type { ComponentService } from './service.ts'

const read = 'component:read'
const publish = 'component:publish'
const use = 'component:use'
/** A document, and what stands around it. */
const bytes = 1_048_576 + 65_536
const CSV = 'text/csv'

export const routes = (components: ComponentService): Route[] => [
  route.get(
    '/components',
    { permission: read, summary: 'The pool of components, by name', query: ComponentQuery, reply: ComponentPage },
    ({ reach, query }) => components.list(reach, query),
  ),
  route.post(
    '/components',
    {
      permission: publish,
      summary: 'Publish a part of a flow under a name',
      description:
        'The next version of the name, or the first; it never changes. Where the organisation asks for it, it waits for a second person.',
      body: PublishRequest,
      bytes,
      reply: ComponentVersion,
      status: 201,
    },
    ({ reach, body, actor }) => components.publish(reach, body, actor),
  ),
  route.post(
    '/components/proposals',
    {
      permission: read,
      summary: 'A part of a flow as it would be published, and what is wrong with it; nothing is kept',
      body: ProposalRequest,
      bytes,
      reply: Proposal,
    },
    ({ reach, body }) => components.propose(reach, body),
  ),
  route.post(
    '/components/services',
    {
      permission: publish,
      summary: 'Publish a service of an app under a name',
      description:
        'One whose manifest says http: true, of an installation that whoever publishes may work with. The next version of the name, or the first.',
      body: PublishServiceRequest,
      reply: ComponentVersion,
      status: 201,
    },
    async ({ reach, body, actor, reachFor }) => {
      await reachFor('app:use')
      return components.publishService(reach, body, actor)
    },
  ),
  route.post(
    '/components/:name/call',
    {
      permission: use,
      summary: 'Call a service of the pool',
      description:
        'It works as the installation whose it is; what it writes, whoever calls must be allowed to write as well. Each call is counted as theirs.',
      params: ByName,
      body: CallRequest,
      reply: CallAnswer,
    },
    (exchange) => components.call(exchange.reach, exchange.params.name, exchange.body, exchange),
  ),
  route.get(
    '/components/:name',
    {
      permission: read,
      summary: 'A component: its versions, and where it is used',
      params: ByName,
      reply: Component,
    },
    ({ reach, params, actor }) => components.get(reach, params.name, actor),
  ),
  route.get(
    '/components/:name/versions/:number',
    { permission: read, summary: 'A version, with what is inside', params: ByNumber, reply: ComponentWhole },
    ({ reach, params, actor }) => components.version(reach, params.name, params.number, actor),
  ),
  route.delete(
    '/components/:name/versions/:number',
    { permission: publish, summary: 'Remove a version that nobody names', params: ByNumber },
    async ({ reach, params, actor }) => {
      await components.remove(reach, params, actor)
      return undefined
    },
  ),
  route.post(
    '/components/:name/versions/:number/review',
    {
      permission: publish,
      summary: 'Agree to a version that waits, or reject it',
      params: ByNumber,
      body: ReviewRequest,
      reply: ComponentVersion,
    },
    ({ reach, params, body, actor }) => components.review(reach, params, body, actor),
  ),
  route.post(
    '/components/:name/versions/:number/deprecate',
    {
      permission: publish,
      summary: 'Say that it should not be placed any more, why, and what takes its place',
      description: 'It stays where it stands.',
      params: ByNumber,
      body: DeprecateRequest,
      reply: ComponentVersion,
    },
    ({ reach, params, body, actor }) => components.deprecate(reach, params, body, actor),
  ),
  route.post(
    '/components/:name/versions/:number/try',
    {
      permission: read,
      summary: 'What it gives for some values; nothing is kept or counted',
      params: ByNumber,
      body: TrialRequest,
      reply: Trial,
    },
    ({ reach, params, body }) => components.try(reach, params, body),
  ),
  route.get(
    '/component-use',
    {
      permission: read,
      summary: 'Who uses which component how much',
      description:
        'Of live runs and calls: not of tests, replays, trials and points given anew. The last 30 days unless told.',
      query: UseQuery,
      reply: Use,
      also: { [CSV]: 'The same, UTF-8 with a byte order mark; RFC 4180' },
    },
    async ({ reach, query, prefers }) => {
      const use = await components.use(reach, query)
      return prefers(CSV) ? new Content(CSV, csvOf(use.items), { fileName: 'component-use.csv' }) : use
    },
  ),
]

const heads = ['at', 'component', 'consumer_kind', 'consumer', 'consumer_id', 'calls', 'samples', 'ms', 'errors']

async function* csvOf(rows: readonly UseRow[]): AsyncIterable<string> {
  yield `\uFEFF${csvLine(heads)}`
  for (const { at, name, number, consumer, calls, samples, ms, errors } of rows)
    yield csvLine([at, `${name}@${number}`, consumer.kind, consumer.name, consumer.id, calls, samples, ms, errors])
}
