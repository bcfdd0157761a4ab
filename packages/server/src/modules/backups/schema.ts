import { type Static, Type } from 'typebox'

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hex' })

export const SealRequest = Type.Object({ sha256: Sha256 }, { title: 'SealRequest' })
export type SealRequest = Static<typeof SealRequest>

export const Seal = Type.Object(
  { seal: Type.String({ description: 'Opens with the platform’s master key alone' }) },
  { title: 'Seal' },
)
export type Seal = Static<typeof Seal>
