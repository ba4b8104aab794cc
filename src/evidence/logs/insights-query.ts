/** The commands of a Logs Insights query; null leaves one out. */
export const insightsQuery = (...commands: (string | null)[]): string => commands.filter(command => command !== null).join('\n| ')

/** Only the lines of this function and version: a log group can be shared, and the names of its streams then begin with the function's. */
export function streamFilter(functionName: string, logGroup: string, version: string | null): string | null {
  const owner = logGroup === `/aws/lambda/${functionName}` ? '' : functionName
  if (owner === '' && version === null) return null
  const pattern = String.raw`\/${owner}\[${version === null ? '' : `${version.replace('$', String.raw`\$`)}]`}`
  return `filter @logStream like /${pattern}/`
}
