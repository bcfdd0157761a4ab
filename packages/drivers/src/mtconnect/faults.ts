import { defineFaults } from '@millrace/core'

export const mtconnectFaults = defineFaults('mtconnect', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      'Write the id or the name of a data item, such as x2 or Xact, or device/name where several devices share names.',
  },
  item_unknown: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a data item of the id or name "{address}", saw {seen}.',
    remedy: 'Browse the agent: it lists its data items. Write device/name where several devices share a name.',
  },
  agent_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected the agent to answer {asked}, saw its error {code}: {text}.',
    remedy: 'Look into the log of the agent; check the path and count of the configuration.',
  },
})
