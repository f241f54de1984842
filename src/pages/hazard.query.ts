import { Text } from '../platform/http/fields.js';

export class DoneQuery {
  /** The move that was made a moment ago. */
  @Text(1, 40, { optional: true }) done?: string;
}
