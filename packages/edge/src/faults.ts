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
  flow_changed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the flow of {place} to have the digest {expected}, saw {seen}.',
    remedy:
      'Get the package again from its publisher. If this is the one that is meant, write its digest into the configuration.',
  },
  flow_unsigned: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {place} to be signed with one of the keys {expected}, saw {seen}.',
    remedy: 'Get the archive from the publisher whose key this is.',
  },
  flow_centre_only: {
    blame: 'configuration',
    status: 422,
    says: 'Expected nodes that run at an edge node, saw "{node}" of the kind {type}, which runs on the platform alone.',
    remedy: 'Give a point instead, and let a flow on the platform act on it; or deploy the whole flow there.',
  },
  assignment_malformed: {
    blame: 'us',
    status: 422,
    says: 'Expected what the platform deploys to this node, saw {seen}.',
    remedy: 'Edge and platform are of different versions, or somebody else speaks on the topic: look at the broker.',
  },
  archive_unreachable: {
    blame: 'configuration',
    status: 503,
    says: 'Expected the archive of a flow from {url}, saw {seen}.',
    remedy: 'It is tried again. Check platform.url and its certificate, and the credential of this node.',
  },
  deployment_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a flow that fits this node, saw {seen}.',
    remedy: 'Deploy it with points of this node; the list of them is in its configuration.',
  },
  flow_slow: {
    blame: 'caller',
    status: 422,
    says: 'Expected a flow that works on at least {least} samples a second, saw {seen}.',
    remedy: 'Make it lighter, and put the new version in its place.',
  },
  flow_stuck: {
    blame: 'caller',
    status: 422,
    says: 'Expected a flow that comes back, saw none for {seconds} s: it was ended.',
    remedy: 'Look for a script or an expression without an end, and put the new version in its place.',
  },
  flow_ended: {
    blame: 'caller',
    status: 422,
    says: 'Expected the thread of a flow to run, saw it end: {seen}.',
    remedy: 'If it took too much memory, make windows and queues shorter; put the new version in its place.',
  },
  command_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected a command for a metric of the last birth, saw {seen}.',
    remedy: 'Ask for a rebirth and send the command with the alias or name that it tells.',
  },
})
