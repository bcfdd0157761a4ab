import { defineFaults } from '@millrace/core'

defineFaults('outgoing', {
  url_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected an absolute URL without user name and password, on a port that the web uses, saw {seen}.',
    remedy: 'Correct the URL. Who runs the platform can allow another port with MILLRACE_OUTGOING_ALLOW=host:port.',
  },
  scheme_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected an https URL, saw {seen}.',
    remedy: 'Use https. Who runs the platform can allow http with MILLRACE_OUTGOING_ALLOW=host:port.',
  },
  mail_port_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a port of mail (25, 465, 587 or 2525), saw {port}.',
    remedy: 'Use one of these. Who runs the platform can allow another with MILLRACE_OUTGOING_ALLOW=host:port.',
  },
  address_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a host on the public internet, saw {host}, which is not, or not only.',
    remedy:
      'Use a public address. Who runs the platform can allow a service of the own network with MILLRACE_OUTGOING_ALLOW=host:port or a CIDR range.',
  },
  unreachable: {
    blame: 'configuration',
    status: 502,
    says: 'Expected an answer from {host}, saw {seen}.',
    remedy: 'Check the address, and that the service runs and shows a valid certificate.',
  },
  too_large: {
    blame: 'configuration',
    status: 502,
    says: 'Expected at most {limit} bytes from {host}, saw more.',
    remedy: 'Check that the address is the one that was meant.',
  },
  timed_out: {
    blame: 'configuration',
    status: 504,
    says: 'Expected the whole answer from {host} within {seconds} s, saw none.',
    remedy: 'Try again later; check that the service answers.',
  },
  too_many_redirects: {
    blame: 'configuration',
    status: 502,
    says: 'Expected at most {limit} redirects, saw more, the last to {host}.',
    remedy: 'Give the address that the redirects end at.',
  },
  allow_malformed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected host:port or a CIDR range in MILLRACE_OUTGOING_ALLOW, saw "{seen}".',
    remedy: 'Write entries such as sso.plant.example:8443, [fd00::5]:443 or 10.20.0.0/16, with commas between.',
  },
})
