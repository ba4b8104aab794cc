/** The value at a path such as `VpcConfig.SubnetIds`, of each item behind `[]`. */
function at(path: string, from: unknown): unknown {
  const [step = '', ...rest] = path.split('.')
  const value = (from as Record<string, unknown> | null | undefined)?.[step.replace('[]', '')]
  if (rest.length === 0) return value
  return step.endsWith('[]') ? (value as unknown[] | undefined)?.map(item => at(rest.join('.'), item)) : at(rest.join('.'), value)
}

/** `{A:B.C,D:{E:F}}`: the part of JMESPath that the advice uses. The conformance tests run the whole query with the AWS CLI. */
function hash(text: string, from: unknown): Record<string, unknown> {
  const pairs = text.matchAll(/(\w+):(?:(\{[^{}]*\})|not_null\(([\w.]+),`(\w+)`\)|([\w.[\]]+))/g)
  return Object.fromEntries(
    [...pairs].map(([, name = '', inner, path, otherwise, plain]) => {
      if (inner !== undefined) return [name, hash(inner, from)]
      return [name, path === undefined ? at(plain ?? '', from) : (at(path, from) ?? otherwise === 'true')]
    }),
  )
}

/** The settings that the query of a printed command saves: `merge({…},A&&{…}||`{}`,…)`. */
export function savedSettings(query: string, answer: object): Record<string, unknown> {
  const [always = '', ...rest] = query.slice('merge('.length, -1).split(/,(?=Layers|Environment\.Error)/)
  const optional = rest.flatMap(part => {
    const [, path = '', made = ''] = /([\w.]+)&&(\{.*\})\|\|/.exec(part) ?? []
    return at(path, answer) ? [hash(made.slice(1, -1), answer)] : []
  })
  return Object.assign(hash(always.slice(1, -1), answer), ...optional)
}
