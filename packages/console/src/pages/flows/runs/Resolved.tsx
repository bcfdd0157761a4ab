import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PickedAsset } from '../../../parts/AssetPicker.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { platform } from '../../../platform.ts'
import type { FlowDocument } from '../document.ts'
import styles from '../flows.module.css'
import { sent } from '../queries.ts'
import { useProblemWords } from '../use-problem-words.ts'

/** What is missing at each asset, before anything runs there. */
export function Resolved({ document, assets }: { document: FlowDocument; assets: readonly PickedAsset[] }) {
  const { t } = useTranslation('flows')
  const words = useProblemWords()
  const checks = useQueries({
    queries: assets.map(({ id }) => ({
      queryKey: ['flows', 'resolved', id, document],
      queryFn: ({ signal }: { signal: AbortSignal }) => platform.flows.check(sent(document), { asset: id, signal }),
    })),
  })
  return (
    <ul className={styles.resolved} aria-label={t('deploy.resolved')}>
      {assets.map((asset, k) => {
        const problems = checks[k]?.data?.problems ?? []
        return (
          <li key={asset.id}>
            <strong>{asset.name}</strong>{' '}
            {checks[k]?.data && (
              <Mark tone={problems.length === 0 ? 'plain' : 'bad'}>
                {problems.length === 0 ? t('deploy.fits') : t('problems.count', { count: problems.length })}
              </Mark>
            )}
            {problems.map((problem) => (
              <p key={`${problem.node} ${problem.says}`} className={styles.wrong}>
                {problem.node}: {words(problem).says}
              </p>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
