import { LoginDto } from '../identity/sessions/auth.dto.js';
import { Text } from '../platform/http/fields.js';

export class SignInForm extends LoginDto {
  /** Where the visitor wanted to go. */
  @Text(1, 500, { optional: true }) next?: string;
}

export class SignInQuery {
  /** Where the visitor wanted to go. */
  @Text(1, 500, { optional: true }) next?: string;
}
