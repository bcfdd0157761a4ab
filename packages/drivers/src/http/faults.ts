import { defineFaults } from '@millrace/core'

export const httpFaults = defineFaults('http', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      "Write the path or the name of a request and a JSONPath, such as api/state#$.boiler.temp, meter#$.values[0] or x#$['a b'].",
  },
  request_duplicate: {
    blame: 'configuration',
    status: 422,
    says: 'Expected requests of different names, saw "{name}" twice.',
    remedy: 'Give each request a name of its own.',
  },
})
