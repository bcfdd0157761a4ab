import { defineFaults } from '@millrace/core'

export const opcuaFaults = defineFaults('opcua', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      'Write for example ns=2;s=Boiler.Steam, nsu=http://example.com/plant;i=1001, index=3;ns=2;s=Levels, event;severity=500;i=2253 or call;ns=2;s=Boiler;ns=2;s=Boiler.Stop.',
  },
  events_are_text: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the type string for the events of a node, saw {type}.',
    remedy: 'Set the type to string: each event is a JSON object.',
  },
  settings_conflict: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected}, saw securityMode {mode} with securityPolicy {policy}.',
    remedy: 'Use None with None, or Sign or SignAndEncrypt with one of the other policies.',
  },
  unreachable: {
    blame: 'device',
    status: 503,
    says: 'Expected an OPC UA server at {url}, saw {seen}.',
    remedy: 'Check that the server runs, that address and port are right and that no firewall is between.',
  },
  connection_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected {url} to open a session, saw {seen}.',
    remedy: 'Look into the log of the server; it says why it refuses.',
  },
  endpoint_missing: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {url} to offer {wanted}, saw {offered}.',
    remedy: 'Set securityMode and securityPolicy to a pair that the server offers, or enable this one on the server.',
  },
  certificate_untrusted: {
    blame: 'configuration',
    status: 403,
    says: 'Expected a trusted certificate from {url}, saw "{subject}" with the SHA-256 fingerprint {fingerprint}.',
    remedy:
      'Compare the fingerprint with the one the server shows. If they agree, move {file} to {trusted}, or list the fingerprint under trustedCertificates; the next attempt takes it.',
  },
  certificate_changed: {
    blame: 'configuration',
    status: 403,
    says: 'Expected the certificate that {url} showed first, saw another: "{subject}" with the SHA-256 fingerprint {fingerprint}.',
    remedy:
      'If the server was given a new certificate, move {file} to {trusted}; if not, somebody may stand between: find out who.',
  },
  certificate_invalid: {
    blame: 'device',
    status: 403,
    says: 'Expected a valid certificate from {url}, saw "{subject}" ({status}).',
    remedy: 'Check the clocks of both sides, the validity, issuer and revocation list of the certificate.',
  },
  own_certificate_refused: {
    blame: 'device',
    status: 403,
    says: 'Expected {url} to trust our certificate, saw {seen}.',
    remedy:
      'Trust {file} on the server (most servers list it under rejected certificates), then wait for the next attempt.',
  },
  login_refused: {
    blame: 'configuration',
    status: 401,
    says: 'Expected {url} to accept {who}, saw {seen}.',
    remedy: 'Check user name and password, and whether the server allows this kind of login on this endpoint.',
  },
  sessions_exhausted: {
    blame: 'device',
    status: 503,
    says: 'Expected {url} to have a session to spare, saw {seen}.',
    remedy: 'Close other clients or raise the limit of the server; sessions of lost clients end after their timeout.',
  },
  link_lost: {
    blame: 'device',
    status: 503,
    says: 'Expected an open session with {url}, saw it end: {seen}.',
    remedy: 'The connection is made anew. Check the server and the network if it happens often.',
  },
  subscription_ended: {
    blame: 'device',
    status: 503,
    says: 'Expected the subscription to go on, saw the server end it: {seen}.',
    remedy: 'The connection is made anew and every value is read again.',
  },
  nodes_appeared: {
    blame: 'device',
    status: 503,
    says: 'Expected the server to lack the nodes that it lacked, saw it offer {nodes} of them, or other namespaces.',
    remedy: 'Nothing to do: the connection is made anew, so that they are read.',
  },
  notifications_lost: {
    blame: 'device',
    status: 502,
    says: 'Expected notification {expected}, saw {seen}; the server no longer had what lies between.',
    remedy: 'The connection is made anew, so that no tag keeps an outdated value. Values in between are lost.',
  },
  request_failed: {
    blame: 'device',
    status: 502,
    says: 'Expected an answer to {request}, saw {seen}.',
    remedy: 'Look at the load and the limits of the server.',
  },
  cursor_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a cursor of this connection, saw "{seen}".',
    remedy: 'Browse this folder again from its first page.',
  },
})
