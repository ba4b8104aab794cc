import {awsPages} from '../../../aws-facts/aws-pages.ts'

/** The two pages that explain a check or a cause: the one in this package, and AWS's. */
export interface Pages {
  /** A path in the package: `docs/causes/poison-record.md`. */
  own: string
  aws: string
}

/** Null for an assertion of the configuration and for findings about the run itself: they have no page. */
export function pagesOf(kind: 'checks' | 'causes', id: string): Pages | null {
  const aws = awsPages[`${kind}/${id}`]
  return aws === undefined ? null : {own: `docs/${kind}/${id}.md`, aws}
}

/** Both pages in one sentence, for formats without links. */
export const seePages = (kind: 'checks' | 'causes', id: string): string => {
  const pages = pagesOf(kind, id)
  return pages === null ? '' : `See ${pages.own} and ${pages.aws}`
}
