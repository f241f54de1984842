/** Swagger UI at `/docs`, offline, over `/docs-json`. It has no translations: the few words a newcomer needs are replaced. */
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import { Calendar } from '../clock/calendar.js';
import { TOLD_ON } from './openapi.examples.js';
import { providedOr } from './openapi.guide.js';

export const TITLE = '隐患台账接口';

const WORDS: Record<string, string> = {
  Authorize: '填写凭证', 'Try it out': '试一试', Execute: '发送', Clear: '清空', Cancel: '取消', Close: '关闭', Logout: '清除凭证',
  Parameters: '参数', 'No parameters': '没有参数', Responses: '答复', 'Request body': '请求体', Description: '说明', Code: '状态码', Name: '名称',
  'Server response': '服务器答复', 'Response body': '答复正文', 'Response headers': '答复头', 'Request URL': '请求网址', Schemas: '数据结构', Servers: '服务地址',
  'Available authorizations': '可用的凭证', 'Example Value': '示例', Schema: '结构', Details: '详情', Links: '链接', 'No links': '无',
  Reset: '重置', 'Edit Value': '编辑', Examples: '示例', 'Examples:': '示例：', 'Media type': '格式', 'Request duration': '用时', Download: '下载',
  'Add string item': '添加一项', 'Send empty value': '发送空值', required: '必填', 'Value:': '值：', 'Name:': '名称：', 'In:': '位置：', Authorized: '已填写',
  'Filter by tag': '按分组筛选', Undocumented: '未列入文档', 'Controls Accept header.': '决定 Accept 请求头。',
};

/** Replaces whole labels only, so that no text of the document is touched; the page also changes the text of a button in place. */
const LABELS = `(function(){var w=${JSON.stringify(WORDS)};function say(n){if(n.nodeType===3){var t=n.nodeValue.trim();if(Object.hasOwn(w,t))n.nodeValue=n.nodeValue.replace(t,w[t])}else if(n.nodeName==='INPUT'){if(Object.hasOwn(w,n.placeholder))n.placeholder=w[n.placeholder]}else if(!/^(CODE|PRE|TEXTAREA|SCRIPT)$/.test(n.nodeName)){n.childNodes.forEach(say)}}new MutationObserver(function(l){l.forEach(function(m){if(m.type==='characterData')say(m.target);m.addedNodes.forEach(say)})}).observe(document.body,{childList:true,characterData:true,subtree:true})})()`;

/** Built once a day: its examples are told to the ledger's day, which the sandbox may move. */
export function mountDocs(app: INestApplication, build: (today: string) => OpenAPIObject): void {
  const calendar = providedOr<Pick<Calendar, 'today'>>(app, Calendar, { today: () => TOLD_ON });
  let built = { day: '', text: '' };
  app.use('/docs-json', (_request: Request, response: Response) => {
    const day = calendar.today();
    if (built.day !== day) built = { day, text: JSON.stringify(build(day)) };
    response.type('application/json').send(built.text);
  });
  app.use('/docs/labels.js', (_request: Request, response: Response) => void response.type('text/javascript').send(LABELS));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(undefined, {
    customSiteTitle: TITLE,
    customJs: '/docs/labels.js',
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { url: '/docs-json', persistAuthorization: true, docExpansion: 'none', filter: true, displayRequestDuration: true },
  }));
}
