import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { AppListed } from '../../../platform.ts'

/** Whether somebody here trusts the key that signed a package. */
export function SignatureMark({ signature }: { signature: AppListed['signature'] }) {
  const { t } = useTranslation('apps')
  if (!signature) return <Mark tone="hollow">{t('signature.none')}</Mark>
  return signature.trusted ? (
    <Mark tone="plain">{t('signature.trusted')}</Mark>
  ) : (
    <Mark tone="warn">{t('signature.unknown')}</Mark>
  )
}
