import type { Logistic } from '../domain/comparison/record.js';

/** Logistic regression by Newton's method with a ridge: small, exact and the same on every machine. */
export interface Example {
  readonly features: readonly number[];
  readonly same: boolean;
  /** Folds are cut along it, so that no enterprise is learned from and judged. */
  readonly enterprise: string;
  readonly pair: string;
}

const RIDGE = 3;
const ROUNDS = 25;

export function learn(examples: readonly Example[], names: readonly string[]): Logistic {
  const width = names.length + 1;
  const rows = examples.map(({ features }) => [1, ...features]);
  let weights = new Array<number>(width).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : -RIDGE * weight));
    const hessian = weights.map((_, at) => weights.map((__, to) => (at === to ? (at === 0 ? 1e-6 : RIDGE) : 0)));
    for (const [at, row] of rows.entries()) {
      const guess = 1 / (1 + Math.exp(-dot(row, weights)));
      const rest = (examples[at]?.same ? 1 : 0) - guess;
      const curve = guess * (1 - guess);
      for (let left = 0; left < width; left += 1) {
        const value = row[left] ?? 0;
        if (value === 0) continue;
        gradient[left] = (gradient[left] ?? 0) + rest * value;
        const line = hessian[left] as number[];
        for (let right = 0; right < width; right += 1) line[right] = (line[right] ?? 0) + curve * value * (row[right] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  return { bias: weights[0] ?? 0, features: Object.fromEntries(names.map((name, at) => [name, weights[at + 1] ?? 0])) };
}

const dot = (left: readonly number[], right: readonly number[]): number => left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);

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
