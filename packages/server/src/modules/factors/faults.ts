import { defineFaults } from '@millrace/core'

defineFaults('factors', {
  password_weak: {
    blame: 'caller',
    status: 422,
    says: 'Expected a password of 8 to 1,024 characters that is hard to guess, saw {seen}.',
    remedy:
      'Take four or more words that do not belong together, or 12 random characters; no names, dates or rows of the keyboard.',
  },
  busy: {
    blame: 'us',
    status: 503,
    says: 'Expected fewer passwords to check at once, saw {waiting} waiting.',
    remedy: 'Try again in a few seconds.',
  },
  proof_refused: {
    blame: 'caller',
    status: 403,
    says: 'Expected your password or a fresh second factor in "proof", saw none that fits.',
    remedy:
      'Give exactly one of password, totp, recovery, passkey. Who signs in at a provider and has no password here keeps the second factor there.',
  },
  totp_not_begun: {
    blame: 'caller',
    status: 409,
    says: 'Expected an authenticator app that is being set up, begun at most ten minutes ago; saw none.',
    remedy: 'Begin with POST /api/v1/me/totp.',
  },
  totp_code_wrong: {
    blame: 'caller',
    status: 422,
    says: 'Expected the code that the authenticator app shows now, saw another.',
    remedy: 'Check that the clock of the phone is right, wait for the next code and give that.',
  },
  factor_missing: {
    blame: 'caller',
    status: 409,
    says: 'Expected {expected}, saw none.',
    remedy: 'GET /api/v1/me/factors lists what is set up.',
  },
  passkey_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of one of your passkeys, saw {id}.',
    remedy: 'Look it up with GET /api/v1/me/factors.',
  },
  passkey_known: {
    blame: 'caller',
    status: 409,
    says: 'Expected a new passkey, saw one that is registered already.',
    remedy: 'Use it as it is, or remove it first.',
  },
  passkeys_full: {
    blame: 'caller',
    status: 409,
    says: 'Expected at most {most} passkeys of one person, saw one more.',
    remedy: 'Remove one that is no longer used.',
  },
  passkey_refused: {
    blame: 'caller',
    status: 401,
    says: 'Expected the answer of a registered passkey to a question asked here within five minutes, saw one that does not fit.',
    remedy: 'Begin again, from the address of this platform, with a passkey registered here.',
  },
  passkey_cloned: {
    blame: 'caller',
    status: 401,
    says: 'Expected the counter of the passkey to go forward, saw it go back: somebody may hold a copy.',
    remedy: 'Sign in another way, remove this passkey and register a new one; tell your administrator.',
  },
  passkey_needs_name: {
    blame: 'configuration',
    status: 409,
    says: 'Expected the public address of the platform to be a name over https (or localhost), saw {address}: browsers make passkeys for nothing else.',
    remedy: 'Give the platform a DNS name with a certificate and set it as its public address.',
  },
})
