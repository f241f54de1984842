import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * One bare Node process: node:http and one named statement, no product. Its CPU per request in the same run says how
 * much of the product's is this machine's. Reads what to ask as JSON from the file named, prints its port. A body is
 * registered: its fields are the values (bare.ts).
 */
const { databaseUrl, sql, values } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c role=ledger_app' });

async function answer(response, status, asked, said) {
  const { rows } = await pool.query({ name: 'asked', text: sql, values: asked });
  const text = JSON.stringify(said ?? rows);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
}

/** Beyond every number of the sandbox. */
let serial = 1_000_000;
function register(text, response) {
  const hazard = JSON.parse(text);
  const at = new Date().toISOString();
  const id = `${Date.now().toString(16).padStart(12, '0')}7${randomUUID().replaceAll('-', '').slice(13)}`;
  const ledgerNo = `140525100-2026-${(serial += 1)}`;
  const { enterpriseId, level, source, sector, category, description, location, foundOn, foundBy, owner, deadline } = hazard;
  return answer(response, 201, [
    id, ledgerNo, '140525', '140525100', enterpriseId, level, source, sector, category, description, location, foundOn, JSON.stringify(foundBy), JSON.stringify(owner),
    deadline, at, enterpriseId, text,
  ], { id, ledgerNo });
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, 200, values);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => register(Buffer.concat(chunks).toString(), response));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
