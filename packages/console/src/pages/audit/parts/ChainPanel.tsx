import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { countText } from '../../../parts/value-text.ts'
import { platform, type Verification } from '../../../platform.ts'
import styles from '../audit.module.css'
import { retentionQuery } from '../queries.ts'

/** Why the chain proves something, and whether it holds. */
export function ChainPanel() {
  const { t } = useTranslation('audit')
  const words = useFaultWords()
  const retention = useQuery(retentionQuery)
  const verify = useMutation({
    mutationFn: async () => ({ found: await platform.audit.verification(), at: Date.now() }),
  })
  const days = retention.data?.days
  return (
    <section className={`panel ${styles.chain}`} aria-labelledby="chain">
      <div className={styles.chainHead}>
        <div className={styles.chainWords}>
          <h2 id="chain" className={styles.heading}>
            {t('chain.title')}
          </h2>
          <p className={styles.lesson}>{t('chain.lesson')}</p>
          {retention.data && (
            <p className={`label ${styles.kept}`}>
              {typeof days === 'number' ? t('chain.kept', { count: days }) : t('chain.keptForEver')}
            </p>
          )}
        </div>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} stroke={1.7} />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('chain.verify')}
        </Button>
      </div>
      <div aria-live="polite">
        {verify.isPending && (
          <p className={styles.verdict}>
            <Loader size={18} /> {t('chain.walking')}
          </p>
        )}
        {verify.isError && <FormFault words={words(verify.error)} />}
        {verify.data && !verify.isPending && <Verdict found={verify.data.found} at={verify.data.at} />}
      </div>
      <details className={styles.offline}>
        <summary>{t('chain.offline')}</summary>
        <p className={styles.lesson}>{t('chain.offlineLesson')}</p>
        <CopyField
          label={t('chain.command')}
          value={`npx millrace audit verify audit.ndjson${verify.data ? ` --key ${verify.data.found.key}` : ''}`}
        />
      </details>
    </section>
  )
}

const moment: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' }

function Verdict({ found, at }: { found: Verification; at: number }) {
  const { t } = useTranslation('audit')
  const { intact, records, checkpoints, key, firstFault } = found
  return (
    <div className={styles.verdict} data-intact={intact}>
      {intact ? (
        <IconCircleCheck size={22} stroke={1.6} className={styles.verdictMark} aria-hidden="true" />
      ) : (
        <IconAlertTriangle size={22} stroke={1.6} className={styles.verdictMark} aria-hidden="true" />
      )}
      <div className={styles.verdictWords}>
        <strong className={styles.verdictTitle}>
          {intact ? t('chain.whole') : t('chain.broken', { seq: firstFault?.seq })}
        </strong>
        <p>
          {intact
            ? t('chain.wholeMore', {
                records: countText(records),
                checkpoints: countText(checkpoints),
                time: dateFormat(currentLanguage(), moment).format(at),
              })
            : t('chain.brokenMore', {
                seq: firstFault?.seq,
                why: t(`chain.why.${firstFault?.why}`, `(${firstFault?.why})`),
                records: countText(records),
              })}
        </p>
        {firstFault && (
          <p>
            <Link to="/audit" search={{ record: firstFault.seq }} className="link">
              {t('chain.show', { seq: firstFault.seq })}
            </Link>
          </p>
        )}
        <CopyField label={t('chain.key')} value={key} />
        <p className="label">{t('chain.keyHint')}</p>
      </div>
    </div>
  )
}
