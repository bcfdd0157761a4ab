import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../parts/EmptyState.tsx'

export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState title={t('notFound.title')} lesson={t('notFound.lesson')}>
      <Button variant="default" size="xs" component={Link} to="/">
        {t('notFound.home')}
      </Button>
    </EmptyState>
  )
}
