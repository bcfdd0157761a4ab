/** What the platform records, by what it is about: the words for each are in `audit.action`, an unknown one shows its code. */
export const areas = {
  signIn: [
    'session.opened',
    'session.refused',
    'session.ended',
    'session.moved',
    'sessions.ended',
    'password.changed',
    'profile.changed',
    'factor.proof_refused',
    'totp.begun',
    'totp.added',
    'totp.removed',
    'recovery_codes.renewed',
    'passkey.added',
    'passkey.removed',
    'passkey.suspected',
    'recovery.made',
    'recovery.used',
  ],
  members: [
    'member.invited',
    'member.joined',
    'member.suspended',
    'member.restored',
    'member.removed',
    'invitation.withdrawn',
  ],
  rights: ['role.made', 'role.dropped', 'role.given', 'role.taken', 'roles.given', 'access.refused'],
  writes: [
    'write.asked',
    'write.confirmed',
    'write.done',
    'write.failed',
    'write.unknown',
    'write.refused',
    'write.withdrawn',
    'write.expired',
    'write_rule.set',
    'write_rule.dropped',
  ],
  sharing: ['grant.given', 'grant.received', 'grant.used', 'grant.revoked', 'grant.withdrawn'],
  providers: [
    'provider.made',
    'provider.changed',
    'provider.removed',
    'provider.connected',
    'provider.disconnected',
    'provider.signed_in',
    'provider.sign_in_refused',
  ],
  programs: [
    'program.made',
    'program.rotated',
    'program.suspended',
    'program.restored',
    'program.ended',
    'token.issued',
    'token.refused',
  ],
  machines: [
    'machine.enrolment_offered',
    'machine.enrolment_withdrawn',
    'machine.enrolled',
    'machine.enrolment_replayed',
    'machine.renewed',
    'machine.renewal_replayed',
    'machine.secret_given',
    'machine.removed',
    'certificate.revoked',
    'certificate.superseded',
    'certificate.cloned',
    'machine.refused',
  ],
  library: [
    'device_profile.contributed',
    'device_profile.submitted',
    'device_profile.tried',
    'device_profile.published',
    'device_profile.rejected',
    'device_profile.withdrawn',
    'device_profile.superseded',
    'device_profile.removed',
  ],
  alarms: [
    'alarm.acknowledged',
    'alarm.reset',
    'alarm.shelved',
    'alarm.unshelved',
    'alarm.removed',
    'alarm.returned',
    'alarm.noted',
    'alarm.change_proposed',
    'alarm.change_approved',
    'alarm.change_rejected',
    'alarm.change_withdrawn',
    'alarm.settings_changed',
  ],
  organisation: [
    'organisation.made',
    'organisation.changed',
    'organisation.suspended',
    'organisation.restored',
    'quota.changed',
  ],
  data: [
    'history.exported',
    'history.queried',
    'history.import_begun',
    'history.imported',
    'history.import_removed',
    'backup.begun',
    'backup.made',
    'history.removal_asked',
    'history.removed',
    'history.expired',
    'retention.set',
    'retention.dropped',
    'audit.exported',
    'audit.retention_changed',
    'audit.dropped',
  ],
} as const

export type Area = keyof typeof areas
export type KnownAction = (typeof areas)[Area][number]

export const areaNames = Object.keys(areas) as Area[]

const known: ReadonlySet<string> = new Set(Object.values(areas).flat())
export const isKnownAction = (code: string): code is KnownAction => known.has(code)

/** The filter for all of an area: how its actions begin. */
export const beginningsOf = (area: Area): string =>
  [...new Set(areas[area].map((action) => action.replace(/\..*/, '.')))].join()

/** What nobody asked for: the platform saw something that should not be, and says so. */
export const raised: readonly KnownAction[] = [
  'certificate.cloned',
  'machine.refused',
  'machine.enrolment_replayed',
  'machine.renewal_replayed',
  'passkey.suspected',
  'access.refused',
  'write.unknown',
]
