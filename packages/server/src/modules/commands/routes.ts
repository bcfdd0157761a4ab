import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  Write,
  WriteDecision,
  WritePage,
  WriteQuery,
  WriteRefusal,
  WriteRequest,
  WriteRule,
  WriteRuleList,
  WriteRuleRequest,
} from './schema.ts'
import type { CommandService } from './service.ts'

export const routes = (commands: CommandService): Route[] => [
  route.post(
    '/points/:id/writes',
    {
      permission: 'point:write',
      summary: 'Write a value to a machine',
      description:
        'Answers with what became of it, within 20 s; or at once with a write that waits, where a second person confirms. Look at `state`: what went out and was not answered is unknown.',
      params: ById,
      body: WriteRequest,
      reply: Write,
      status: 201,
    },
    ({ reach, params, body, actor }) => commands.ask(reach, params.id, body, actor),
  ),
  route.get(
    '/writes',
    { permission: 'point:read', summary: 'Writes to machines, newest first', query: WriteQuery, reply: WritePage },
    ({ reach, query }) => commands.writes(reach, query),
  ),
  route.get(
    '/writes/:id',
    { permission: 'point:read', summary: 'One write to a machine', params: ById, reply: Write },
    ({ reach, params }) => commands.write(reach, params.id),
  ),
  route.delete(
    '/writes/:id',
    { permission: 'point:write', summary: 'Withdraw a write of yours that waits', params: ById },
    async ({ reach, params, actor }) => {
      await commands.withdraw(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/writes/:id/confirmation',
    {
      permission: 'write:confirm',
      summary: 'Confirm what another wants to write; it goes out at once',
      params: ById,
      body: WriteDecision,
      reply: Write,
    },
    ({ who, reach, params, body, actor }) => commands.confirm(who, reach, params.id, body.note, actor),
  ),
  route.post(
    '/writes/:id/refusal',
    {
      permission: 'write:confirm',
      summary: 'Refuse what another wants to write',
      params: ById,
      body: WriteRefusal,
      reply: Write,
    },
    ({ reach, params, body, actor }) => commands.refuse(reach, params.id, body.note, actor),
  ),
  route.get(
    '/write-rules',
    { permission: 'organisation:read', summary: 'Where a second person confirms writes', reply: WriteRuleList },
    async ({ reach }) => ({ items: await commands.rules(reach) }),
  ),
  route.put(
    '/write-rules',
    {
      permission: 'organisation:manage',
      summary: 'Say whether a second person confirms writes at a place and below',
      description: 'The nearest rule up the tree counts; one place has one rule.',
      body: WriteRuleRequest,
      reply: WriteRule,
    },
    ({ reach, body, actor }) => commands.setRule(reach, body, actor),
  ),
  route.delete(
    '/write-rules/:id',
    { permission: 'organisation:manage', summary: 'Drop a rule for writes', params: ById },
    async ({ reach, params, actor }) => {
      await commands.dropRule(reach, params.id, actor)
      return undefined
    },
  ),
]
