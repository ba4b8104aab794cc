import type {Report} from '../model/report/report.ts'
import {human} from './doctor/human.ts'
import {csv} from './formats/csv.ts'
import {github} from './formats/github.ts'
import {json} from './formats/json.ts'
import {junit} from './formats/junit.ts'
import {markdown} from './formats/markdown.ts'
import {ndjson} from './formats/ndjson.ts'
import {prometheus} from './formats/prometheus.ts'
import {sarif} from './formats/sarif.ts'
import type {Style} from './text/style.ts'

/** Turns a report into text, without a newline at its end. */
export type Renderer = (report: Report, style: Style) => string

const renderers = {human, json, ndjson, markdown, junit, github, sarif, prometheus, csv}

export type FormatName = keyof typeof renderers

/** The output formats by name. A new one is a file beside this one and a line here. */
export const formats: Readonly<Record<FormatName, Renderer>> = renderers
