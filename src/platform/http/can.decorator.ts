/** What a route says about itself. A route that says neither who may call it nor that it is public stops the boot. */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiConsumes, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ACTIONS } from '../../domain/permission.js';
import type { ActionName } from '../../domain/permission.js';

export const CAN = Symbol('CAN');
export const PUBLIC = Symbol('PUBLIC');
export const SIGN_IN = Symbol('SIGN_IN');
export const EXPORTING = Symbol('EXPORTING');
export const MULTIPART = Symbol('MULTIPART');
export const RAW = Symbol('RAW');
/** Read by `buildDocument`, which writes roles and errors into the operation. */
export const ACTION_EXTENSION = 'x-action';
/** Read and taken off by `buildDocument`: the body may be a file. */
export const FILE_TOO_EXTENSION = 'x-file-too';

/** The action of `domain/permission` this route is. The service still calls `requested.permit(action)`. */
export function Can(action: ActionName): MethodDecorator {
  const security = [ApiSecurity('user'), ...('key' in ACTIONS[action] ? [ApiSecurity('partner')] : [])];
  return applyDecorators(SetMetadata(CAN, action), ApiExtension(ACTION_EXTENSION, action), ...security);
}

/** Nobody need be signed in. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC, true);

/** Counted against the sign-in limit of the address, before anything else is looked at. */
export const SignIn = (): MethodDecorator => SetMetadata(SIGN_IN, true);

/** Counted against the exports of the organisation: many rows leave at once (security S25). */
export const Exporting = (): MethodDecorator => SetMetadata(EXPORTING, true);

/** Takes multipart/form-data, and nothing else. */
export const Multipart = (): MethodDecorator => applyDecorators(SetMetadata(MULTIPART, true), ApiConsumes('multipart/form-data'));

/** Takes JSON, or the same as a file in multipart/form-data. */
export const MultipartToo = (): MethodDecorator => applyDecorators(SetMetadata(MULTIPART, 'TOO'), ApiExtension(FILE_TOO_EXTENSION, true));

/** Takes bytes of any type as they came: what is signed must not be read and written again first. */
export const Raw = (): MethodDecorator => SetMetadata(RAW, true);
