import { defineFaults } from '@millrace/core'

export const enrolmentFaults = defineFaults('enrolment', {
  plain_address: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the platform at https://, or http:// on this machine; saw {url}.',
    remedy: 'Give the https:// address: the token must not cross a network in the open.',
  },
  token_missing: {
    blame: 'configuration',
    status: 422,
    says: 'Expected an enrolment token, since {folder} holds no certificate yet; saw none.',
    remedy:
      'Make one in the console or with POST /api/v1/machines/enrolment-tokens, and give it in tokenEnv or tokenFile.',
  },
  unreachable: {
    blame: 'device',
    status: 503,
    says: 'Expected an answer of {url}, saw {seen}.',
    remedy: "Check address and network; with a certificate of the platform's own authority, give its root in ca.",
  },
  refused: {
    blame: 'caller',
    status: 403,
    says: 'Expected a certificate from the platform, saw its refusal: {seen}',
    remedy: 'Follow what the platform says; a token is good for one enrolment.',
  },
  foreign_answer: {
    blame: 'device',
    status: 502,
    says: 'Expected a certificate for the key that was sent, below the root that was told; saw {seen}.',
    remedy: "Check that the address is the platform's own and nothing in between answers for it.",
  },
  unreadable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected a key and its certificate in {folder}, saw {seen}.',
    remedy: 'Move the folder away and enrol with a new token.',
  },
})
