import { defineFaults } from '@millrace/core'

export const driverFaults = defineFaults('driver', {
  connect_timeout: {
    blame: 'device',
    status: 504,
    says: 'Expected the device to be connected within {ms} ms, saw no end of the attempt.',
    remedy:
      'Check that the device is on, that address and port are right and that no firewall swallows the connection.',
  },
  setup_timeout: {
    blame: 'device',
    status: 504,
    says: 'Expected the tags to be set up within {ms} ms, saw no end of it.',
    remedy: 'Ask for fewer tags, or look at the load of the device.',
  },
  close_timeout: {
    blame: 'us',
    status: 500,
    says: 'Expected the driver to close within {ms} ms, saw no end of it.',
    remedy: 'It was left behind and a new one is made; report it if it happens again.',
  },
  poll_stuck: {
    blame: 'us',
    status: 500,
    says: 'Expected a scan of {periodMs} ms to end, saw it run for {ms} ms.',
    remedy: 'The connection was closed and is made anew; report it if it happens again.',
  },
  timeout: {
    blame: 'device',
    status: 504,
    says: 'Expected an answer to {asked} within {ms} ms, saw none.',
    remedy: 'Check the station number and the load of the device, or allow it a longer timeout.',
  },
  reply_malformed: {
    blame: 'device',
    status: 502,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'The answer was thrown away. A gateway that mixes up answers shows this: allow one request at a time.',
  },
  frame_malformed: {
    blame: 'device',
    status: 502,
    says: 'Expected {expected}, saw {seen}.',
    remedy: 'The connection is made anew. Check that port and protocol are right.',
  },
  link_lost: {
    blame: 'device',
    status: 503,
    says: 'Expected an open connection to {place}, saw it end: {seen}.',
    remedy: 'The connection is made anew. Check that the device is on, reachable and has a connection to spare.',
  },
  too_large: {
    blame: 'device',
    status: 502,
    says: 'Expected an answer to {asked}, saw that it is too large for the device.',
    remedy: 'Nothing to do: fewer are asked for at a time from now on.',
  },
  link_silent: {
    blame: 'device',
    status: 504,
    says: 'Expected an answer, saw {count} requests in a row without one.',
    remedy: 'The connection is closed and made anew. Check the device, the unit number and the timeout.',
  },
  unhealthy: {
    blame: 'device',
    status: 504,
    says: 'Expected a sign of life from the device, saw none for three keep-alive periods.',
    remedy: 'The connection is closed and made anew. Check the network between edge and device.',
  },
  not_connected: {
    blame: 'device',
    status: 503,
    says: 'Expected a connected device, saw it {state}.',
    remedy: 'Wait until the device is back; the request was not kept.',
  },
  browse_unsupported: {
    blame: 'caller',
    status: 422,
    says: 'Expected a protocol that can be browsed, saw {kind}.',
    remedy: 'Enter the address by hand; the manual of the device lists them.',
  },
  fuzz_broke: {
    blame: 'us',
    status: 500,
    says: 'Expected {name} to refuse case {case} of seed {seed} with a fault, saw it break; the input was {input}.',
    remedy: 'Make the codec check what it reads; the input is the test for it.',
  },
  bus_full: {
    blame: 'caller',
    status: 429,
    says: 'Expected room in the queue of the medium, saw {waiting} {kind}s waiting.',
    remedy: 'Send fewer at a time and wait for their results.',
  },
  closing: {
    blame: 'us',
    status: 503,
    says: 'The device is being closed.',
    remedy: 'Nothing to do: the edge is stopping or its configuration changed.',
  },
})
