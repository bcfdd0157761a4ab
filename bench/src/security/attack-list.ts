import { appAttacks } from './attack-apps.ts'
import { bodyAttacks } from './attack-bodies.ts'
import type { Attack } from './attack-case.ts'
import { exhaustionAttacks, slowLoris } from './attack-exhaustion.ts'
import { fieldAttacks } from './attack-fields.ts'
import { headerAttacks } from './attack-headers.ts'
import { injectionAttacks } from './attack-injection.ts'
import { jwtConfusion } from './attack-jwt.ts'
import { mqttAttacks } from './attack-mqtt.ts'
import { mqttFloods } from './attack-mqtt-floods.ts'
import { forgery, webhookForgery } from './attack-outgoing.ts'
import { pairingAttack } from './attack-pairing.ts'
import { signInAttacks } from './attack-sign-in.ts'
import { sqlAttacks } from './attack-sql.ts'

/** Made one after the other. */
export const attacks: readonly Attack[] = [
  ...signInAttacks,
  pairingAttack,
  jwtConfusion,
  ...headerAttacks,
  ...fieldAttacks,
  ...bodyAttacks,
  ...injectionAttacks,
  ...sqlAttacks,
  ...appAttacks,
  forgery,
  webhookForgery,
  ...mqttAttacks,
  ...mqttFloods,
  ...exhaustionAttacks,
]

/** Begun first, and held open while the others are made. */
export const heldAttacks: readonly Attack[] = [slowLoris]
