import { useTranslation } from 'react-i18next'

/** Head of a table of what a component takes and gives. */
export function PortHead() {
  const { t } = useTranslation('components')
  return (
    <thead>
      <tr>
        <th scope="col">{t('ports.side')}</th>
        <th scope="col">{t('ports.name')}</th>
        <th scope="col">{t('ports.type')}</th>
        <th scope="col">{t('ports.unit')}</th>
      </tr>
    </thead>
  )
}
