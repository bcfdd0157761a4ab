import { defineFaults } from '@millrace/core'

defineFaults('tls', {
  certificate_unusable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a certificate in PEM and its unencrypted private key in {source}, saw {seen}.',
    remedy:
      'Give the server certificate first and its intermediates after it in MILLRACE_TLS_CERT, and its own key in MILLRACE_TLS_KEY. Without both the platform issues one itself.',
  },
  half_given: {
    blame: 'configuration',
    status: 500,
    says: 'Expected MILLRACE_TLS_CERT and MILLRACE_TLS_KEY together, saw {seen} alone.',
    remedy: 'Set both, or none: then the platform issues a certificate itself.',
  },
  acme_incomplete: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {expected} for certificates by ACME, saw {seen}.',
    remedy:
      'Set MILLRACE_ACME_DOMAINS to the public names of this host with commas between, and MILLRACE_ACME_EMAIL to a mailbox that is read. MILLRACE_ACME_DIRECTORY is an https address.',
  },
  order_failed: {
    blame: 'configuration',
    status: 503,
    says: 'Expected {directory} to give a certificate for {domains}, saw: {seen}',
    remedy:
      'Each name must lead here from the internet, and port 80 must reach this process (MILLRACE_ACME_PORT when something forwards it). It is tried again.',
  },
  challenge_port_taken: {
    blame: 'configuration',
    status: 500,
    says: 'Expected port {port} for the proof to the certificate authority, saw: {seen}',
    remedy:
      'Free it, let this user open it (setcap cap_net_bind_service, or systemd AmbientCapabilities), or forward port 80 to another and set MILLRACE_ACME_PORT.',
  },
  public_url_malformed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected MILLRACE_PUBLIC_URL as http(s)://name[:port] without a path, saw "{seen}".',
    remedy: 'Give the address that people type, e.g. https://millrace.example.',
  },
})
