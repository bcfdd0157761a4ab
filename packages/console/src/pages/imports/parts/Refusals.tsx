import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import list from '../../../parts/list.module.css'
import { saveFile } from '../../../parts/save-file.ts'
import { countText } from '../../../parts/value-text.ts'
import { type Import, platform } from '../../../platform.ts'
import styles from '../imports.module.css'
import { refusalsQuery } from '../queries.ts'

const shown = 100

/** Why rows were refused: counted by reason, the first ones line by line, all of them as a file. */
export function Refusals({ of }: { of: Import }) {
  const { t, i18n } = useTranslation('imports')
  const words = useFaultWords()
  const { data } = useQuery(refusalsQuery(of.id, of.refused))
  const save = useMutation({
    mutationFn: async () => (await platform.imports.refusalsCsv(of.id)).blob(),
    onSuccess: (csv) => saveFile(csv, `${of.name}.refused.csv`),
    onError: (fault) => notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
  })
  const isKnown = (code: string): code is 'point_unknown' => i18n.exists(`reason.${code}`, { ns: 'imports' })
  const reason = (code: string) => (isKnown(code) ? t(`reason.${code}`) : code)
  const items = data?.items.slice(0, shown) ?? []
  return (
    <section aria-labelledby="refusals" className={styles.refusals}>
      <div className={styles.refusalsHead}>
        <h3 id="refusals" className="section-title">
          {t('refusals.title')}
        </h3>
        <Button
          size="xs"
          variant="default"
          loading={save.isPending}
          leftSection={<IconDownload size={14} stroke={1.7} />}
          onClick={() => save.mutate()}
        >
          {t('refusals.save')}
        </Button>
      </div>
      <ul className={styles.reasons}>
        {Object.entries(of.reasons)
          .sort(([, one], [, other]) => other - one)
          .map(([code, count]) => (
            <li key={code}>
              <span className="num">{countText(count)}</span> {reason(code)}
            </li>
          ))}
      </ul>
      <div className={styles.lines}>
        <table className={list.table}>
          <thead>
            <tr>
              <th className={list.right}>{t('refusals.line')}</th>
              <th>{t('refusals.column')}</th>
              <th>{t('refusals.why')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ line, column, detail }) => (
              <tr key={`${line} ${column} ${detail}`}>
                <td className={`${list.right} num`}>{line}</td>
                <td>{column}</td>
                <td className={styles.why}>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.refused > items.length && items.length > 0 && (
        <p className="label">{t('refusals.first', { count: items.length })}</p>
      )}
    </section>
  )
}
