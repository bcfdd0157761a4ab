import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import {
  Entry,
  EntryQuery,
  NoteRequest,
  Profile,
  ProfileCheck,
  ProfileId,
  ProfilePage,
  ProfileQuery,
  ProfileText,
  RejectionRequest,
  TrialRequest,
} from './schema.ts'
import type { ProfileService } from './service.ts'
import { moves } from './steps.ts'

const YAML = 'application/yaml'
const permission = 'library:read'
const second = 'By a second person: nobody who had a hand in the version, and no program.'

export const routes = (profiles: ProfileService): Route[] => [
  route.get(
    '/device-profiles',
    {
      permission,
      summary: 'Device profiles: those of the organisation, then those that ship with the platform',
      description: 'Of each maker and model the version that counts now; with a status every version that has it.',
      query: ProfileQuery,
      reply: ProfilePage,
    },
    ({ reach, query }) => profiles.list(reach, query),
  ),
  route.post(
    '/device-profiles',
    {
      permission: 'library:contribute',
      summary: 'Contribute a device profile, or a later version of one, as a draft',
      description:
        'Checked as POST /device-profiles/check does. It takes the place of a version that was still open. Addresses are not read here: no driver runs on the platform.',
      body: ProfileText,
      reply: Profile,
      status: 201,
    },
    ({ who, reach, body, actor }) => profiles.add(who, reach, body.yaml, actor),
  ),
  route.post(
    '/device-profiles/check',
    {
      permission: 'library:contribute',
      summary: 'What is wrong with the text of a device profile, line by line; nothing is kept',
      body: ProfileText,
      reply: ProfileCheck,
    },
    ({ reach, body }) => profiles.check(reach, body.yaml),
  ),
  route.get(
    '/device-profiles/:id',
    { permission, summary: 'One device profile, with what became of it', params: ProfileId, reply: Profile },
    ({ who, reach, params }) => profiles.get(who, reach, params.id),
  ),
  route.get(
    '/device-profiles/:id/text',
    {
      permission,
      summary: 'A device profile as a file, with its status as it is now',
      params: ProfileId,
      also: { [YAML]: 'The text as it was written, but for the status' },
    },
    async ({ reach, params }) => {
      const { yaml, key } = await profiles.text(reach, params.id)
      return new Content(YAML, once(yaml), { fileName: `${key.replace('/', '-')}.yaml` })
    },
  ),
  route.get(
    '/device-profiles/:id/entry',
    {
      permission,
      summary: 'The device as an entry of an edge’s configuration',
      params: ProfileId,
      query: EntryQuery,
      reply: Entry,
    },
    async ({ reach, params, query }) => ({ text: await profiles.entry(reach, params.id, query) }),
  ),
  route.post(
    '/device-profiles/:id/submission',
    {
      permission: moves.submit.needs,
      summary: 'Ask for a review of a draft',
      description: 'By whoever contributed it.',
      params: ProfileId,
      body: NoteRequest,
      reply: Profile,
    },
    ({ who, reach, params, body, actor }) => profiles.take(who, reach, params.id, { move: 'submit', ...body }, actor),
  ),
  route.post(
    '/device-profiles/:id/trial',
    {
      permission: moves.try.needs,
      summary: 'Say that it was tried on a device: which, with which firmware, by whom',
      description: second,
      params: ProfileId,
      body: TrialRequest,
      reply: Profile,
    },
    ({ who, reach, params, body: { note, ...trial }, actor }) =>
      profiles.take(who, reach, params.id, { move: 'try', note, trial }, actor),
  ),
  route.post(
    '/device-profiles/:id/publication',
    {
      permission: moves.publish.needs,
      summary: 'Publish what was tried',
      description: `${second} Every table must rest on a document, a device, or two programs of different publishers.`,
      params: ProfileId,
      body: NoteRequest,
      reply: Profile,
    },
    ({ who, reach, params, body, actor }) => profiles.take(who, reach, params.id, { move: 'publish', ...body }, actor),
  ),
  route.post(
    '/device-profiles/:id/rejection',
    {
      permission: moves.reject.needs,
      summary: 'Reject what waits for a review, with the reason',
      description: second,
      params: ProfileId,
      body: RejectionRequest,
      reply: Profile,
    },
    ({ who, reach, params, body, actor }) =>
      profiles.take(who, reach, params.id, { move: 'reject', note: body.reason }, actor),
  ),
  route.post(
    '/device-profiles/:id/withdrawal',
    {
      permission: moves.withdraw.needs,
      summary: 'Withdraw a version',
      description: 'By whoever contributed it, or a reviewer.',
      params: ProfileId,
      body: NoteRequest,
      reply: Profile,
    },
    ({ who, reach, params, body, actor }) => profiles.take(who, reach, params.id, { move: 'withdraw', ...body }, actor),
  ),
  route.delete(
    '/device-profiles/:id',
    {
      permission: moves.remove.needs,
      summary: 'Remove a version that was rejected, withdrawn or superseded, and never tried nor published',
      description: 'The audit keeps what became of it.',
      params: ProfileId,
    },
    async ({ reach, params, actor }) => {
      await profiles.remove(reach, params.id, actor)
      return undefined
    },
  ),
]

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
