/** Lets nothing out that no permission was judged for: forgetting it is a defect (500), never data. */
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { HttpRequest } from './asked.js';

@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { requested } = context.switchToHttp().getRequest<HttpRequest>();
    if (!requested) return next.handle();
    return next.handle().pipe(
      tap(() => {
        if (requested.judged) return;
        throw new Error(`${context.getClass().name}.${context.getHandler().name} answered without judging a permission`);
      }),
    );
  }
}
