import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { type Asset, platform, type ThingInstance } from '../../../platform.ts'
import { instanceQuery, publishedQuery } from '../about.ts'
import styles from '../drawing.module.css'
import { useDraw } from '../drawing.ts'

/** Of which model an asset is, and which point each of its properties is. */
export function OfModel({ asset, draws }: { asset: Asset; draws: boolean }) {
  const { t } = useTranslation('drawing')
  const words = useFaultWords()
  const instance = useQuery(instanceQuery(asset.id))
  const models = useQuery({ ...publishedQuery, enabled: draws })
  const set = useDraw(
    async (model: string | null) =>
      model === null ? platform.things.dropModel(asset.id) : platform.things.setModel(asset.id, model),
    () => undefined,
  )
  const choices = (models.data ?? []).map(({ id, title, version }) => ({ value: id, label: `${title} ${version}` }))
  return (
    <section className={styles.block} aria-label={t('model.title')}>
      <div className={styles.blockHead}>
        <h3>{t('model.title')}</h3>
        {draws && (
          <Select
            size="xs"
            aria-label={t('model.choose')}
            placeholder={t('model.choose')}
            searchable
            clearable
            disabled={set.isPending}
            value={instance.data?.model ?? null}
            data={choices}
            onChange={(model) => set.mutate(model)}
            nothingFoundMessage={t('model.nothing')}
          />
        )}
      </div>
      {instance.isError && <FaultView fault={instance.error} retry={() => void instance.refetch()} />}
      {set.error ? <FormFault words={words(set.error)} /> : null}
      {instance.data === null && <p className="quiet">{t('model.none')}</p>}
      {instance.data && <Bindings asset={asset} instance={instance.data} draws={draws} />}
    </section>
  )
}

function Bindings({ asset, instance, draws }: { asset: Asset; instance: ThingInstance; draws: boolean }) {
  const { t } = useTranslation('drawing')
  const words = useFaultWords()
  const points = useQuery({
    queryKey: ['points', 'to-bind', asset.id],
    enabled: draws,
    queryFn: async ({ signal }) => (await platform.points({ asset: asset.id, limit: 500 }, signal)).items,
  })
  const bind = useDraw(
    ({ property, point }: { property: string; point: string | null }) =>
      platform.things.bind(asset.id, property, point),
    () => undefined,
  )
  const choices = (points.data ?? []).map((point) => ({
    value: point.id,
    label: [...point.path.slice(asset.path.length), point.name].join(' / ') + (point.unit ? ` (${point.unit})` : ''),
  }))
  return (
    <>
      <p className="quiet">
        <Link to="/models/$id" params={{ id: instance.model }} className="link">
          {instance.title} {instance.version}
        </Link>
      </p>
      {bind.error ? <FormFault words={words(bind.error)} /> : null}
      <div className={styles.scroll}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('model.property')}</th>
              <th>{t('model.point')}</th>
              <th>{t('model.how')}</th>
            </tr>
          </thead>
          <tbody>
            {instance.bindings.map(({ property, point, pointPath, how, problem, optional }) => (
              <tr key={property}>
                <td>{property}</td>
                <td>
                  {draws ? (
                    <Select
                      size="xs"
                      aria-label={t('model.bind', { property })}
                      placeholder={t('model.unbound')}
                      searchable
                      clearable
                      value={point ?? null}
                      data={choices}
                      onChange={(chosen) => bind.mutate({ property, point: chosen })}
                    />
                  ) : (
                    (pointPath?.at(-1) ?? t('model.unbound'))
                  )}
                </td>
                <td>
                  {how && t(`how.${how}`)}
                  {problem && (
                    <span className={optional && problem === 'missing' ? 'quiet' : styles.problem}>
                      {t(`problem.${problem}`)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
