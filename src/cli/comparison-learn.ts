import type { Logistic } from '../domain/comparison/record.js';

/** Logistic regression by Newton's method with a ridge: small, exact and the same on every machine. */
export interface Example {
  readonly features: readonly number[];
  readonly same: boolean;
  /** Folds are cut along it, so that no enterprise is learned from and judged. */
  readonly enterprise: string;
  readonly pair: string;
  readonly world: string;
}

const RIDGE = 3;
const ROUNDS = 25;

export function learn(examples: readonly Example[], names: readonly string[], weightOf: (example: Example) => number = () => 1): Logistic {
  const width = names.length + 1;
  const rows = new Float64Array(examples.length * width);
  for (const [at, { features }] of examples.entries()) {
    rows[at * width] = 1;
    for (let column = 1; column < width; column += 1) rows[at * width + column] = features[column - 1] ?? 0;
  }
  const counts = examples.map(weightOf);
  let weights = new Array<number>(width).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : -RIDGE * weight));
    const hessian = new Float64Array(width * width);
    for (let at = 0; at < width; at += 1) hessian[at * width + at] = at === 0 ? 1e-6 : RIDGE;
    for (const [at, { same }] of examples.entries()) {
      const row = rows.subarray(at * width, (at + 1) * width);
      let odds = 0;
      for (let column = 0; column < width; column += 1) odds += (row[column] as number) * (weights[column] as number);
      const guess = 1 / (1 + Math.exp(-odds));
      const count = counts[at] as number;
      const [rest, curve] = [count * ((same ? 1 : 0) - guess), count * guess * (1 - guess)];
      for (let left = 0; left < width; left += 1) {
        const value = row[left] as number;
        if (value === 0) continue;
        gradient[left] = (gradient[left] as number) + rest * value;
        const curved = curve * value;
        for (let right = left; right < width; right += 1) hessian[left * width + right] = (hessian[left * width + right] as number) + curved * (row[right] as number);
      }
    }
    const step = solve(weights.map((_, left) => weights.map((__, right) => hessian[Math.min(left, right) * width + Math.max(left, right)] as number)), gradient);
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  return { bias: weights[0] ?? 0, features: Object.fromEntries(names.map((name, at) => [name, weights[at + 1] ?? 0])) };
}

/** Gauss with pivots; the matrix is symmetric and positive definite by the ridge. */
function solve(matrix: readonly (readonly number[])[], target: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, target[at] ?? 0]);
  const width = rows.length;
  for (let column = 0; column < width; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < width; row += 1) if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const top = rows[column] as number[];
    for (let row = 0; row < width; row += 1) {
      const factor = row === column ? 0 : (rows[row]?.[column] ?? 0) / (top[column] ?? 1);
      if (factor === 0) continue;
      const line = rows[row] as number[];
      for (let at = column; at <= width; at += 1) line[at] = (line[at] ?? 0) - factor * (top[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[width] ?? 0) / (row[at] ?? 1));
}
