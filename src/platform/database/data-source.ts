/** The schema owner's connection, for migrations only: `npm run migrate`. The service connects by database.module.ts. */
import { DataSource } from 'typeorm';
import { MIGRATIONS, MIGRATIONS_TABLE } from './migrations.js';

export const migrationSource = (url: string): DataSource =>
  new DataSource({
    type: 'postgres', url, migrations: [...MIGRATIONS], migrationsTableName: MIGRATIONS_TABLE, migrationsTransactionMode: 'each',
    installExtensions: false, poolSize: 3, connectTimeoutMS: 10_000, extra: { options: '-c timezone=UTC -c lock_timeout=30000' },
  });
