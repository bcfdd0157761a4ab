import { defineFaults } from '@millrace/core'

export const snmpFaults = defineFaults('snmp', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example 1.3.6.1.2.1.1.3.0, sysName.0, ifHCInOctets.2 or 1.3.6.1.2.1.2.2.1.6.2/hex.',
  },
  address_type: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} for "{address}", saw the type {type}.',
    remedy: 'Change the type of the tag or its address.',
  },
  no_answer: {
    blame: 'device',
    status: 504,
    says: 'Expected {place} to answer a first request within {ms} ms, saw nothing.',
    remedy:
      'Check that SNMP is switched on, that version, community or user are right and that the device allows this address: agents say nothing to those they do not know.',
  },
  login_refused: {
    blame: 'configuration',
    status: 502,
    says: 'Expected {place} to accept the user, saw "{seen}".',
    remedy:
      'Check user, security level, protocols and both passwords, and that the clock of the agent has not stopped.',
  },
})
