import { routesOf, type Services } from '../modules/index.ts'
import { openApiOf } from './openapi.ts'

export const VERSION = '0.1.0'

/** The API as OpenAPI 3.1, from the routes alone: no database, nothing opened. */
export function apiDocument(): ReturnType<typeof openApiOf> {
  // Routes are described, none is called, so no service is needed.
  return openApiOf(routesOf({} as Services), VERSION)
}
