import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AppTestSum } from '../../../platform.ts'
import styles from '../apps.module.css'
import { TestMark } from './TestMark.tsx'

/** Whether somebody has to say that a version is to be installed though its own tests fail. */
export const speaksAgainst = ({ state }: AppTestSum): boolean => state === 'failed' || state === 'stopped'

interface DespiteTestsProps {
  tests: AppTestSum
  checked: boolean
  onCheck: (checked: boolean) => void
}

/** Its own tests fail: who installs it all the same says so. */
export function DespiteTests({ tests, checked, onCheck }: DespiteTestsProps) {
  const { t } = useTranslation('apps')
  if (!speaksAgainst(tests)) return null
  return (
    <div className={styles.despite} role="group" aria-label={t('tests.title')}>
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <div>
        <TestMark tests={tests} />
        <p>{t('tests.despiteLesson')}</p>
        <Checkbox
          label={t('tests.despite')}
          checked={checked}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
      </div>
    </div>
  )
}
