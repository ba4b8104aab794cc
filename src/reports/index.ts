import type {Report} from '../model/report.ts'
import {csv} from './csv.ts'
import {github} from './github.ts'
import {human} from './human.ts'
import {json} from './json.ts'
import {junit} from './junit.ts'
import {markdown} from './markdown.ts'
import {ndjson} from './ndjson.ts'
import {prometheus} from './prometheus.ts'
import {sarif} from './sarif.ts'
import type {Style} from './style.ts'

/** Turns a report into text, without a newline at its end. */
export type Renderer = (report: Report, style: Style) => string

const renderers = {human, json, ndjson, markdown, junit, github, sarif, prometheus, csv}

export type FormatName = keyof typeof renderers

/** The output formats by name. A new one is a file beside this one and a line here. */
export const formats: Readonly<Record<FormatName, Renderer>> = renderers
