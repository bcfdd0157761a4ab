export {
  type AnsweredColumn,
  ASSET_COLUMNS,
  POINT_COLUMNS,
  type SqlFormat,
  type SqlLimits,
  type SqlPlant,
} from './question.ts'
export { Sql, type SqlAnswer } from './sql.ts'
