import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { AppBound, AppVersion } from '../../../platform.ts'
import styles from '../apps.module.css'
import { type MakeOf, machinesOf } from '../machines.ts'
import { previewQuery, type Setting } from '../queries.ts'
import { said } from '../words.ts'
import { ConsentList } from './ConsentList.tsx'
import { IncludedConsent } from './IncludedConsent.tsx'
import type { Draft } from './SettingFields.tsx'

interface SummaryProps {
  version: AppVersion
  bound: AppBound
  settings: Draft
  make: readonly MakeOf[]
}

/** What will be installed, before it is: on what, how, and with which rights. */
export function Summary({ version, bound, settings, make }: SummaryProps) {
  const { t } = useTranslation('apps')
  const { app, manifest, asks } = version
  const preview = useQuery(previewQuery(app, version.version, bound))
  const names = new Map(preview.data?.needs.flatMap((need) => need.bound.map(({ asset, name }) => [asset, name])))
  const offered = new Map(preview.data?.needs.flatMap(machinesOf).map(({ key, asset, name }) => [asset ?? key, name]))
  const carried = preview.data?.included.filter(({ is }) => is === 'new') ?? []
  const { pages = [], screens = [] } = manifest
  const { models = [], classes = [] } = preview.data?.brings ?? {}
  const brings = [...models, ...classes]
  return (
    <div className={styles.summary}>
      <dl className={styles.facts}>
        {(manifest.needs ?? []).map(({ name, title }) => (
          <Fact key={name} title={said(title)}>
            {[
              ...(bound[name] ?? []).map((id) => names.get(id) ?? '…'),
              ...make
                .filter(({ need }) => need === name)
                .map((one) =>
                  one.name === undefined
                    ? (offered.get(one.asset ?? '') ?? '…')
                    : t('summary.made', { name: one.name }),
                ),
            ].join(', ') || t('summary.none')}
          </Fact>
        ))}
        {(manifest.settings ?? []).map((setting) => (
          <Fact key={setting.name} title={said(setting.title)}>
            <SettingText setting={setting} value={settings[setting.name] ?? setting.default} />
          </Fact>
        ))}
        {carried.length > 0 && (
          <Fact title={t('summary.carries')}>
            {carried.map((one) => `${said(one.title)} ${one.version}`).join(', ')}
          </Fact>
        )}
        {screens.length > 0 && (
          <Fact title={t('came.screens')}>{screens.map(({ title }) => said(title)).join(', ')}</Fact>
        )}
        {pages.length > 0 && (
          <Fact title={t('summary.pages')}>
            {pages.map(({ title, at = 'menu' }) => `${said(title)} (${t(`pages.${at}`)})`).join(', ')}
          </Fact>
        )}
        {brings.length > 0 && (
          <Fact title={t('summary.brings')}>
            {brings.map(({ title, name, version: of }) => `${said(title)} (${name} ${of})`).join(', ')}
          </Fact>
        )}
      </dl>
      <h2 className="section-title">{t('summary.agreed')}</h2>
      <ConsentList manifest={manifest} asks={asks} />
      {carried.map((one) => (
        <IncludedConsent key={one.app} included={one} />
      ))}
    </div>
  )
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}

function SettingText({ setting, value }: { setting: Setting; value: Draft[string] | undefined }) {
  const { t } = useTranslation('apps')
  if (value === undefined || value === null) return <span className="quiet">{t('summary.unset')}</span>
  if (setting.type === 'secret') return t('summary.secret')
  if (typeof value === 'boolean') return t(value ? 'summary.yes' : 'summary.no')
  const choice = setting.choices?.find((each) => each.value === value)
  return choice ? said(choice.title) : `${value}${setting.unit ? ` ${unitText(setting.unit)}` : ''}`
}
