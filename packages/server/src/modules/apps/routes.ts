import { Content, FramedFile } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { mirrors } from './mirror-routes.ts'
import { MOST_BYTES } from './packages.ts'
import {
  App,
  AppFilter,
  AppKeyMade,
  AppKeyRequest,
  AppLibrary,
  AppLibraryRequest,
  AppPage,
  AppProcessList,
  AppQuery,
  AppTests,
  AppVersion,
  ByApp,
  ByFrame,
  ByProcess,
  ByScreenshot,
  ByTable,
  ByVersion,
  ChangeRequest,
  Installation,
  InstallationList,
  InstallRequest,
  Leaving,
  PieceQuery,
  Preview,
  PreviewRequest,
  RowCount,
  RowPage,
  RowQuery,
  RowRemoval,
  RowsRequest,
  Start,
  Ticket,
  TicketRequest,
  TrialRequest,
  UpgradeRequest,
} from './schema.ts'
import type { AppService } from './service.ts'

const read = 'app:read'
const manage = 'app:manage'
const use = 'app:use'
const ZIP = 'application/zip'
const nameOf = ({ publisher, name }: { readonly publisher: string; readonly name: string }): string =>
  `${publisher}/${name}`

export const routes = (apps: AppService): Route[] => [
  ...shelf(apps),
  ...mirrors(apps),
  ...installations(apps),
  ...rows(apps),
  ...pages(apps),
  ...processes(apps),
]

const shelf = (apps: AppService): Route[] => [
  route.get(
    '/apps',
    { permission: read, summary: 'Apps on the shelf', query: AppQuery, reply: AppPage },
    ({ reach, query, reachFor }) => apps.shelf.list(reach, query, reachFor),
  ),
  route.get(
    '/app-library',
    { permission: read, summary: 'Apps that come with the platform', query: AppFilter, reply: AppLibrary },
    ({ reach, query, reachFor }) => apps.shelf.library(reach, query, reachFor),
  ),
  route.post(
    '/app-library',
    {
      permission: manage,
      summary: 'Put an app that comes with the platform on the shelf',
      body: AppLibraryRequest,
      reply: AppVersion,
      status: 201,
    },
    ({ reach, body, actor }) => apps.shelf.takeFromLibrary(reach, body.folder, actor),
  ),
  route.post(
    '/apps/packages',
    {
      permission: manage,
      summary: 'Bring a package in',
      description: 'The archive that `millrace app pack` makes. One that was tampered with is refused.',
      octets: MOST_BYTES,
      reply: AppVersion,
      status: 201,
    },
    ({ reach, body, actor }) => apps.shelf.take(reach, body, actor),
  ),
  route.get(
    '/apps/:publisher/:name',
    { permission: read, summary: 'An app and its versions', params: ByApp, reply: App },
    ({ reach, params }) => apps.shelf.app(reach, nameOf(params)),
  ),
  route.get(
    '/apps/:publisher/:name/versions/:version',
    {
      permission: read,
      summary: 'A version: what it is, needs, asks for and brings',
      params: ByVersion,
      reply: AppVersion,
    },
    ({ reach, params }) => apps.shelf.version(reach, { app: nameOf(params), version: params.version }),
  ),
  route.get(
    '/apps/:publisher/:name/versions/:version/archive',
    {
      permission: read,
      summary: 'The package, as it came in',
      description: 'Whole, or piece by piece, so that a link that is cut goes on where it was.',
      params: ByVersion,
      query: PieceQuery,
      also: { [ZIP]: 'the archive' },
    },
    async ({ reach, params, query: { from = 0, bytes: most = MOST_BYTES } }) => {
      const { name, bytes } = await apps.shelf.archive(reach, { app: nameOf(params), version: params.version })
      return new Content(ZIP, piece(bytes.subarray(from, from + most)), { fileName: name })
    },
  ),
  route.get(
    '/apps/:publisher/:name/versions/:version/screenshots/:number',
    {
      permission: read,
      summary: 'A picture of the app',
      params: ByScreenshot,
      also: { 'image/png': 'the picture', 'image/webp': 'the picture' },
    },
    async ({ reach, params }) => {
      const of = { app: nameOf(params), version: params.version }
      const { type, bytes } = await apps.shelf.picture(reach, of, Number(params.number))
      return new Content(type, piece(bytes))
    },
  ),
  route.get(
    '/apps/:publisher/:name/versions/:version/tests',
    { permission: read, summary: 'What came of its own tests here', params: ByVersion, reply: AppTests },
    ({ reach, params }) => apps.tests.of(reach, { app: nameOf(params), version: params.version }),
  ),
  route.post(
    '/apps/:publisher/:name/versions/:version/tests',
    {
      permission: manage,
      summary: 'Run its own tests again',
      description: 'Without a plant, in a process of their own; GET tells how far they are.',
      params: ByVersion,
      reply: AppTests,
      status: 202,
    },
    ({ reach, params, actor }) => apps.tests.again(reach, { app: nameOf(params), version: params.version }, actor),
  ),
  route.delete(
    '/apps/:publisher/:name/versions/:version',
    { permission: manage, summary: 'Take a version that is not installed off the shelf', params: ByVersion },
    async ({ reach, params, actor }) => {
      await apps.shelf.remove(reach, { app: nameOf(params), version: params.version }, actor)
      return undefined
    },
  ),
]

const installations = (apps: AppService): Route[] => [
  route.get(
    '/apps/installations',
    { permission: read, summary: 'Apps that are installed', reply: InstallationList },
    ({ reach }) => apps.installations.list(reach),
  ),
  route.post(
    '/apps/installations/preview',
    {
      permission: manage,
      summary: 'What an app would be bound to, what is missing, and what would be agreed to; nothing is kept',
      body: PreviewRequest,
      reply: Preview,
    },
    (exchange) => apps.installations.preview(exchange, exchange.body),
  ),
  route.post(
    '/apps/installations',
    {
      permission: manage,
      summary: 'Install a version',
      description:
        '`agreed` is exactly what the version asks for (`asks`); whoever installs it must be allowed all of it on what is bound.',
      body: InstallRequest,
      reply: Installation,
      status: 201,
    },
    (exchange) => apps.installations.install(exchange, exchange.body),
  ),
  route.get(
    '/apps/installations/:id',
    { permission: read, summary: 'An installation', params: ById, reply: Installation },
    ({ reach, params }) => apps.installations.get(reach, params.id),
  ),
  route.put(
    '/apps/installations/:id',
    {
      permission: manage,
      summary: 'Change its settings, and what it is bound to',
      description: 'Settings that are left out stay; `bound` is all of it anew, and `make` adds to it.',
      params: ById,
      body: ChangeRequest,
      reply: Installation,
    },
    (exchange) => apps.installations.change(exchange, exchange.params.id, exchange.body),
  ),
  route.post(
    '/apps/installations/:id/upgrade',
    {
      permission: manage,
      summary: 'Run another version',
      description: 'Its tables grow, and keep their rows; what cannot hold them is refused.',
      params: ById,
      body: UpgradeRequest,
      reply: Installation,
    },
    (exchange) => apps.installations.upgrade(exchange, exchange.params.id, exchange.body),
  ),
  route.post(
    '/apps/installations/:id/rollback',
    { permission: manage, summary: 'Run the version before again', params: ById, reply: Installation },
    (exchange) => apps.installations.rollback(exchange, exchange.params.id),
  ),
  route.post(
    '/apps/installations/:id/trial',
    {
      permission: manage,
      summary: 'Try another version at some of the assets',
      description:
        'Both run side by side: the other at what is left to it. Tables are shared, and grow; flows that are of no asset stay those of the other.',
      params: ById,
      body: TrialRequest,
      reply: Installation,
      status: 201,
    },
    (exchange) => apps.installations.tryVersion(exchange, exchange.params.id, exchange.body),
  ),
  route.post(
    '/apps/installations/:id/trial/promote',
    { permission: manage, summary: 'Run the version that is tried everywhere', params: ById, reply: Installation },
    (exchange) => apps.installations.promote(exchange, exchange.params.id),
  ),
  route.delete(
    '/apps/installations/:id/trial',
    {
      permission: manage,
      summary: 'Go back: the version before runs everywhere again',
      params: ById,
      reply: Installation,
    },
    ({ reach, params, actor }) => apps.installations.goBack(reach, params.id, actor),
  ),
  route.post(
    '/apps/installations/:id/suspend',
    { permission: manage, summary: 'Let it do nothing; all of it stays', params: ById, reply: Installation },
    ({ reach, params, actor }) => apps.installations.setState(reach, params.id, 'suspended', actor),
  ),
  route.post(
    '/apps/installations/:id/resume',
    { permission: manage, summary: 'Let it work again', params: ById, reply: Installation },
    ({ reach, params, actor }) => apps.installations.setState(reach, params.id, 'active', actor),
  ),
  route.get(
    '/apps/installations/:id/leaving',
    {
      permission: manage,
      summary: 'What an uninstall would take away, and what others use of it; nothing is done',
      params: ById,
      reply: Leaving,
    },
    ({ reach, params, actor }) => apps.installations.leaving(reach, params.id, actor),
  ),
  route.delete(
    '/apps/installations/:id',
    {
      permission: manage,
      summary: 'Uninstall it',
      description:
        'With its tables, settings and secrets, and all that it brought; nothing stays but the audit. Refused as long as others use what it brought.',
      params: ById,
    },
    async ({ reach, params, actor }) => {
      await apps.installations.uninstall(reach, params.id, actor)
      return undefined
    },
  ),
]

const rows = (apps: AppService): Route[] => [
  route.get(
    '/apps/installations/:id/tables/:table/rows',
    { permission: use, summary: 'Rows of a table of an app', params: ByTable, query: RowQuery, reply: RowPage },
    ({ reach, params, query }) => apps.rows(reach, params, query),
  ),
  route.put(
    '/apps/installations/:id/tables/:table/rows',
    {
      permission: use,
      summary: 'Keep rows, by their key',
      description: 'Each is whole: what is left out of what may be empty is empty.',
      params: ByTable,
      body: RowsRequest,
      reply: RowCount,
    },
    async ({ reach, params, body }) => ({ rows: await apps.putRows(reach, params, body.rows) }),
  ),
  route.delete(
    '/apps/installations/:id/tables/:table/rows',
    { permission: use, summary: 'Remove rows', params: ByTable, query: RowRemoval, reply: RowCount },
    async ({ reach, params, query }) => ({ rows: await apps.removeRows(reach, params, query.where) }),
  ),
]

const pages = (apps: AppService): Route[] => [
  route.post(
    '/apps/installations/:id/ticket',
    {
      permission: use,
      summary: 'Open a page of an app',
      description: 'For a sandboxed frame: its files are served without cookies, to whoever has the ticket.',
      params: ById,
      body: TicketRequest,
      reply: Ticket,
      status: 201,
    },
    ({ who, params, body }) => apps.frames.ticket(who, params.id, body.page),
  ),
  route.get(
    '/app-frames/:ticket/*',
    {
      permission: 'public',
      summary: 'A file of pages of an app',
      description:
        'Its policy leaves it no origin, no cookies and no network; millrace.js and millrace.css are beside every file.',
      holder: ({ ticket = '' }) => apps.frames.holder(ticket),
      params: ByFrame,
      also: { 'text/html': 'a page, or what it loads' },
    },
    async ({ params: { ticket, '*': path }, origin }) => {
      const { type, bytes } = await apps.frames.file(ticket, path)
      return new FramedFile(type, bytes, `${origin}/api/v1/app-frames/${ticket}/`)
    },
  ),
  route.get(
    '/apps/installations/:id/start',
    { permission: use, summary: 'What a page of an app begins with', params: ById, reply: Start },
    async ({ who, reach, params, actor, reachFor }) => {
      const app = await apps.principals.actAs(reach.tenant, params.id)
      return apps.asks.start(app, { actor, reachFor, name: who.kind === 'link' ? actor.name : who.name })
    },
  ),
]

const processes = (apps: AppService): Route[] => [
  route.get(
    '/apps/installations/:id/processes',
    {
      permission: manage,
      summary: 'Processes outside that an app has, and their keys',
      params: ById,
      reply: AppProcessList,
    },
    ({ reach, params }) => apps.keys.list(reach, params.id),
  ),
  route.post(
    '/apps/installations/:id/processes/:process/key',
    {
      permission: manage,
      summary: 'Give a process outside a key, or a new one in place of that',
      description:
        'Shown this once and kept nowhere. Whoever comes with it is the app: whoever gives it must be allowed all that was agreed to.',
      params: ByProcess,
      body: AppKeyRequest,
      reply: AppKeyMade,
      status: 201,
    },
    (exchange) => apps.keys.give(exchange, exchange.params, exchange.body),
  ),
  route.delete(
    '/apps/installations/:id/processes/:process/key',
    { permission: manage, summary: 'End the key of a process outside', params: ByProcess },
    async ({ reach, params, actor }) => {
      await apps.keys.revoke(reach, params, actor)
      return undefined
    },
  ),
]

async function* piece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
