import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import type { ThingModel, ThingProperty } from '../../../platform.ts'

const rangeOf = ({ minimum, maximum, enum: choices }: ThingProperty): string => {
  if (choices) return choices.join(', ')
  if (typeof minimum !== 'number' && typeof maximum !== 'number') return ''
  return `${minimum ?? '−∞'} … ${maximum ?? '∞'}`
}

/** Every property of a version, those it extends among them. */
export function PropertyTable({ model }: { model: ThingModel }) {
  const { t, i18n } = useTranslation('models')
  const { properties, optional } = model.resolved
  const rows = Object.entries(properties)
  return (
    <section className={`panel ${lists.list}`} aria-label={t('properties')}>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('property.name')}</th>
            <th>{t('property.title')}</th>
            <th>{t('property.type')}</th>
            <th>{t('property.unit')}</th>
            <th>{t('property.range')}</th>
            <th>{t('property.bind')}</th>
            <th>{t('property.optional')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, property]) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{property.titles?.[i18n.language] ?? property.title}</td>
              <td>{property.type && t(`type.${property.type}`)}</td>
              <td>{property.unit}</td>
              <td className="num">{rangeOf(property)}</td>
              <td>{property['mr:bind']}</td>
              <td>{optional.includes(`/properties/${name}`) ? t('yes') : ''}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={7} className="quiet">
                {t('property.none')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
