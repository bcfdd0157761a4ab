import { defineFaults } from '@millrace/core'

export const sparkplugFaults = defineFaults('sparkplug', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      'Write the name of a metric as its birth has it, after the device and a colon: press-1:Hydraulics/Pressure.',
  },
  not_born: {
    blame: 'device',
    status: 504,
    says: 'Expected a birth of {group}/{node} within {ms} ms, saw none.',
    remedy: 'Check group and node, and that the node is on and may be told to be born again (NCMD).',
  },
})
