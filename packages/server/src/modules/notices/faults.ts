import { defineFaults } from '@millrace/core'

const unknown = (what: string, path: string) =>
  ({
    blame: 'caller',
    status: 404,
    says: `Expected the id of ${what}, saw {id}, which is none.`,
    remedy: `Look it up with GET /api/v1/${path}.`,
  }) as const

defineFaults('notices', {
  channel_unknown: unknown('a channel', 'notice-channels'),
  person_unknown: unknown('somebody who can be told', 'notice-people'),
  rota_unknown: unknown('a rota', 'notice-rotas'),
  stand_in_unknown: unknown('somebody who stands in', 'notice-rotas'),
  rule_unknown: unknown('a rule', 'notice-rules'),
  delivery_unknown: unknown('a delivery', 'notice-deliveries'),
  name_taken: {
    blame: 'caller',
    status: 409,
    says: 'Expected a name that nothing of its kind has, saw "{name}".',
    remedy: 'Choose another.',
  },
  too_many: {
    blame: 'caller',
    status: 422,
    says: 'Expected at most {most} {what} of an organisation, saw one more.',
    remedy: 'Remove one that is no longer needed.',
  },
  secret_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected {secret} of the channel, saw none for where it goes now.',
    remedy: 'Give it: what was kept counts only for the address that it was given for.',
  },
  secret_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw text of another form.',
    remedy: 'Give it as the other side shows it.',
  },
  kind_fixed: {
    blame: 'caller',
    status: 409,
    says: 'Expected a channel of the kind {kind}, saw {seen}.',
    remedy: 'Make another channel; a kind is never changed.',
  },
  setting_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw "{seen}".',
    remedy: 'Mend it and send it again.',
  },
  receiver_missing: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw none.',
    remedy: 'Name one; a channel that goes to people needs somebody with an address.',
  },
  zone_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected an IANA time zone, saw "{seen}".',
    remedy: 'Write it as Asia/Shanghai or Europe/Berlin.',
  },
  in_use: {
    blame: 'caller',
    status: 409,
    says: 'Expected something that no rule and no rota names, saw {name}, which {by} does.',
    remedy: 'Take it out there first.',
  },
  levels_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected the first level at once and each that follows after at least a minute, saw {seen} min at level {level}.',
    remedy: 'Set afterMinutes to 0 for the first level and to 1 or more for the others.',
  },
  not_dead: {
    blame: 'caller',
    status: 409,
    says: 'Expected a delivery that was given up, saw one that is {state}.',
    remedy: 'Only what was given up is sent again.',
  },
  link_invalid: {
    blame: 'caller',
    status: 404,
    says: 'Expected the link of a message, saw one that is none or has ended.',
    remedy: 'Open the newest message, or sign in and acknowledge there.',
  },
  link_used: {
    blame: 'caller',
    status: 409,
    says: 'Expected a link that was not used, saw one that acknowledged at {at}.',
    remedy: 'Nothing is left to do: a link acknowledges once.',
  },
  mail_failed: {
    blame: 'configuration',
    status: 502,
    says: 'Expected the mail server {host} to take the message, saw: {seen}',
    remedy: 'Check host, port, security and password of the channel.',
  },
})
