import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { Misfit } from '../edit/fit.ts'

/** Why a wire does not go there, in a few words. */
export function useMisfitWords(): (misfit: Misfit) => string {
  const { t } = useTranslation('flows')
  return (misfit) => {
    if (misfit.why === 'type') return t('misfit.type', { from: t(`type.${misfit.from}`), to: t(`type.${misfit.to}`) })
    if (misfit.why === 'unit')
      return t('misfit.unit', { from: unitText(misfit.from) || '1', to: unitText(misfit.to) || '1' })
    return misfit.why === 'told' ? misfit.says : t(`misfit.${misfit.why}`)
  }
}
