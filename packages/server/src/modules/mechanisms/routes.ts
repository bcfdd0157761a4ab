import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
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
/** Of an archive that is sent in. */
const MOST_BYTES = 32 * 1_048_576

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
    ({ reach, body, actor }) => mechanisms.takeFromLibrary(reach, body.folder, actor),
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
    ({ reach, body, actor }) => mechanisms.take(reach, body, actor),
  ),
  route.post(
    '/mechanisms/drafts',
    {
      permission: write,
      summary: 'Keep a version as it is written',
      description:
        'Its name and version stand in its model.yaml. What is not published yet is replaced, and is a draft again.',
      body: DraftRequest,
      reply: MechanismVersion,
      status: 201,
    },
    ({ reach, body, actor }) => mechanisms.draft(reach, body, actor),
  ),
  route.post(
    '/mechanisms/check',
    {
      permission: write,
      summary: 'Every mistake of what is written; nothing is kept',
      body: DraftRequest,
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
    ({ reach, params, actor }) => mechanisms.version(reach, params, actor),
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
    ({ reach, params, actor }) => mechanisms.test(reach, params, actor),
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
    ({ reach, params, body, actor }) => mechanisms.review(reach, params, body.comment, actor),
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
    ({ reach, params, body, actor }) => mechanisms.publish(reach, params, body.comment, actor),
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
    ({ reach, params, body, actor }) => mechanisms.deprecate(reach, params, body, actor),
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
      description: 'Every output has its OPC UA status, and a reason where it is not good.',
      params: ByVersion,
      body: CallRequest,
      reply: CallAnswer,
    },
    ({ reach, params, body }) => mechanisms.call(reach, params, body),
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
