/**
 * The county, its bureau and its first administrator, once after `npm run migrate`:
 *
 *   node dist/src/cli/first-admin.js --username zhang.san --name 张三 --county-code 140525 --county-name 泽州县 \
 *     --city-code 1405 --city-name 晋城市 [--organisation 泽州县应急管理局]
 *
 * The password comes from FIRST_ADMIN_PASSWORD or the first line of standard input: never from an argument, which
 * everybody on the machine can read.
 */
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Refused, sentence } from '../domain/refusal.js';
import { IdentityModule } from '../identity/identity.module.js';
import { CreateUserDto } from '../identity/users/user.dto.js';
import { Founding } from '../identity/users/founding.js';
import type { Beginnings } from '../identity/users/founding.js';
import { ConfigFault } from '../platform/config/config.js';
import { checked } from '../platform/http/validation.js';
import { PlatformModule } from '../platform/platform.module.js';

@Module({ imports: [PlatformModule, IdentityModule] })
class FoundingModule {}

const NEEDED = ['username', 'name', 'county-code', 'county-name', 'city-code', 'city-name'] as const;
const ANY_ID = '00000000-0000-7000-8000-000000000000';

async function main(): Promise<void> {
  const beginnings = await read();
  const app = await NestFactory.createApplicationContext(FoundingModule, { logger: ['error', 'warn'], abortOnError: false });
  try {
    const id = await app.get(Founding).found(beginnings);
    console.log(`[首个管理员] 已建立 ${beginnings.organisation}，管理员 ${beginnings.administrator.username}（${id}）`);
  } finally {
    await app.close();
  }
}

async function read(): Promise<Beginnings> {
  const options = Object.fromEntries([...NEEDED, 'organisation'].map((name) => [name, { type: 'string' as const }]));
  const given = parseArgs({ options }).values as Record<string, string | undefined>;
  const missing = NEEDED.filter((name) => !given[name]?.trim());
  if (missing.length > 0) throw new Error(`缺少参数：${missing.map((name) => `--${name}`).join('、')}`);
  const text = (name: string): string => given[name]?.trim() ?? '';
  const password = process.env['FIRST_ADMIN_PASSWORD'] || (await firstLine());
  const user = checked(CreateUserDto, {
    username: text('username'), name: text('name'), password, organisationId: ANY_ID, roles: ['ADMINISTRATOR'],
  });
  return {
    city: { code: text('city-code'), name: text('city-name') }, county: { code: text('county-code'), name: text('county-name') },
    organisation: text('organisation') || `${text('county-name')}应急管理局`,
    administrator: { username: user.username, name: user.name, password: user.password },
  };
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}

function told(error: unknown): string {
  if (error instanceof Refused) return error.reasons.map((reason) => (reason.path ? `${reason.path}：` : '') + sentence(reason, 'zh')).join('；');
  if (error instanceof ConfigFault) return error.message;
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(`[首个管理员] 未建立：${told(error)}`);
  process.exitCode = 1;
});
