import type {Report} from '../model/report.ts'
import {human} from './human.ts'
import {json} from './json.ts'
import type {Style} from './style.ts'

/** Turns a report into text, without a newline at its end. */
export type Renderer = (report: Report, style: Style) => string

/** The output formats by name. A new one is a file beside this one and a line here. */
export const formats = {human, json} satisfies Record<string, Renderer>

export type FormatName = keyof typeof formats
