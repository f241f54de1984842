import { PAGES_PATH } from '../platform/http/page.door.js';
import type { DigestEntity } from './digest.entity.js';

export type Counts = Pick<DigestEntity, 'day' | 'reminderCount' | 'overdueCount' | 'decisionCount'>;

/** Counts and a link: no hazard's text leaves the ledger (contract §4, §5). */
export function digestText({ day, reminderCount, overdueCount, decisionCount }: Counts, publicUrl: string): { subject: string; text: string } {
  const parts = [
    ...(overdueCount > 0 ? [`逾期 ${overdueCount} 条`] : []), ...(reminderCount > 0 ? [`到期提醒 ${reminderCount} 条`] : []),
    ...(decisionCount > 0 ? [`办理告知 ${decisionCount} 条`] : []),
  ];
  const said = parts.join('，');
  return {
    subject: `隐患台账 ${day}：${said}`,
    text: [`贵单位今天的通知：${said}。`, '', `请登录隐患台账办理：${publicUrl}${PAGES_PATH}`, '', '本邮件由系统发出，每天至多一封，请勿回复。'].join('\n'),
  };
}
