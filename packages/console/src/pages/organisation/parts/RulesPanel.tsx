import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import type { Organisation } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { sessionQuery } from '../../../session.ts'
import styles from '../organisation.module.css'
import { useChangeOrganisation } from '../use-change.ts'

const rules = ['secondFactor', 'separateAdministrators'] as const
type Rule = (typeof rules)[number]

/** The rules of the organisation, each with what follows from it; none changes before that was read. */
export function RulesPanel({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('organisation')
  const manages = useMay('organisation:manage')
  const [asked, setAsked] = useState<Rule>()
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="rules">
      <h2 id="rules" className="section-title">
        {t('rules.title')}
      </h2>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule} className={styles.rule}>
            <div>
              <h3 className={styles.ruleName}>{t(`rules.${rule}.name`)}</h3>
              <p className={styles.lesson} id={`rule-${rule}`}>
                {t(`rules.${rule}.lesson`)}
              </p>
            </div>
            <Switch
              checked={organisation.settings[rule]}
              disabled={!manages}
              aria-label={t(`rules.${rule}.name`)}
              aria-describedby={`rule-${rule}`}
              onChange={() => setAsked(rule)}
            />
          </li>
        ))}
      </ul>
      {!manages && <p className={styles.hint}>{t('rules.readOnly')}</p>}
      {asked && <RuleDialog rule={asked} on={!organisation.settings[asked]} onClose={() => setAsked(undefined)} />}
    </section>
  )
}

function RuleDialog({ rule, on, onClose }: { rule: Rule; on: boolean; onClose: () => void }) {
  const { t } = useTranslation('organisation')
  const session = useQuery(sessionQuery)
  const change = useChangeOrganisation(onClose)
  const way = on ? 'on' : 'off'
  const locksOut = on && rule === 'secondFactor' && session.data?.secondFactor !== 'given'
  return (
    <ConfirmDialog
      title={t(`rules.${rule}.${way}`)}
      action={t(on ? 'rules.switchOn' : 'rules.switchOff')}
      busy={change.isPending}
      fault={change.error}
      onConfirm={() => change.mutate({ settings: { [rule]: on } })}
      onClose={onClose}
    >
      <p>{t(`rules.${rule}.${way}Follows`)}</p>
      {locksOut && <p className={styles.warning}>{t('rules.locksOut')}</p>}
    </ConfirmDialog>
  )
}
