import { defineFaults } from '@millrace/core'

defineFaults('machines', {
  credential_exists: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name without a credential, saw "{name}", which has one.',
    remedy: 'Keep using its secret, choose another name, or ask again with replace: true to give it a new secret.',
  },
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name that is free on this platform or your own machine\'s, saw "{name}".',
    remedy: 'Choose another name; what a machine is (edge node or device) does not change with a token.',
  },
  credential_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the name of a machine with a credential, saw "{name}".',
    remedy: 'GET /api/v1/machines/certificates and GET /api/v1/devices list the names.',
  },
  certificate_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a certificate, saw {id}.',
    remedy: 'Look it up with GET /api/v1/machines/certificates.',
  },
  token_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of an enrolment token that is still open, saw {id}.',
    remedy: 'Look it up with GET /api/v1/machines/enrolment-tokens.',
  },
  token_refused: {
    blame: 'caller',
    status: 403,
    says: 'Expected an enrolment token that is known, not used and not expired; saw another.',
    remedy:
      'Ask for a new token. If nobody of yours used this one, revoke the certificate that was issued for it: somebody else did.',
  },
  request_refused: {
    blame: 'caller',
    status: 422,
    says: 'Expected a PKCS #10 request in PEM, signed by its own key (P-256, P-384, Ed25519, RSA of 2048 to 8192 bits); saw {seen}.',
    remedy:
      'Make a new key and request, such as with openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes.',
  },
  renewal_refused: {
    blame: 'caller',
    status: 403,
    says: 'Expected a valid certificate of ours with a fresh signature by its key, saw {seen}.',
    remedy: 'Check the clock of the machine; if its certificate is expired or revoked, enrol it with a new token.',
  },
  renewed_already: {
    blame: 'caller',
    status: 409,
    says: 'Expected a certificate that was not renewed yet, saw one that was renewed with another key.',
    remedy:
      'Use the certificate that was issued then. If it is not yours, its key was copied: revoke both and enrol the machine anew.',
  },
  root_missing: {
    blame: 'configuration',
    status: 500,
    says: 'The issuing authority ends on {until}, and a new one needs the root key in {file}, which is not there.',
    remedy: 'Put the file of the root back, restart the platform, then take the file away again.',
  },
  authority_unreadable: {
    blame: 'configuration',
    status: 500,
    says: "Expected the platform's certificate authority in {file}, saw {seen}.",
    remedy: 'Restore the file from a backup together with the master key; without it every machine must enrol anew.',
  },
  authority_over: {
    blame: 'configuration',
    status: 503,
    says: 'The issuing authority ended on {until}; it signs nothing any more.',
    remedy: 'Put the file of the root back and restart the platform: it makes a new issuing authority.',
  },
})
