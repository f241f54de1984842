import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * One bare Node process: node:http and one named statement, no product. Its CPU per request in the same run says how
 * much of the product's is this machine's. Reads what to ask as JSON from the file named, prints its port.
 */
const { databaseUrl, sql, values } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c role=ledger_app' });
const server = createServer(async (_request, response) => {
  const { rows } = await pool.query({ name: 'asked', text: sql, values });
  const text = JSON.stringify(rows);
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
