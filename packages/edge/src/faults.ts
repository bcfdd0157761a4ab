import { defineFaults } from '@millrace/core'

export const edgeFaults = defineFaults('edge', {
  driver_unknown: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a driver that this edge has, saw {kind}.',
    remedy: 'millrace edge --check lists the kinds.',
  },
  restart_needed: {
    blame: 'configuration',
    status: 409,
    says: 'Expected a changed configuration to differ in its devices only, saw another {part}.',
    remedy: 'Restart the edge; the buffer keeps what was not sent.',
  },
  session_lost: {
    blame: 'device',
    status: 503,
    says: 'Expected the session with the broker to stand, saw it end: {seen}.',
    remedy: 'Values are stored and sent when the broker is back. Check its address, the network and the credential.',
  },
  model_changed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the model of {place} to have the digest {expected}, saw {seen}.',
    remedy:
      'Get the package again from its publisher. If this is the one that is meant, write its digest into the configuration.',
  },
  model_unsigned: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {place} to be signed with the key {expected}, saw {seen}.',
    remedy: 'Get the archive from the publisher whose key this is.',
  },
  command_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a command for a metric of the last birth, saw {seen}.',
    remedy: 'Ask for a rebirth and send the command with the alias or name that it tells.',
  },
})
