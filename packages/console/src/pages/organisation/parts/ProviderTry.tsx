import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform } from '../../../platform.ts'
import styles from '../organisation.module.css'

/** Asks whether the provider answers as it should, and says what is wrong if not. */
export function ProviderTry({ id }: { id: string }) {
  const { t } = useTranslation('organisation')
  const words = useFaultWords()
  const check = useMutation({ mutationFn: () => platform.providers.check(id) })
  const problem = check.error
    ? words(check.error)
    : check.data && !check.data.works
      ? { says: check.data.problem ?? '', remedy: check.data.remedy ?? '' }
      : undefined
  return (
    <div className={styles.try}>
      <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
        {t('providers.try')}
      </Button>
      {check.data?.works && (
        <p role="status" className={styles.works}>
          <IconCheck size={16} stroke={1.8} aria-hidden="true" />
          <span>
            {t('providers.works')} <span className="quiet">{t('providers.worksHint')}</span>
          </span>
        </p>
      )}
      {problem && !check.isPending && <FormFault words={problem} />}
    </div>
  )
}
