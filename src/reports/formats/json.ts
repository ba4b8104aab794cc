import type {Report} from '../../model/report/report.ts'

/**
 * The report as JSON. What a terminal could obey (C1 controls, direction marks) is escaped, which JSON reads as the same text;
 * JSON.stringify does that for C0 controls only.
 */
export const json = (report: Report): string => [...jsonPieces(report)].join('')

/** The same in pieces, a pipeline each: a fleet as one text, and its copies on the way out, would need hundreds of megabytes. */
export function* jsonPieces(report: Report): Generator<string> {
  const hole = '"pipelines": []'
  const [before, after] = toJson({...report, pipelines: []}).split(hole) as [string, string]
  if (report.pipelines.length === 0) {
    yield before + hole + after
    return
  }
  yield `${before}"pipelines": [`
  for (const [i, pipeline] of report.pipelines.entries()) yield `${i === 0 ? '' : ','}\n    ${toJson(pipeline).replaceAll('\n', '\n    ')}`
  yield `\n  ]${after}`
}

/** Any result as JSON, safe to show on a terminal. */
export const toJson = (value: unknown): string => safe(JSON.stringify(value, null, 2))

/** The same on one line. */
export const toJsonLine = (value: unknown): string => safe(JSON.stringify(value))

const safe = (text: string): string =>
  text.replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
