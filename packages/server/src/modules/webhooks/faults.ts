import { defineFaults } from '@millrace/core'

defineFaults('webhooks', {
  unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a webhook of this organisation, saw {id}.',
    remedy: 'Ask GET /api/v1/webhooks for those that there are.',
  },
  delivery_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an attempt in the log of this webhook, saw {id}.',
    remedy: 'The log keeps the newest attempts alone; ask for its list.',
  },
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name that no other webhook has, saw "{name}".',
    remedy: 'Choose another name.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {what}, saw {seen}.',
    remedy: 'Remove one that is not needed, or wait until one has ended.',
  },
  beyond_rights: {
    blame: 'caller',
    status: 403,
    says: 'Expected events that you may see yourself, saw {type}.',
    remedy: 'Leave that type out, name an asset that you may see, or ask who may see it to set the webhook up.',
  },
  not_failing: {
    blame: 'caller',
    status: 409,
    says: 'Expected a webhook with an event that waits for success, saw none.',
    remedy: 'Look at the webhook again: the event was delivered meanwhile.',
  },
  event_gone: {
    blame: 'caller',
    status: 410,
    says: 'Expected an event that is still kept, saw {event}.',
    remedy: 'Events are kept as GET /api/v1/event-keeping tells; what is older cannot be sent again.',
  },
  time_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected a moment as ISO 8601 with a zone or as µs, saw "{seen}".',
    remedy: 'Write it like 2026-11-24T08:00:00Z.',
  },
})
