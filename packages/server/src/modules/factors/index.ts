export type { Raise } from './passkeys.ts'
export type { RelyingParty } from './relying-party.ts'
export type { Answer, FactorService, SecondFactor } from './service.ts'
