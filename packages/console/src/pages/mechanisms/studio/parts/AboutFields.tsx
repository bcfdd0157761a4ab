import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import type { MechanismFinding, MechanismManifest } from '../../../../platform.ts'
import { domains } from '../../search.ts'
import { type Naming, type StudioDraft, titled, worded } from '../draft.ts'
import { findingsAt } from '../findings.ts'
import styles from '../studio.module.css'

export interface PartProps {
  draft: StudioDraft
  findings: readonly MechanismFinding[]
  onChange: (change: (was: StudioDraft) => StudioDraft) => void
}

/** What it is called; all else about it has a good default and waits behind a fold. */
export function AboutFields({ draft, findings, onChange, naming }: PartProps & { naming: Naming }) {
  const { t } = useTranslation('studio')
  const { t: model } = useTranslation('mechanisms')
  const { manifest } = draft
  const mine = currentLanguage()
  const other = mine === 'zh' ? 'en' : 'zh'
  const set = (change: Partial<MechanismManifest>) =>
    onChange((was) => ({ ...was, manifest: { ...was.manifest, ...change } }))
  const wrong = (pointer: string) => findingsAt(findings, pointer)[0]?.says
  const isStored = draft.named && manifest.version !== '0.1.0'
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="about">
      <h2 id="about" className="sr">
        {t('about.section')}
      </h2>
      <div className={styles.wideFirst}>
        <TextInput
          label={t('about.title')}
          placeholder={t('about.titleExample')}
          maxLength={200}
          data-autofocus
          value={manifest.title[mine]}
          onChange={(event) => {
            const { value } = event.currentTarget
            onChange((was) => titled(was, value, naming))
          }}
        />
        <Select
          label={t('about.domain')}
          allowDeselect={false}
          value={manifest.taxonomy.domain}
          data={domains.map((domain) => ({ value: domain, label: model(`domain.${domain}`) }))}
          onChange={(domain) => domain && set({ taxonomy: { ...manifest.taxonomy, domain } })}
        />
      </div>
      <details className={styles.fold}>
        <summary>
          {t('about.more')} <code>{manifest.id}</code> <span className="num">{manifest.version}</span>
        </summary>
        <div className={styles.foldBody}>
          <Textarea
            label={t('about.description')}
            autosize
            minRows={2}
            maxLength={4_000}
            value={manifest.description[mine]}
            onChange={(event) => set({ description: worded(manifest.description, event.currentTarget.value) })}
          />
          <div className={styles.pair}>
            <TextInput
              label={t('about.id')}
              error={wrong('/id')}
              disabled={isStored}
              maxLength={121}
              value={manifest.id}
              onChange={(event) => {
                const id = event.currentTarget.value
                onChange((was) => ({ ...was, named: true, manifest: { ...was.manifest, id } }))
              }}
            />
            <TextInput
              label={t('about.version')}
              error={wrong('/version')}
              maxLength={60}
              value={manifest.version}
              onChange={(event) => set({ version: event.currentTarget.value })}
            />
            <TextInput
              label={t('about.owner')}
              error={wrong('/owner')}
              maxLength={200}
              value={manifest.owner}
              onChange={(event) => set({ owner: event.currentTarget.value })}
            />
            <TextInput
              label={t('about.licence')}
              error={wrong('/licence')}
              maxLength={200}
              value={manifest.licence}
              onChange={(event) => set({ licence: event.currentTarget.value })}
            />
          </div>
          <TextInput
            label={t('about.otherTitle')}
            maxLength={200}
            value={manifest.title[other]}
            onChange={(event) => set({ title: { ...manifest.title, [other]: event.currentTarget.value } })}
          />
          <Textarea
            label={t('about.otherDescription')}
            autosize
            minRows={2}
            maxLength={4_000}
            value={manifest.description[other]}
            onChange={(event) => set({ description: { ...manifest.description, [other]: event.currentTarget.value } })}
          />
        </div>
      </details>
    </section>
  )
}
