import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type AppBound, type AppInstallation, type AppVersion, platform } from '../../../platform.ts'
import { appVersionQuery, previewQuery } from '../queries.ts'
import { keyOf, said } from '../words.ts'
import { BindFields } from './BindFields.tsx'
import { ClassMoves } from './ClassMoves.tsx'
import { ConsentList } from './ConsentList.tsx'
import { DespiteTests, speaksAgainst } from './DespiteTests.tsx'
import { agreedIn, IncludedConsent } from './IncludedConsent.tsx'
import { TryFields, type Trying } from './TryFields.tsx'

/** Another version: what it asks for beside what was agreed to is agreed to again, and nothing else. */
export function UpgradeDialog({ one, to, onClose }: { one: AppInstallation; to: string; onClose: () => void }) {
  const { t } = useTranslation('apps')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const version = useQuery(appVersionQuery(one.app, to))
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={t('upgrade.title', { name: said(one.title), version: to })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {version.error && <FormFault words={words(version.error)} />}
      {version.isPending && <Skeleton height={160} />}
      {version.data && <Upgrade one={one} version={version.data} onClose={onClose} />}
    </Modal>
  )
}

function Upgrade({ one, version, onClose }: { one: AppInstallation; version: AppVersion; onClose: () => void }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const queries = useQueryClient()
  const before = useQuery(appVersionQuery(one.app, one.version))
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set())
  const [despite, setDespite] = useState(false)
  const against = speaksAgainst(version.tests)
  const known = new Set(one.agreed.map(keyOf))
  const wanted = new Set(version.asks.map(keyOf))
  const more = version.asks.filter((asked) => !known.has(keyOf(asked)))
  const less = one.agreed.filter((asked) => !wanted.has(keyOf(asked)))
  const tables = new Set(before.data?.manifest.tables?.map(({ name }) => name))
  const added = version.manifest.tables?.filter(({ name }) => !tables.has(name)) ?? []
  // What it works on beside what it worked on before is chosen now.
  const needs = version.manifest.needs ?? []
  const fresh = needs.filter(({ name }) => !(name in one.bound))
  const [bound, setBound] = useState<AppBound>(() =>
    Object.fromEntries(needs.map(({ name }) => [name, one.bound[name] ?? []])),
  )
  const short = fresh.some(({ name, least = 1 }) => (bound[name]?.length ?? 0) < least)
  const preview = useQuery(previewQuery(one.app, version.version, bound))
  const { included, isWhole } = agreedIn(preview.data?.included ?? [], agreed)
  const onAgree = (key: string, agrees: boolean) =>
    setAgreed((all) => new Set(agrees ? [...all, key] : [...all].filter((each) => each !== key)))
  const [trying, setTrying] = useState<Trying>()
  const assets = new Set(Object.values(one.bound).flat())
  // What is tried runs at some of the assets; the rest is left to the version that runs.
  const unfit = trying && (trying.assets.length === 0 || trying.assets.length === assets.size)
  const upgrade = useMutation({
    mutationFn: () => {
      if (trying)
        return platform.apps.tryVersion(one.id, {
          version: version.version,
          agreed: [...version.asks],
          assets: [...trying.assets],
          ...(trying.hours > 0 && { until: new Date(Date.now() + trying.hours * 3_600_000).toISOString() }),
          ...(against && despite && { despiteTests: true }),
        })
      return platform.apps.upgrade(one.id, {
        version: version.version,
        agreed: [...version.asks],
        included,
        ...(fresh.length > 0 && { bound }),
        ...(against && despite && { despiteTests: true }),
      })
    },
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['apps'] })
    },
  })
  return (
    <div className={form.form}>
      <p className={form.lesson}>{t('upgrade.lesson', { version: one.version })}</p>
      <h3 className="section-title">{t('upgrade.more')}</h3>
      {more.length === 0 ? (
        <p className="quiet">{t('upgrade.noMore')}</p>
      ) : (
        <ConsentList
          manifest={version.manifest}
          asks={more}
          agreed={agreed}
          beyond={preview.data?.beyond ?? []}
          onAgree={onAgree}
        />
      )}
      {preview.data?.included
        .filter(({ is }) => is !== 'there')
        .map((each) => (
          <IncludedConsent key={each.app} included={each} agreed={agreed} onAgree={onAgree} />
        ))}
      {preview.error && <FormFault words={words(preview.error)} />}
      {!trying && <ClassMoves moves={preview.data?.moves ?? []} />}
      {less.length > 0 && before.data && (
        <>
          <h3 className="section-title">{t('upgrade.less')}</h3>
          <ConsentList manifest={before.data.manifest} asks={less} />
        </>
      )}
      {before.data && added.length > 0 && (
        <p>{t('upgrade.tables', { tables: added.map(({ title }) => said(title)).join(', ') })}</p>
      )}
      {fresh.length > 0 && (
        <>
          <h3 className="section-title">{t('upgrade.needs')}</h3>
          <BindFields manifest={{ ...version.manifest, needs: fresh }} bound={bound} onChange={setBound} />
        </>
      )}
      {assets.size > 1 && fresh.length === 0 && <TryFields one={one} trying={trying} onChange={setTrying} />}
      <DespiteTests tests={version.tests} checked={despite} onCheck={setDespite} />
      {upgrade.error && <FormFault words={words(upgrade.error)} />}
      <div className={form.actions}>
        <Button
          disabled={
            unfit ||
            short ||
            (against && !despite) ||
            !preview.data ||
            !isWhole ||
            !more.every((asked) => agreed.has(keyOf(asked)))
          }
          loading={upgrade.isPending}
          onClick={() => upgrade.mutate()}
        >
          {t(trying ? 'trial.begin' : 'upgrade.action')}
        </Button>
      </div>
    </div>
  )
}
