import {type PrintedSchema, schemaId} from '../../model/json-schemas.ts'
import type {LagReport, Report} from '../../model/report/report.ts'
import {safeJson} from '../../text/printable.ts'

/**
 * The report as JSON. Signs that a terminal, an eye or a CI system could be deceived by are escaped, which JSON reads as the same text.
 */
export const json = (report: Report): string => [...jsonPieces(report)].join('')

/** The same in pieces, a pipeline each: a fleet as one text, and its copies on the way out, would need hundreds of megabytes. */
export function* jsonPieces(report: Report): Generator<string> {
  const hole = '"pipelines": []'
  const [before, after] = printedJson('report', {...report, pipelines: []}).split(hole) as [string, string]
  if (report.pipelines.length === 0) {
    yield before + hole + after
    return
  }
  yield `${before}"pipelines": [`
  for (const [i, pipeline] of report.pipelines.entries()) yield `${i === 0 ? '' : ','}\n    ${toJson(pipeline).replaceAll('\n', '\n    ')}`
  yield `\n  ]${after}`
}

/** A lag without the ages of its minutes, which are most of a report's JSON. */
export const withoutSeries = ({series: _, ...lag}: LagReport): LagReport => lag

/** The same of all pipelines of a report. */
export const reportWithoutSeries = (report: Report): Report => ({
  ...report,
  pipelines: report.pipelines.map(pipeline => ({...pipeline, lag: withoutSeries(pipeline.lag)})),
})

/** The JSON of a command, with the name of its schema. */
export const printedJson = (name: PrintedSchema, value: object): string => toJson({$schema: schemaId(name), ...value})

/** The same on one line. */
export const printedJsonLine = (name: PrintedSchema, value: object): string => toJsonLine({$schema: schemaId(name), ...value})

/** Any result as JSON, safe to show on a terminal. */
export const toJson = (value: unknown): string => safeJson(JSON.stringify(value, null, 2))

/** The same on one line. */
export const toJsonLine = (value: unknown): string => safeJson(JSON.stringify(value))
