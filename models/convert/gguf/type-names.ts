// Names of ggml's tensor types by their number, to say which quantisation a file has (ggml.h, enum ggml_type; gaps are types that were removed).
const names: Record<number, string> = Object.fromEntries(
  [
    ...['F32', 'F16', 'Q4_0', 'Q4_1', '', '', 'Q5_0', 'Q5_1', 'Q8_0', 'Q8_1', 'Q2_K', 'Q3_K', 'Q4_K', 'Q5_K', 'Q6_K', 'Q8_K'],
    ...['IQ2_XXS', 'IQ2_XS', 'IQ3_XXS', 'IQ1_S', 'IQ4_NL', 'IQ3_S', 'IQ2_S', 'IQ4_XS', 'I8', 'I16', 'I32', 'I64', 'F64'],
    ...['IQ1_M', 'BF16', '', '', '', 'TQ1_0', 'TQ2_0', '', '', '', 'MXFP4', 'NVFP4', 'Q1_0', 'Q2_0'],
  ]
    .map((name, type): [number, string] => [type, name])
    .filter(([, name]) => name !== ''),
);

/** "Q4_K", or "ggml type 99" for a number without a name here. */
export function typeName(type: number): string {
  return names[type] ?? `ggml type ${type}`;
}
