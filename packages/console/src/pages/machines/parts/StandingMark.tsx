import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { useNow } from '../../../parts/use-now.ts'
import type { Certificate } from '../../../platform.ts'
import { type Standing, standingOf } from '../near.ts'

const tones: Record<Standing, Tone> = { valid: 'plain', near: 'warn', expired: 'bad', revoked: 'hollow' }

export function StandingMark({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('machines')
  const standing = standingOf(certificate, useNow())
  return <Mark tone={tones[standing]}>{t(`state.${standing}`)}</Mark>
}
