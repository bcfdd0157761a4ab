import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { BulkRequest, PlantChanges, SheetQuery } from './sheet-schema.ts'
import type { Sheets } from './sheets.ts'

const permission = 'asset:write'
const CSV = 'text/csv'
const SHEET_BYTES = 32 * 1024 * 1024
const form = 'CSV as GET /assets/sheet gives it: rows that are missing are left alone, rows without an id are made.'

export const sheetRoutes = (sheets: Sheets): Route[] => [
  route.get(
    '/assets/sheet',
    {
      permission,
      summary: 'The plant as a spreadsheet: places, points on them, and physical assets with where they are',
      description:
        'A parent is told by the names from the top down, parted by /, with ~1 for / and ~0 for ~ in a name.',
      also: { [CSV]: 'UTF-8 with a byte order mark; told back unchanged it changes nothing' },
    },
    async ({ reach }) => new Content(CSV, await sheets.write(reach), { fileName: 'plant.csv' }),
  ),
  route.post(
    '/assets/sheet/preview',
    {
      permission,
      summary: 'What a spreadsheet would change, line by line',
      description: form,
      octets: SHEET_BYTES,
      reply: PlantChanges,
    },
    ({ reach, body }) => sheets.preview(reach, body),
  ),
  route.post(
    '/assets/sheet',
    {
      permission,
      summary: 'Change the plant by a spreadsheet, all of it or nothing',
      description: `${form} Only what was looked at before is made.`,
      query: SheetQuery,
      octets: SHEET_BYTES,
      reply: PlantChanges,
    },
    ({ reach, query, body, actor }) => sheets.apply(reach, body, query.seen, actor),
  ),
  route.post(
    '/assets/bulk',
    {
      permission,
      summary: 'Change every asset that a filter finds; without `seen` only look at what would change',
      body: BulkRequest,
      reply: PlantChanges,
    },
    ({ reach, body, actor }) => sheets.bulk(reach, body, actor),
  ),
]
