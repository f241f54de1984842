/** `/metrics` in the document: it is no route of Nest, so nothing else describes it. */
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

export const METRICS_OPERATION: Operation = {
  operationId: 'metricsRead',
  tags: ['运行'],
  summary: '指标，Prometheus 文本格式',
  description: '沙箱对所有人开放；其他环境只答本机，或带指标令牌者（Authorization: Bearer）；对其余的人没有这个地址。',
  security: [],
  parameters: [],
  responses: {
    200: { description: '指标', content: { 'text/plain': { schema: { type: 'string', example: '# TYPE process_cpu_seconds_total counter' } } } },
    404: { description: '不对您开放', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  },
};
