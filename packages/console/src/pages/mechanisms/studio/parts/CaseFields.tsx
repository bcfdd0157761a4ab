import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MechanismCaseResult } from '../../../../platform.ts'
import { figureText } from '../../words.ts'
import type { ModelCase, StudioDraft } from '../draft.ts'
import { findingsAt, pointerOf } from '../findings.ts'
import styles from '../studio.module.css'
import type { PartProps } from './AboutFields.tsx'
import { CaseDialog } from './CaseDialog.tsx'

const withCases = (was: StudioDraft, cases: ModelCase[]): StudioDraft => ({
  ...was,
  manifest: { ...was.manifest, cases },
})

/** Rows that somebody else worked out or measured, with what must come out. */
export function CaseFields({
  draft,
  findings,
  onChange,
  results,
}: PartProps & { results: readonly MechanismCaseResult[] }) {
  const { t } = useTranslation('studio')
  const [adding, setAdding] = useState(false)
  const { cases, inputs } = draft.manifest
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="cases">
      <div className={styles.split}>
        <h2 id="cases" className="section-title">
          {t('cases.title')}
        </h2>
        <Button
          size="xs"
          variant="default"
          disabled={inputs.length === 0}
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() => setAdding(true)}
        >
          {t('cases.add')}
        </Button>
      </div>
      {cases.length === 0 && <p className="quiet">{t('cases.none')}</p>}
      <ul className={styles.cases}>
        {cases.map((one, k) => {
          const result = results.find(({ name }) => name === one.name)
          const off = result?.figures.find(({ holds }) => !holds)
          const wrong = findingsAt(findings, pointerOf('cases', k))[0]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a case is its place
            <li key={k}>
              {result?.holds === true && <IconCheck size={15} stroke={2} aria-label={t('cases.holds')} />}
              {result?.holds === false && (
                <IconAlertTriangle
                  size={15}
                  stroke={1.8}
                  className={styles.wrong ?? ''}
                  aria-label={t('cases.fails')}
                />
              )}
              <span className={styles.caseText}>
                <span>{one.name}</span>
                <span className="label num">
                  {[
                    ...Object.entries(one.rows[0]?.inputs ?? {}).map(([name, value]) => `${name} ${figureText(value)}`),
                  ].join(', ')}{' '}
                  →{' '}
                  {Object.entries(one.rows[0]?.outputs ?? {})
                    .map(([name, { value }]) => `${name} ${figureText(value)}`)
                    .join(', ')}
                </span>
                {off && (
                  <span className={styles.wrong}>
                    {t('cases.seen', {
                      name: off.output,
                      seen: figureText(off.seen),
                      expected: figureText(off.expected),
                    })}
                  </span>
                )}
                {wrong && <span className={styles.wrong}>{wrong.says}</span>}
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('cases.drop', { name: one.name })}
                onClick={() =>
                  onChange((was) =>
                    withCases(
                      was,
                      cases.filter((_, at) => at !== k),
                    ),
                  )
                }
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      {adding && (
        <CaseDialog
          manifest={draft.manifest}
          onKeep={(one) => onChange((was) => withCases(was, [...was.manifest.cases, one]))}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  )
}
