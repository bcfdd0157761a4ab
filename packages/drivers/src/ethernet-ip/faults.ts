import { defineFaults } from '@millrace/core'

export const ethernetIpFaults = defineFaults('ethernet-ip', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write for example Temperature, Program:Main.Motor.Speed, Recipe[3].Name, Grid[2,4] or Status.5.',
  },
  address_type: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} for "{address}", saw the type {type}.',
    remedy: 'Change the type of the tag or its address.',
  },
  path_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected pairs of a port (1 to 14) and a link (0 to 255, or an IPv4 address), saw "{seen}".',
    remedy: 'Write for example 1,0 for slot 0 of the backplane, or 1,3,2,10.0.0.7,1,0 through a second chassis.',
  },
  encapsulation_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected the device to take an encapsulated request, saw it refused: {seen}.',
    remedy: 'The connection is made anew. A device that restarted, or has no session to spare, shows this.',
  },
  browse_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected the list of tags of {place}, saw it refused: {seen}.',
    remedy: 'Check that the program exists; some controllers have no list of their tags: enter addresses by hand.',
  },
  tag_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a tag of the simulated controller, saw "{seen}".',
    remedy: 'Add the tag to the simulator first.',
  },
  value_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a value that fits {type}, saw {seen}.',
    remedy: 'Give a value within the range of the type.',
  },
})
