/** A value as Terraform reads it; `${` and `%{` would begin templates. */
export const hcl = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(hcl).join(', ')}]` : JSON.stringify(value).replaceAll(/[$%](?=\{)/g, sign => sign + sign)
