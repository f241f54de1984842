/** What a plan really did, out of EXPLAIN (ANALYZE, FORMAT JSON). */
import type pg from 'pg';
import type { Sql } from '../../src/hazards/finding.sql.js';

export interface Done {
  /** What scans of tables gave and threw away; an index that only fills a bitmap is counted with its heap. */
  rowsRead: number;
  rows: number;
  sequential: boolean;
  /** `Index Scan hazard_county_deadline` … each once. */
  scans: string[];
  ms: number;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

export async function explain(client: pg.Client, { text, values }: Sql): Promise<Done> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(`explain (analyze, buffers, format json) ${text}`, values);
  const [answer] = rows[0]?.['QUERY PLAN'] ?? [];
  if (!answer) throw new Error('no plan');
  const scans = nodes(answer.Plan).filter((node) => /Scan$/.test(node['Node Type']) && !/^(Subquery|CTE|Bitmap Index|Function|Values)/.test(node['Node Type']));
  const indexes = nodes(answer.Plan).filter((node) => node['Index Name']).map((node) => `${node['Node Type']} ${node['Index Name']}`);
  return {
    rowsRead: scans.reduce((sum, node) => sum + touched(node), 0),
    rows: answer.Plan['Actual Rows'],
    sequential: scans.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'hazard'),
    scans: [...new Set([...indexes, ...scans.filter((node) => !node['Index Name']).map((node) => node['Node Type'])])],
    ms: answer['Execution Time'],
  };
}

const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

const touched = (node: Node): number =>
  Math.round(node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)));

/** Of the statements one list takes. */
export const together = (all: readonly Done[]): Done => ({
  rowsRead: all.reduce((sum, one) => sum + one.rowsRead, 0),
  rows: all.at(-1)?.rows ?? 0,
  sequential: all.some((one) => one.sequential),
  scans: [...new Set(all.flatMap((one) => one.scans))],
  ms: all.reduce((sum, one) => sum + one.ms, 0),
});
