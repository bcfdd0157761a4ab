import { Fault } from '@millrace/core'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { clientOf } from './client.ts'
import './faults.ts'
import { oauthAnswer, oauthRefusal } from './oauth-answer.ts'
import {
  ProgramMade,
  ProgramPage,
  ProgramQuery,
  ProgramRequest,
  ProgramView,
  Rotation,
  TokenForm,
  TokenReply,
} from './schema.ts'
import type { ProgramService } from './service.ts'

const permission = 'program:manage'

export const routes = (programs: ProgramService): Route[] => [
  route.get(
    '/programs',
    { permission, summary: 'Programs of the organisation, newest first', query: ProgramQuery, reply: ProgramPage },
    ({ reach, query }) => programs.programs(reach, query),
  ),
  route.post(
    '/programs',
    {
      permission,
      summary: 'Make an API key or an OAuth client',
      description: 'The secret is told once. Roles are given with POST /assignments; without one it may do nothing.',
      body: ProgramRequest,
      reply: ProgramMade,
      status: 201,
    },
    ({ who, reach, body, actor }) => programs.add(who, reach, body, actor),
  ),
  route.get(
    '/programs/:id',
    { permission, summary: 'One program', params: ById, reply: ProgramView },
    ({ reach, params }) => programs.program(reach, params.id),
  ),
  route.post(
    '/programs/:id/rotation',
    {
      permission,
      summary: 'Give a program a new secret',
      description: 'You must hold what the program may do, since you learn its secret.',
      params: ById,
      body: Rotation,
      reply: ProgramMade,
    },
    ({ who, reach, params, body, actor }) => programs.rotate(who, reach, params.id, body, actor),
  ),
  route.post(
    '/programs/:id/suspension',
    { permission, summary: 'Suspend a program: its keys and tokens end', params: ById },
    async ({ reach, params, actor }) => {
      await programs.suspend(reach, params.id, true, actor)
      return undefined
    },
  ),
  route.delete(
    '/programs/:id/suspension',
    { permission, summary: 'Restore a program', params: ById },
    async ({ reach, params, actor }) => {
      await programs.suspend(reach, params.id, false, actor)
      return undefined
    },
  ),
  route.delete(
    '/programs/:id',
    { permission, summary: 'End a program for good', params: ById },
    async ({ reach, params, actor }) => {
      await programs.drop(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/oauth/token',
    {
      permission: 'public',
      strict: true,
      summary: 'An access token for a client (OAuth 2.0 client credentials)',
      description:
        'RFC 6749 section 4.4, with client_secret_basic or client_secret_post. Errors have the form of section 5.2.',
      form: true,
      body: TokenForm,
      reply: TokenReply,
    },
    async ({ authorization, body, remote }) => {
      try {
        const client = clientOf(authorization, body)
        if (body.grant_type !== 'client_credentials') throw grantFault(body.grant_type)
        return oauthAnswer(await programs.authorize(client, body.scope, remote))
      } catch (thrown) {
        const refusal = oauthRefusal(thrown)
        if (!refusal) throw thrown
        return refusal
      }
    },
  ),
]

const grantFault = (given: string | undefined): Fault =>
  given
    ? new Fault('programs.grant_type')
    : new Fault('programs.request_incomplete', { expected: 'grant_type', seen: 'none' })
