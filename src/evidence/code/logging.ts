import type {Expr} from './syntax.ts'
import {within} from './walk.ts'

/** Names of things that write logs, metrics and traces. */
const loggers =
  /^(?:console|logger|log|logging|_logger|_log|LOG|LOGGER|Logger|winston|pino|bunyan|structlog|traceback|tracer|metrics|Sentry|sentry_sdk|sys|JSON|json|util|pprint|warnings|newrelic|datadog|span|context\.log)$/i
const functions = /^(?:print|pprint|str|repr|format|type|len|String|format_exc|print_exc|logError|logger|log|Error)$/
const methods =
  /^(?:log|info|debug|warn|warning|error|exception|critical|fatal|trace|print_exc|format_exc|print_exception|captureException|capture_exception|addErrorAsMetadata|addMetric|add_metric|put_metric|stringify|dumps|format|join|toString|getLogger|get|child|with|keys|flush)$/

/** Whether expressions call nothing but logging functions; a call of anything else may handle a failure. */
export const loggingOnly = (exprs: readonly Expr[]): boolean =>
  exprs.every(expr => [...within(expr)].every(one => one.kind !== 'call' || isLogging(one)))

export function isLogging({callee}: Expr & {kind: 'call'}): boolean {
  if (callee.kind === 'name') return functions.test(callee.name)
  if (callee.kind !== 'member' || callee.key === null || !methods.test(callee.key)) return false
  return isLogger(callee.of)
}

/** `logger`, `this.logger`, `getLogger()`, a text that is formatted. */
function isLogger(expr: Expr): boolean {
  if (expr.kind === 'text' || expr.kind === 'list') return true
  if (expr.kind === 'name') return loggers.test(expr.name) || /log(?:ger)?$/i.test(expr.name)
  if (expr.kind === 'member') return (expr.key !== null && (loggers.test(expr.key) || /log(?:ger)?$/i.test(expr.key))) || isLogger(expr.of)
  return expr.kind === 'call' && isLogging(expr)
}
