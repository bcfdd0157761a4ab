import { Select } from '@mantine/core'
import { zones } from '../words.ts'

/** An IANA time zone; one that this browser does not know is kept. */
export function ZoneSelect({
  label,
  zone,
  onChange,
}: {
  label: string
  zone: string
  onChange: (zone: string) => void
}) {
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      limit={60}
      value={zone}
      onChange={(next) => next !== null && onChange(next)}
      data={zones.includes(zone) ? [...zones] : [zone, ...zones]}
    />
  )
}
