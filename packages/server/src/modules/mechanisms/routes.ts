import { ARROW } from '../../http/body.ts'
import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { toCaller } from './life.ts'
import { MOST_BYTES } from './packages.ts'
import {
  ByFingerprint,
  ByVersion,
  CallAnswer,
  CallRequest,
  Check,
  DeprecateRequest,
  Differences,
  DifferencesQuery,
  DraftRequest,
  KeyList,
  KeyRequest,
  LibraryList,
  LibraryRequest,
  Mechanism,
  MechanismPage,
  MechanismQuery,
  MechanismVersion,
  StepRequest,
  TryAnswer,
  TryRequest,
} from './schema.ts'
import type { MechanismService } from './service.ts'

const read = 'mechanism:read'
const write = 'mechanism:write'
const publish = 'mechanism:publish'
const ZIP = 'application/zip'
/** Of files as they are written, some of them in base64. */
const MOST_DRAFT = 16 * 1_048_576
/** Of rows, with the state of a model. */
const MOST_CALL = 8 * 1_048_576

export const routes = (mechanisms: MechanismService): Route[] => [
  route.get(
    '/mechanisms',
    { permission: read, summary: 'Mechanism models of the registry', query: MechanismQuery, reply: MechanismPage },
    ({ reach, query }) => mechanisms.list(reach, query),
  ),
  route.get(
    '/mechanism-library',
    { permission: read, summary: 'Models that the platform brings along', reply: LibraryList },
    ({ reach }) => mechanisms.library(reach),
  ),
  route.post(
    '/mechanism-library',
    {
      permission: publish,
      summary: 'Take a model of the library into the registry',
      description: 'Its reference cases are run here first; it is published when they pass.',
      body: LibraryRequest,
      reply: MechanismVersion,
      status: 201,
    },
    async ({ reach, body, actor, reachFor }) =>
      toCaller(await mechanisms.takeFromLibrary(reach, body.folder, actor), reachFor),
  ),
  route.post(
    '/mechanisms/packages',
    {
      permission: write,
      summary: 'Bring a package in',
      description: 'The archive that library/models/README.md tells of. One that was tampered with is refused.',
      octets: MOST_BYTES,
      reply: MechanismVersion,
      status: 201,
    },
    async ({ reach, body, actor, reachFor }) => toCaller(await mechanisms.take(reach, body, actor), reachFor),
  ),
  route.post(
    '/mechanisms/drafts',
    {
      permission: write,
      summary: 'Keep a version as it is written',
      description:
        'Its name and version stand in its model.yaml. What is not published yet is replaced, and is a draft again.',
      body: DraftRequest,
      bytes: MOST_DRAFT,
      reply: MechanismVersion,
      status: 201,
    },
    async ({ reach, body, actor, reachFor }) => toCaller(await mechanisms.draft(reach, body, actor), reachFor),
  ),
  route.post(
    '/mechanisms/check',
    {
      permission: write,
      summary: 'Every mistake of what is written; nothing is kept',
      body: DraftRequest,
      bytes: MOST_DRAFT,
      reply: Check,
    },
    ({ reach, body }) => mechanisms.check(reach, body),
  ),
  route.post(
    '/mechanisms/try',
    {
      permission: write,
      summary: 'What is written over rows or the history of points; nothing is kept',
      body: TryRequest,
      bytes: MOST_DRAFT,
      reply: TryAnswer,
    },
    async ({ reachFor, body }) => mechanisms.attempt(await reachFor('point:read'), body),
  ),
  route.get(
    '/mechanisms/:id',
    { permission: read, summary: 'A model and its versions', params: ById, reply: Mechanism },
    ({ reach, params }) => mechanisms.get(reach, params.id),
  ),
  route.get(
    '/mechanisms/:id/differences',
    {
      permission: read,
      summary: 'What one version has that another has not',
      params: ById,
      query: DifferencesQuery,
      reply: Differences,
    },
    ({ reach, params, query }) => mechanisms.differences(reach, params.id, query),
  ),
  route.get(
    '/mechanisms/:id/versions/:version',
    {
      permission: read,
      summary: 'A version: manifest, files, cases and how it came here',
      params: ByVersion,
      reply: MechanismVersion,
    },
    async ({ reach, params, actor, reachFor }) => toCaller(await mechanisms.version(reach, params, actor), reachFor),
  ),
  route.get(
    '/mechanisms/:id/versions/:version/package',
    { permission: read, summary: 'The package, as it was signed', params: ByVersion, also: { [ZIP]: 'the archive' } },
    async ({ reach, params }) => {
      const { name, bytes } = await mechanisms.archive(reach, params)
      return new Content(ZIP, piece(bytes), { fileName: name })
    },
  ),
  route.post(
    '/mechanisms/:id/versions/:version/test',
    {
      permission: write,
      summary: 'Run its reference cases here',
      description: 'A draft whose cases all pass is tested; what failed is told case by case.',
      params: ByVersion,
      reply: MechanismVersion,
    },
    async ({ reach, params, actor, reachFor }) => toCaller(await mechanisms.test(reach, params, actor), reachFor),
  ),
  route.post(
    '/mechanisms/:id/versions/:version/review',
    {
      permission: publish,
      summary: 'Agree, as a second person',
      params: ByVersion,
      body: StepRequest,
      reply: MechanismVersion,
    },
    async ({ reach, params, body, actor, reachFor }) =>
      toCaller(await mechanisms.review(reach, params, body.comment, actor), reachFor),
  ),
  route.post(
    '/mechanisms/:id/versions/:version/publish',
    {
      permission: publish,
      summary: 'From now on it is never changed, and can be bound',
      params: ByVersion,
      body: StepRequest,
      reply: MechanismVersion,
    },
    async ({ reach, params, body, actor, reachFor }) =>
      toCaller(await mechanisms.publish(reach, params, body.comment, actor), reachFor),
  ),
  route.post(
    '/mechanisms/:id/versions/:version/deprecate',
    {
      permission: publish,
      summary: 'Nothing new is bound to it',
      params: ByVersion,
      body: DeprecateRequest,
      reply: MechanismVersion,
    },
    async ({ reach, params, body, actor, reachFor }) =>
      toCaller(await mechanisms.deprecate(reach, params, body, actor), reachFor),
  ),
  route.delete(
    '/mechanisms/:id/versions/:version',
    { permission: write, summary: 'Forget a version that was never published', params: ByVersion },
    async ({ reach, params, actor }) => {
      await mechanisms.remove(reach, params, actor)
      return undefined
    },
  ),
  route.post(
    '/mechanisms/:id/versions/:version/call',
    {
      permission: read,
      summary: 'Run a version over rows',
      description:
        'Every output has its OPC UA status, and a reason where it is not good. Rows may come, and results go, as a table of Arrow: ' +
        'columns named as the inputs, `time`, `<input>.status`; `<output>`, `<output>.status`, `<output>.reason`. Parameters (JSON) ' +
        'and state (base64) stand in the metadata of its schema.',
      params: ByVersion,
      body: CallRequest,
      arrow: true,
      bytes: MOST_CALL,
      reply: CallAnswer,
      also: { [ARROW]: 'the results as a table' },
    },
    async ({ reach, params, body, signal, prefers }) =>
      prefers(ARROW)
        ? new Content(ARROW, piece(await mechanisms.callForTable(reach, params, body, { signal })))
        : mechanisms.call(reach, params, body, { signal }),
  ),
  route.get(
    '/mechanism-keys',
    { permission: read, summary: 'Keys whose packages are trusted', reply: KeyList },
    ({ reach }) => mechanisms.keys(reach),
  ),
  route.post(
    '/mechanism-keys',
    { permission: publish, summary: 'Trust the packages that a key signs', body: KeyRequest, reply: KeyList },
    ({ reach, body, actor }) => mechanisms.trust(reach, body, actor),
  ),
  route.delete(
    '/mechanism-keys/:fingerprint',
    { permission: publish, summary: 'Trust a key no more', params: ByFingerprint },
    async ({ reach, params, actor }) => {
      await mechanisms.distrust(reach, params.fingerprint, actor)
      return undefined
    },
  ),
]

async function* piece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
