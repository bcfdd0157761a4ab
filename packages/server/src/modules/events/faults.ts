import { defineFaults } from '@millrace/core'

defineFaults('events', {
  declared_twice: {
    blame: 'us',
    status: 500,
    says: 'Expected each type of event to be declared once, saw "{type}" again.',
    remedy: 'Give one of the two another name.',
  },
  type_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a type of event of the catalogue, saw "{type}".',
    remedy: 'Ask GET /api/v1/event-types for those that there are.',
  },
  gone: {
    blame: 'caller',
    status: 410,
    says: 'Expected a sequence from {oldest} on, saw {seen}: what came after it is not kept any more.',
    remedy: 'Begin with after={oldest}, and read anew what you keep of the plant.',
  },
  time_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected a moment as ISO 8601 with a zone or as µs, saw "{seen}".',
    remedy: 'Write it like 2026-11-24T08:00:00Z.',
  },
})
