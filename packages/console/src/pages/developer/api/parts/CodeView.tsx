import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyAction } from '../../../../parts/ShownOnce.tsx'
import styles from '../../developer.module.css'
import { type CodeLanguage, codeLanguages, codeOf, codeTitles } from '../code.ts'
import type { Request } from '../request.ts'

/** The call as it stands, to be taken elsewhere. */
export function CodeView({ request }: { request: Request }) {
  const { t } = useTranslation('developer')
  const [language, setLanguage] = useState<CodeLanguage>('curl')
  const code = codeOf(language, request, location.origin)
  return (
    <div className={styles.codeView}>
      <div className={styles.codeHead}>
        <SegmentedControl
          size="xs"
          aria-label={t('try.language')}
          value={language}
          onChange={(value) => setLanguage(codeLanguages.find((known) => known === value) ?? 'curl')}
          data={codeLanguages.map((known) => ({ value: known, label: codeTitles[known] }))}
        />
        <CopyAction value={code} />
      </div>
      <pre className={styles.output} tabIndex={0}>
        {code}
      </pre>
    </div>
  )
}
