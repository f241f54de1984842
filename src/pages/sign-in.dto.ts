import { ChangePasswordDto, LoginDto } from '../identity/sessions/auth.dto.js';
import { Secret, Text } from '../platform/http/fields.js';

export class SignInForm extends LoginDto {
  /** Where the visitor wanted to go. */
  @Text(1, 500, { optional: true }) next?: string;
}

export class SignInQuery {
  /** Where the visitor wanted to go. */
  @Text(1, 500, { optional: true }) next?: string;
}

export class PasswordForm extends ChangePasswordDto {
  /** The new one once more. */
  @Secret(1, 1_000) again: string;
}
