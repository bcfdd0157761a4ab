import { defineFaults } from '@millrace/core'

defineFaults('federation', {
  provider_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected the id of a sign-in provider, saw {id}, which is none.',
    remedy: 'Look it up with GET /api/v1/identity-providers, or start again from the sign-in page.',
  },
  providers_full: {
    blame: 'caller',
    status: 409,
    says: 'Expected at most {limit} sign-in providers in an organisation, saw one more.',
    remedy: 'Remove one that nobody uses.',
  },
  issuer_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected an issuer as an https URL without query, fragment and user name, saw another text.',
    remedy: 'Copy the issuer from the provider; it is where /.well-known/openid-configuration stands below.',
  },
  secret_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected the client secret with a new provider or a new issuer, saw none.',
    remedy: 'Give the secret again: what one issuer was told is not shown to another.',
  },
  provider_unfit: {
    blame: 'configuration',
    status: 502,
    says: 'Expected an OpenID provider at the issuer, saw {seen}.',
    remedy: 'Check the issuer, and try it with POST /api/v1/identity-providers/<id>/check.',
  },
  errand_unknown: {
    blame: 'caller',
    status: 400,
    says: 'Expected the answer of the provider in the browser that asked for it, within {minutes} minutes, saw another.',
    remedy: 'Start again from the sign-in page.',
  },
  answer_refused: {
    blame: 'configuration',
    status: 403,
    says: 'Expected a sign-in that the provider vouches for, saw {seen}.',
    remedy: 'Start again from the sign-in page. If it stays, ask who administers the provider.',
  },
  domain_refused: {
    blame: 'caller',
    status: 403,
    says: 'Expected a verified e-mail address of a domain that the organisation takes, saw another or none.',
    remedy: 'Sign in with an account of your organisation.',
  },
  not_a_member: {
    blame: 'caller',
    status: 403,
    says: 'Expected a sign-in that belongs to a member, saw one that is not connected to anybody.',
    remedy: 'Sign in another way and connect the provider in your profile, or ask an administrator to let people join.',
  },
  login_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a sign-in that belongs to nobody else, saw one that is connected to another person.',
    remedy: 'Sign in at the provider with your own account.',
  },
})
