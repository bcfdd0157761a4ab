import { defineFaults } from '@millrace/core'

export const wireFaults = defineFaults('wire', {
  topic_malformed: {
    blame: 'device',
    status: 400,
    says: 'Expected a Sparkplug topic (spBv1.0/group/type/node[/device]), saw "{seen}".',
    remedy: 'Ids are UTF-8 without +, # and /; the device stands in D… messages only.',
  },
  payload_malformed: {
    blame: 'device',
    status: 400,
    says: 'Expected a Sparkplug B payload, saw {seen} at byte {at}.',
    remedy: 'The sender encodes wrongly, or the message was cut; check it with another host.',
  },
  too_many_names: {
    blame: 'device',
    status: 400,
    says: 'Expected at most {limit} metric names of one edge node since the host started, saw more.',
    remedy: 'Take what changes (times, counters, serial numbers) out of the names of metrics and devices.',
  },
  state_malformed: {
    blame: 'device',
    status: 400,
    says: 'Expected a host state of {"online": …, "timestamp": …}, saw "{seen}".',
    remedy: 'Sparkplug 3.0 hosts publish JSON; older ones publish text and are not followed.',
  },
  stored_malformed: {
    blame: 'device',
    status: 400,
    says: 'Expected stored positions, saw {seen}.',
    remedy: 'Host and edge differ in version; update the older one.',
  },
})
