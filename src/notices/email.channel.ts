import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { Config } from '../platform/config/config.js';
import { Undeliverable } from './channel.js';
import type { Channel, Letter } from './channel.js';

/** A mail server that says nothing for so long is away. */
const WAIT_MS = 15_000;
const CONNECTIONS = 3;

/** E-mail by SMTP. Without SMTP_URL it is closed, and digests stay in the ledger. */
@Injectable()
export class EmailChannel implements Channel, OnApplicationShutdown {
  readonly name = 'EMAIL';
  private transport: Transporter | null = null;

  constructor(private readonly config: Config) {}

  get open(): boolean {
    return this.config.smtpUrl !== null;
  }

  async send({ id, to, subject, text }: Letter): Promise<void> {
    const host = new URL(this.config.publicUrl).hostname;
    try {
      await this.server().sendMail({
        from: this.config.mailFrom, to, subject, text, messageId: `<${id}@${host}>`,
        // Nobody's absence notice answers a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true, disableUrlAccess: true,
      });
    } catch (error) {
      const { responseCode } = error as { responseCode?: number };
      if (responseCode !== undefined && responseCode >= 500 && responseCode < 600) throw new Undeliverable(`邮件服务器拒收（${responseCode}）`);
      throw new Error(`邮件服务器没有接收（${(error as { code?: string }).code ?? responseCode ?? '无答复'}）`, { cause: error });
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private server(): Transporter {
    if (this.config.smtpUrl === null) throw new Undeliverable('未设置 SMTP_URL');
    const [url, defaults] = [new URL(this.config.smtpUrl), { pool: 'true', maxConnections: CONNECTIONS, connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS }];
    for (const [name, value] of Object.entries(defaults)) if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
    this.transport ??= createTransport(url.href);
    return this.transport;
  }
}
